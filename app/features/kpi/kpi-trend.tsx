import {useMemo} from "react";
import {Chart} from "#app/charts/chart.tsx";
import {lineChart} from "#app/charts/line-chart.ts";
import {formatBare, formatBareShown, formatRound, formatShortMonth, formatValue, whyHidden} from "#app/format.ts";
import type {Column} from "#app/ui/table-column.ts";
import type {KpiNumbers, KpiPage} from "./kpi.server.ts";

type Point = KpiNumbers["points"][number];

/** Shows the year month by month against target and pace; for a unit, the whole union is the grey line. */
export function KpiTrend({kpi, numbers}: {kpi: KpiPage; numbers: KpiNumbers}) {
  const {points, unit_name} = numbers;
  const {unit, target} = kpi;
  const option = useMemo(
    () =>
      lineChart(
        points.map(({month, value, whole, pace}) => ({label: formatShortMonth(month), value, other: whole, pace})),
        {
          name: unit_name || "全校",
          otherName: unit_name ? "全校" : "",
          paceName: "序时",
          showValue: (value) => formatValue(value, unit),
          showTick: (value) => formatRound(value, unit),
          ...(target.value !== null && {
            target: {value: target.value, label: `目标 ${formatRound(target.value, unit)}（${target.source}）`}
          })
        }
      ),
    [points, unit_name, unit, target.value, target.source]
  );
  const known = points.filter(({value}) => value !== null);
  const hidden = points.find(({is_hidden}) => is_hidden);
  const isAwaited = points.some(({hidden_until}) => hidden_until);
  const why = isAwaited ? "；单位的数季末公布，空着的季末人数过少，不显示" : "；空着的月份人数过少，不显示";
  return (
    <Chart
      title={trendSentence(known, hidden, kpi)}
      subtitle={`${unit_name || "全校"}${kpi.name}，${points[0]?.month.slice(0, 4)}年各月末；虚线为目标${points.some(({pace}) => pace !== null) ? "，浅色带为序时" : ""}${hidden ? why : ""}`}
      description={`${kpi.name}逐月折线图。${known.map(({month, value}) => `${formatShortMonth(month)} ${formatValue(value, unit)}`).join("，")}。`}
      option={option}
      height={300}
      table={{
        columns: columnsOf(unit, {isOfUnit: Boolean(unit_name), hasPace: points.some(({pace}) => pace !== null)}),
        rows: points
      }}
      fileName={`${kpi.code}-${kpi.name}-趋势`}
      width={644}
    />
  );
}

function trendSentence(known: Point[], hidden: Point | undefined, {name, unit}: KpiPage): string {
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) return hidden ? `${name}${whyHidden(hidden)}` : `${name}还没有数据`;
  if (first === last) return `${formatShortMonth(last.month)}${name} ${formatValue(last.value, unit)}`;
  const verb = first.value === last.value ? "到" : (first.value ?? 0) < (last.value ?? 0) ? "升到" : "降到";
  return `${name}从${formatShortMonth(first.month)} ${formatValue(first.value, unit)} ${verb}${formatShortMonth(last.month)} ${formatValue(last.value, unit)}`;
}

function columnsOf(unit: string, {isOfUnit, hasPace}: {isOfUnit: boolean; hasPace: boolean}): Column<Point>[] {
  const number = (key: "value" | "numerator" | "denominator" | "whole" | "pace", title: string): Column<Point> => ({
    key,
    title,
    isNumber: true,
    value: (point) => point[key],
    cell: (point) =>
      key === "value"
        ? formatBareShown(point, unit)
        : formatBare(point[key], key === "numerator" || key === "denominator" ? "" : unit)
  });
  return [
    {key: "month", title: "月份", value: ({month}) => month, cell: ({month}) => month},
    number("value", `数值（${unit}）`),
    number("numerator", "分子"),
    number("denominator", "分母"),
    ...(isOfUnit ? [number("whole", `全校（${unit}）`)] : []),
    ...(hasPace ? [number("pace", `序时（${unit}）`)] : [])
  ];
}
