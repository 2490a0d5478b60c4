import {formatMoney, formatValue} from "#app/format.ts";
import type {UnitFigure} from "./unit-figures.server.ts";

/** Names the units behind a figure that can still be acted on, such as proposals without an answer. */
export function UnitFigures({figures}: {figures: UnitFigure[]}) {
  return (
    <>
      {figures.map((figure) => (
        <FigureUnits key={figure.name} figure={figure} />
      ))}
    </>
  );
}

const FIRST = 5;

/** A long list begins with the units that have most. */
function FigureUnits({figure}: {figure: UnitFigure}) {
  const {units} = figure;
  if (units.length <= FIRST + 2) return <p>{unitsSentence(figure)}</p>;
  return (
    <>
      <p>{`${unitsSentence({...figure, units: units.slice(0, FIRST)})}等`}</p>
      <details>
        <summary>{`全部 ${units.length} 个单位`}</summary>
        <p>{unitsSentence(figure)}</p>
      </details>
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
