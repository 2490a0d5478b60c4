import {useMemo} from "react";
import {Link} from "@remix-run/react";
import {Chart} from "#app/charts/chart.tsx";
import {funnelPlot, type FunnelPoint} from "#app/charts/funnel-plot.ts";
import {formatBare, formatMonth, formatRound, formatValue} from "#app/format.ts";
import type {Column} from "#app/ui/table-column.ts";
import type {KpiPage} from "./kpi.server.ts";
import type {Funnel, RankedUnit, Ranking} from "./ranking.ts";
import {CHANCE_WORDS, chanceSentence} from "./ranking-sentence.ts";

/** Compares units of a rate fairly: a small one differs by chance more than a large one. */
export function UnitFunnel({kpi, ranking, funnel}: {kpi: KpiPage; ranking: Ranking; funnel: Funnel}) {
  const {unit, name, direction} = kpi;
  const {units} = ranking;
  const placed = useMemo(() => units.filter(({chance}) => chance !== undefined), [units]);
  const option = useMemo(
    () =>
      funnelPlot(
        placed.map((each) => pointOf(each, direction)),
        {
          curves: funnel.curves,
          rate: {value: funnel.rate, label: `全校 ${formatValue(funnel.rate, unit)}`},
          sizeName: "人数（分母）",
          showValue: (value) => formatRound(value, unit)
        }
      ),
    [placed, funnel, unit, direction]
  );
  const sentence = chanceSentence(ranking, unit);
  return (
    <>
      <Chart
        title={sentence}
        subtitle={`${formatMonth(kpi.filters.month)}末各单位${name}；横轴为单位人数，虚线为 95 %、实线为 99.8 % 的偶然波动范围，实线以外的单位写出名称`}
        description={`${name}漏斗图。${sentence}。`}
        option={option}
        height={340}
        table={{columns: columnsOf(unit), rows: placed}}
        fileName={`${kpi.code}-${name}-漏斗图`}
        width={440}
      />
      <p className="secondary">
        人少的单位，一两个人就会使比率大升大降；在范围以内的，不宜排先后。
        <Link to="/help/charts#funnel">怎样看这张图</Link>
      </p>
    </>
  );
}

function pointOf(unit: RankedUnit, direction: string): FunnelPoint {
  const {unit_name, value, denominator, chance = "within", is_own} = unit;
  const isFar = chance === "far-above" || chance === "far-below";
  const isBetter = (chance === "far-above") === (direction !== "lower");
  return {
    name: unit_name,
    size: denominator ?? 0,
    value,
    detail: `${sizeWords(unit)}，${CHANCE_WORDS[chance]}`,
    differs: isFar ? (isBetter ? "better" : "worse") : chance === "within" ? false : "slightly",
    isNamed: isFar,
    ...(is_own && {isOwn: true})
  };
}

/** “8 / 30 人” */
export const sizeWords = ({numerator, denominator}: Pick<RankedUnit, "numerator" | "denominator">) =>
  `${formatBare(numerator)} / ${formatBare(denominator)} 人`;

function columnsOf(unit: string): Column<RankedUnit>[] {
  return [
    {key: "unit_name", title: "单位", value: ({unit_name}) => unit_name, cell: ({unit_name}) => unit_name},
    {
      key: "value",
      title: `数值（${unit}）`,
      isNumber: true,
      value: ({value}) => value,
      cell: ({value}) => formatBare(value, unit)
    },
    {key: "size", title: "人数", isNumber: true, value: ({denominator}) => denominator, cell: sizeWords},
    {
      key: "chance",
      title: "与全校相比",
      value: ({chance = "within"}) => CHANCE_WORDS[chance],
      cell: ({chance = "within"}) => CHANCE_WORDS[chance]
    }
  ];
}
