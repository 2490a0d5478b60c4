import {useMemo} from "react";
import {Chart} from "#app/charts/chart.tsx";
import {lineChart} from "#app/charts/line-chart.ts";
import type {ChartOption} from "#app/charts/option.ts";
import {formatBare, formatBareShown, formatRound, formatShortMonth, formatValue, whyHidden} from "#app/format.ts";
import type {Column} from "#app/ui/table-column.ts";
import type {KpiNumbers, KpiPage} from "./kpi.server.ts";
import {limitsOf} from "./limits.ts";
import {OUTLOOK_RULE, outlookSentence} from "./outlook-words.ts";

type Point = KpiNumbers["points"][number];

/** Shows the year month by month against target and pace; for a unit, the whole union is the grey line. */
export function KpiTrend({kpi, numbers}: {kpi: KpiPage; numbers: KpiNumbers}) {
  const {points, unit_name, outlook} = numbers;
  const {unit, target} = kpi;
  const option = useMemo(() => trendOption(kpi, numbers), [kpi, numbers]);
  const known = points.filter(({value}) => value !== null);
  const hidden = points.find(({is_hidden}) => is_hidden);
  return (
    <>
      <Chart
        title={trendSentence(known, hidden, kpi)}
        subtitle={trendSubtitle(kpi, numbers)}
        description={`${kpi.name}逐月折线图。${known.map(({month, value}) => `${formatShortMonth(month)} ${formatValue(value, unit)}`).join("，")}。`}
        option={option}
        height={300}
        table={{columns: columnsOf(unit, points, Boolean(unit_name)), rows: points}}
        fileName={`${kpi.code}-${kpi.name}-趋势`}
        width={644}
      />
      {outlook && (
        <p>
          {`${outlookSentence(outlook, {unit, target: target.value})}。`}
          <span className="secondary">{`${OUTLOOK_RULE}。`}</span>
        </p>
      )}
    </>
  );
}

/** The chart of the year, on the page and as a file. */
export function trendOption(
  {unit, target, pace}: Pick<KpiPage, "unit" | "target" | "pace">,
  {points, unit_name, variation, is_trend_monthly}: KpiNumbers
): ChartOption {
  const xmr = is_trend_monthly ? variation?.xmr : undefined;
  return lineChart(
    points.map(({month, value, whole, pace, last_year, outlook, is_outlook_start}) => ({
      ...{label: formatShortMonth(month), value, other: whole, pace, lastYear: last_year},
      outlook: is_outlook_start ? value : outlook
    })),
    {
      name: unit_name || "全校",
      otherName: unit_name ? "全校" : "",
      paceName: "序时",
      lastYearName: "去年",
      outlookName: "预计",
      showValue: (value) => formatValue(value, unit),
      showTick: (value) => formatRound(value, unit),
      ...(xmr && {limits: limitsOf(xmr, unit)}),
      ...(target.value !== null && {
        target: {
          value: target.value,
          label: `${pace === "none" ? "参考" : "目标"} ${formatRound(target.value, unit)}（${target.source}）`
        }
      })
    }
  );
}

export function trendSubtitle(kpi: Pick<KpiPage, "name">, {points, unit_name, outlook}: KpiNumbers): string {
  const isAwaited = points.some(({hidden_until}) => hidden_until);
  const why = isAwaited ? "单位的数季末公布，空着的季末人数过少，不显示" : "空着的月份人数过少，不显示";
  return [
    `${unit_name || "全校"}${kpi.name}，${points[0]?.month.slice(0, 4)}年各月末`,
    "虚线为目标",
    points.some(({pace}) => pace !== null) && "细线为按时间应达到的进度（序时）",
    points.some(({last_year}) => last_year !== null) && "浅色线为去年同月",
    outlook && "斜纹为预计",
    points.some(({is_hidden}) => is_hidden) && why
  ]
    .filter(Boolean)
    .join("；");
}

export function trendSentence(
  known: Point[],
  hidden: Point | undefined,
  {name, unit}: Pick<KpiPage, "name" | "unit">
): string {
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) return hidden ? `${name}${whyHidden(hidden)}` : `${name}还没有数据`;
  if (first === last) return `${formatShortMonth(last.month)}${name} ${formatValue(last.value, unit)}`;
  if (first.value === 0 && last.value === 0) return `${name}今年以来还没有`;
  const span = `${formatShortMonth(first.month)}至${formatShortMonth(last.month)}`;
  if (formatValue(first.value, unit) === formatValue(last.value, unit))
    return `${name}${span}${isFlat(known, unit) ? "保持" : "首尾都是"} ${formatValue(last.value, unit)}`;
  const verb = (first.value ?? 0) < (last.value ?? 0) ? "升到" : "降到";
  return `${name}从${formatShortMonth(first.month)} ${formatValue(first.value, unit)} ${verb}${formatShortMonth(last.month)} ${formatValue(last.value, unit)}`;
}

const isFlat = (known: Point[], unit: string) => new Set(known.map(({value}) => formatValue(value, unit))).size === 1;

type NumberKey = "value" | "numerator" | "denominator" | "whole" | "pace" | "last_year" | "outlook";

function columnsOf(unit: string, points: Point[], isOfUnit: boolean): Column<Point>[] {
  const number = (key: NumberKey, title: string): Column<Point> => ({
    key,
    title,
    isNumber: true,
    value: (point) => point[key],
    cell: (point) =>
      key === "value"
        ? formatBareShown(point, unit)
        : formatBare(point[key], key === "numerator" || key === "denominator" ? "" : unit)
  });
  const has = (key: NumberKey) => points.some((point) => point[key] !== null);
  return [
    {key: "month", title: "月份", value: ({month}) => month, cell: ({month}) => month},
    number("value", `数值（${unit}）`),
    number("numerator", "分子"),
    ...(has("denominator") ? [number("denominator", "分母")] : []),
    ...(isOfUnit ? [number("whole", `全校（${unit}）`)] : []),
    ...(has("pace") ? [number("pace", `序时（${unit}）`)] : []),
    ...(has("last_year") ? [number("last_year", `去年同月（${unit}）`)] : []),
    ...(has("outlook") ? [number("outlook", `预计（${unit}）`)] : [])
  ];
}
