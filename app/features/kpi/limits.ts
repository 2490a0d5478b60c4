import {formatValue} from "#app/format.ts";
import type {Xmr} from "#pipelines/numbers/xmr.ts";

/** The limits that a value can reach. */
export function limitsOf({mean, lower, upper}: Xmr, unit: string): {value: number; label: string}[] {
  const lines = [
    {value: upper, label: "通常范围上限"},
    {value: mean, label: "平均"},
    {value: lower, label: "通常范围下限"}
  ];
  return lines
    .filter(({value}) => value >= 0 && (unit !== "%" || value <= 100))
    .map(({value, label}) => ({value, label: `${label} ${formatValue(value, unit)}`}));
}
