import type {DuckDBConnection} from "@duckdb/node-api";
import {readKpiCube} from "#pipelines/numbers/kpis.ts";
import {TWINS} from "./twins.ts";

/** Every number of a warehouse as `K23 2026-03 U01 性别=女` → `3/4`; what is not shown is there as such. */
export type Cubes = Map<string, string>;

export async function readCubes(db: DuckDBConnection): Promise<Cubes> {
  const cubes: Cubes = new Map();
  for (const code of Object.keys(TWINS))
    for (const {month, unit_code, segment, numerator, denominator, is_hidden} of await readKpiCube(db, code))
      cubes.set(
        [code, month.slice(0, 7), unit_code ?? "", segment ?? ""].join(" "),
        is_hidden ? "hidden" : [rounded(numerator), rounded(denominator)].join("/")
      );
  return cubes;
}

/** Sums of doubles differ in their last digits by the order in which they are added. */
const rounded = (number: number | null) => (number === null ? "" : String(Number(number.toPrecision(12))));

/** The names of the numbers in which two warehouses differ, with both; units may have other names in the second. */
export function differences(one: Cubes, other: Cubes, nameOf: (unit: string) => string = (unit) => unit): string[] {
  const renamed = new Map(
    [...one].map(([key, value]) => {
      const [code, month, unit, ...segment] = key.split(" ") as [string, string, string, ...string[]];
      return [[code, month, nameOf(unit), ...segment].join(" "), value];
    })
  );
  return [...new Set([...renamed.keys(), ...other.keys()])]
    .filter((key) => renamed.get(key) !== other.get(key))
    .map((key) => `${key}: ${renamed.get(key)} → ${other.get(key)}`);
}
