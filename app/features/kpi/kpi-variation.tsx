import {Link} from "@remix-run/react";
import {useMemo} from "react";
import {Chart} from "#app/charts/chart.tsx";
import {lineChart} from "#app/charts/line-chart.ts";
import {formatBare, formatMonth, formatRound, formatValue} from "#app/format.ts";
import type {Variation} from "#pipelines/numbers/variation.ts";
import type {Xmr} from "#pipelines/numbers/xmr.ts";
import type {KpiPage} from "./kpi.server.ts";
import {limitsOf} from "./limits.ts";
import {variationSentence} from "./variation-words.ts";

interface KpiVariationProps {
  kpi: KpiPage;
  variation: Variation;
  /** The trend above shows the limits already. */
  isInTrend: boolean;
}

/** Says whether the months differ by more than chance; once there are enough of them, with the limits. */
export function KpiVariation({kpi, variation, isInTrend}: KpiVariationProps) {
  const {xmr} = variation;
  const sentence = variationSentence(variation, kpi.unit);
  return (
    <>
      {xmr && !isInTrend ? (
        <MonthsChart kpi={kpi} variation={variation} xmr={xmr} title={sentence} />
      ) : (
        <p>{`${sentence}。`}</p>
      )}
      <Link to="/help/charts#variation">怎样区分真变化和正常波动</Link>
    </>
  );
}

interface MonthsChartProps {
  kpi: KpiPage;
  variation: Variation;
  xmr: Xmr;
  title: string;
}

function MonthsChart({kpi: {code, name, unit}, variation: {points}, xmr, title}: MonthsChartProps) {
  const option = useMemo(
    () =>
      lineChart(
        points.map(({month, value}) => ({label: month.slice(2, 7), value})),
        {
          name: "当月数",
          showValue: (value) => formatValue(value, unit),
          showTick: (value) => formatRound(value, unit),
          limits: limitsOf(xmr, unit)
        }
      ),
    [points, xmr, unit]
  );
  return (
    <Chart
      title={title}
      subtitle={`${name}的当月数（不累计）；细线为平均和通常范围`}
      description={`${name}当月数折线图。${title}。`}
      option={option}
      height={260}
      table={{
        columns: [
          {key: "month", title: "月份", value: ({month}) => month, cell: ({month}) => formatMonth(month)},
          {
            key: "value",
            title: `当月数（${unit}）`,
            isNumber: true,
            value: ({value}) => value,
            cell: ({value}) => formatBare(value, unit)
          }
        ],
        rows: points
      }}
      fileName={`${code}-${name}-当月数`}
      width={644}
    />
  );
}
