import {Link, useLocation} from "@remix-run/react";
import {useMemo} from "react";
import {type Bar, barChart, barChartHeight} from "#app/charts/bar-chart.ts";
import {Chart} from "#app/charts/chart.tsx";
import {formatBare, formatMonth, formatValue, TOO_FEW} from "#app/format.ts";
import {addressOf} from "#app/ui/address.ts";
import {PendingMark} from "#app/ui/pending-mark.tsx";
import {Sentence} from "#app/ui/sentence.tsx";
import type {Column} from "#app/ui/table-column.ts";
import {useIsNarrow} from "#app/ui/use-is-narrow.ts";
import type {FunnelPlace} from "#pipelines/numbers/funnel.ts";
import type {KpiPage} from "./kpi.server.ts";
import styles from "./kpi-lineage.module.css";
import type {RankedUnit, Ranking} from "./ranking.ts";
import {CHANCE_WORDS, rankingSentence} from "./ranking-sentence.ts";
import {UnitEnds} from "./unit-ends.tsx";
import {sizeWords} from "./unit-funnel.tsx";

/** Compares units with their median and with their size; on a phone only both ends are open. */
export function UnitRanking({kpi, ranking}: {kpi: KpiPage; ranking: Ranking}) {
  const {units, without, hidden} = ranking;
  const isNarrow = useIsNarrow();
  const sentence = rankingSentence(ranking, kpi.unit);
  return (
    <>
      <h2>
        <Sentence text={sentence} />
      </h2>
      <UnitEnds ranking={ranking} measureUnit={kpi.unit} />
      <details className={styles.details} open={!isNarrow} data-long>
        <summary>{`全部 ${units.length} 个单位`}</summary>
        <RankingChart kpi={kpi} ranking={ranking} />
      </details>
      {hidden.length > 0 && <p className="secondary">{`${TOO_FEW}的单位：${hidden.join("、")}`}</p>}
      {without.length > 0 && <p className="secondary">{`无数据的单位：${without.join("、")}`}</p>}
    </>
  );
}

function RankingChart({kpi, ranking}: {kpi: KpiPage; ranking: Ranking}) {
  const {units, median, funnel} = ranking;
  const {unit, name, direction} = kpi;
  const bars = useMemo(() => units.map((each) => barOf(each, direction)), [units, direction]);
  const option = useMemo(
    () =>
      barChart(bars, {
        showValue: (value) => formatValue(value, unit),
        labelRoom: bars.some(({aside}) => aside) ? 190 : 90,
        ...(median !== null && {reference: {value: median, label: `各单位中位数 ${formatValue(median, unit)}`}})
      }),
    [bars, median, unit]
  );
  const isOwnMarked = units.some(({is_own}) => is_own);
  return (
    <Chart
      title={`${units.length} 个单位${name}，${direction === "lower" ? "由低到高" : "由高到低"}`}
      subtitle={`各单位${name}，${formatMonth(kpi.filters.month)}末；虚线为各单位的中位数${funnel ? "；灰字的单位与全校无显著差别" : ""}${isOwnMarked ? "；◀ 为本单位" : ""}`}
      description={`各单位${name}排名条形图。${units.map((each) => `${each.unit_name} ${formatValue(each.value, unit)}`).join("，")}。`}
      option={option}
      height={barChartHeight(bars)}
      table={{columns: columnsOf(unit), rows: units}}
      fileName={`${kpi.code}-${name}-各单位`}
      width={644}
    />
  );
}

function barOf(each: RankedUnit, direction: string): Bar {
  const {unit_name: name, value, is_own: isOwn, chance} = each;
  return {
    ...{name, value, isOwn, detail: detailOf(each)},
    aside: [chance && sizeWords(each), each.owed ? `欠报 ${each.owed} 份` : ""].filter(Boolean).join("，"),
    ...(chance && {differs: differenceOf(chance, direction)})
  };
}

function differenceOf(chance: FunnelPlace, direction: string): Bar["differs"] {
  if (chance === "within") return false;
  return chance.endsWith("above") === (direction !== "lower") ? "better" : "worse";
}

function detailOf({numerator, denominator, unreviewed, chance}: RankedUnit): string | undefined {
  const parts = [
    denominator !== null && `${formatBare(numerator)} / ${formatBare(denominator)}`,
    chance && CHANCE_WORDS[chance],
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
      cell: ({unit_code, unit_name, unreviewed}) => (
        <>
          <UnitName code={unit_code} name={unit_name} /> <PendingMark count={unreviewed} />
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

/** A unit's name leads to its page. */
function UnitName({code, name}: {code: string; name: string}) {
  return <Link to={addressOf(`/units/${code}`, useLocation().search)}>{name}</Link>;
}
