import {formatMoney, formatValue} from "#app/format.ts";
import type {UnitFigure} from "./unit-figures.server.ts";

/** Names the units behind a figure that can still be acted on, such as proposals without an answer. */
export function UnitFigures({figures}: {figures: UnitFigure[]}) {
  return (
    <>
      {figures.map(({name, unit, units}) => (
        <p key={name}>
          {`${name}：${units
            .map(
              (each) => `${each.unit_name} ${unit === "元" ? formatMoney(each.value) : formatValue(each.value, unit)}`
            )
            .join("、")}`}
        </p>
      ))}
    </>
  );
}
