import type {DuckDBConnection} from "@duckdb/node-api";
import {readKpiUnits} from "#pipelines/numbers/kpis.ts";
import {splitUnit} from "./segments.ts";

export interface UnitFigure {
  name: string;
  unit: string;
  units: {unit_name: string; value: number}[];
}

/** Reads which units have something of a figure such as `另列=未答复（件）`, the most first; none if no unit has. */
export async function readUnitFigures(
  db: DuckDBConnection,
  code: string,
  {month, segments, names}: {month: string; segments: string[]; names: [unit_code: string, unit_name: string][]}
): Promise<UnitFigure[]> {
  const nameOf = new Map(names);
  const figures = await Promise.all(
    segments.map(async (segment) => {
      const units = (await readKpiUnits(db, code, {month, segment}))
        .flatMap(({unit_code, value}) => (value ? [{unit_name: nameOf.get(unit_code) ?? unit_code, value}] : []))
        .toSorted((a, b) => b.value - a.value || a.unit_name.localeCompare(b.unit_name, "zh"));
      const words = segment.slice(segment.indexOf("=") + 1);
      return {...(splitUnit(words) ?? {name: words, unit: ""}), units};
    })
  );
  return figures.filter(({units}) => units.length > 0);
}
