import type {FrozenKpi, FrozenState} from "#app/features/deck/state/frozen-state.ts";
import {inUnit} from "./kpi-blocks.ts";
import type {Cell, Sheet} from "./sheet.ts";

/** Returns units × KPIs. */
export function unitSheet({units, kpis}: FrozenState): Sheet {
  const shown = kpis.filter((kpi) => kpi.units.length > 0);
  return {
    name: "单位",
    title: "各单位的指标",
    lines: ["空白：该单位没有这项数据，或人数过少、未到公布时间，不显示。"],
    blocks: [
      {
        table: {
          columns: [
            {title: "编号"},
            {title: "单位", width: 28},
            ...shown.map(({code, name, unit}) => ({title: `${code} ${name}`, unit}))
          ],
          rows: units.map(({code, name}) => [code, name, ...shown.map((kpi) => valueOf(kpi, code))])
        }
      }
    ],
    filtered: 0,
    frozenColumns: 2,
    pagesWide: 4
  };
}

function valueOf({units, unit}: FrozenKpi, code: string): Cell {
  return inUnit(units.find((each) => each.code === code)?.value ?? null, unit);
}
