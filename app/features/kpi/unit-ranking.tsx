import {useMemo} from "react";
import {barChart, barChartHeight} from "#app/charts/bar-chart.ts";
import {Chart} from "#app/charts/chart.tsx";
import {formatBare, formatMonth, formatValue, TOO_FEW} from "#app/format.ts";
import type {Column} from "#app/ui/table-column.ts";
import {PendingMark} from "#app/ui/pending-mark.tsx";
import type {KpiPage} from "./kpi.server.ts";
import type {RankedUnit, Ranking} from "./ranking.ts";
import {rankingSentence} from "./ranking-sentence.ts";

/** Compares units with their median, not by their size. */
export function UnitRanking({kpi, ranking}: {kpi: KpiPage; ranking: Ranking}) {
  const {units, median, without, hidden} = ranking;
  const {unit, name} = kpi;
  const bars = useMemo(
    () => units.map((each) => ({name: each.unit_name, value: each.value, isOwn: each.is_own, detail: detailOf(each)})),
    [units]
  );
  const option = useMemo(
    () =>
      barChart(bars, {
        showValue: (value) => formatValue(value, unit),
        ...(median !== null && {reference: {value: median, label: `各单位中位数 ${formatValue(median, unit)}`}})
      }),
    [bars, median, unit]
  );
  return (
    <>
      <Chart
        title={rankingSentence(ranking, kpi.unit)}
        subtitle={`各单位${name}，${formatMonth(kpi.filters.month)}末；虚线为各单位的中位数`}
        description={`各单位${name}排名条形图。${units.map((each) => `${each.unit_name} ${formatValue(each.value, unit)}`).join("，")}。`}
        option={option}
        height={barChartHeight(bars)}
        table={{columns: columnsOf(unit), rows: units}}
        fileName={`${kpi.code}-${name}-各单位`}
        width={644}
      />
      {hidden.length > 0 && <p className="secondary">{`${TOO_FEW}的单位：${hidden.join("、")}`}</p>}
      {without.length > 0 && <p className="secondary">{`无数据的单位：${without.join("、")}`}</p>}
    </>
  );
}

function detailOf({numerator, denominator, unreviewed}: RankedUnit): string | undefined {
  const parts = [
    denominator !== null && `${formatBare(numerator)} / ${formatBare(denominator)}`,
    unreviewed > 0 && `含未审 ${unreviewed} 份`
  ].filter(Boolean);
  return parts.length > 0 ? parts.join("，") : undefined;
}

function columnsOf(unit: string): Column<RankedUnit>[] {
  return [
    {key: "place", title: "位次", isNumber: true, value: ({place}) => place, cell: ({place}) => place},
    {
      key: "unit_name",
      title: "单位",
      value: ({unit_name}) => unit_name,
      cell: ({unit_name, unreviewed}) => (
        <>
          {unit_name} <PendingMark count={unreviewed} />
        </>
      )
    },
    {
      key: "value",
      title: `数值（${unit}）`,
      isNumber: true,
      value: ({value}) => value,
      cell: ({value}) => formatBare(value, unit)
    },
    {
      key: "numerator",
      title: "分子",
      isNumber: true,
      value: ({numerator}) => numerator,
      cell: ({numerator}) => formatBare(numerator)
    },
    {
      key: "denominator",
      title: "分母",
      isNumber: true,
      value: ({denominator}) => denominator,
      cell: ({denominator}) => formatBare(denominator)
    }
  ];
}
