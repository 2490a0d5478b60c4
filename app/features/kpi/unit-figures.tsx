import {formatMoney, formatValue} from "#app/format.ts";
import type {UnitFigure} from "./unit-figures.server.ts";

/** Names the units behind a figure that can still be acted on, such as proposals without an answer. */
export function UnitFigures({figures}: {figures: UnitFigure[]}) {
  return (
    <>
      {figures.map((figure) => (
        <p key={figure.name}>{unitsSentence(figure)}</p>
      ))}
    </>
  );
}

/** “未答复：机关 2 件、矿业工程学院 1 件”; where every unit has one, their names alone. */
export function unitsSentence({name, unit, units}: UnitFigure): string {
  const isNamesOnly = units.every(({value}) => value === 1);
  const words = units.map(({unit_name, value}) => (isNamesOnly ? unit_name : `${unit_name} ${textOf(value, unit)}`));
  return `${name}：${words.join("、")}`;
}

const textOf = (value: number, unit: string) => (unit === "元" ? formatMoney(value) : formatValue(value, unit));
