import type {DuckDBConnection} from "@duckdb/node-api";
import {readKpiCube} from "#pipelines/numbers/kpis.ts";
import {readPlan} from "#pipelines/plan/read-plan.ts";
import {Cell, type Fraction} from "./cell.ts";
import {MONTHS, YEAR} from "./days.ts";
import type {Facts} from "./facts.ts";
import type {Rule, Twin} from "./twin.ts";
import {TWINS} from "./twins.ts";

/** A number that the two sides do not agree on. */
export interface Difference {
  code: string;
  month: string;
  unit: string | null;
  segment: string | null;
  expected: Fraction | undefined;
  served: Fraction | undefined;
}

export interface Comparison {
  compared: number;
  differences: Difference[];
  /** Lists beside a KPI of which the twin has none. */
  unproved: Set<string>;
}

interface Served extends Fraction {
  isHidden: boolean;
}

type Cube = Map<string, Served>;

const keyOf = (month: string, unit?: string, segment?: string) => [month, unit ?? "", segment ?? ""].join("|");

/** Compares every month, unit and group of the KPIs with what the twin says of them. */
export async function compare(db: DuckDBConnection, facts: Facts, codes = Object.keys(TWINS)): Promise<Comparison> {
  const all: Comparison = {compared: 0, differences: [], unproved: new Set()};
  for (const code of codes) compareOne(code, {facts, cube: await readCube(db, code), all});
  return all;
}

async function readCube(db: DuckDBConnection, code: string): Promise<Cube> {
  const cells = await readKpiCube(db, code);
  return new Map(
    cells.map(({month, unit_code, segment, numerator, denominator, is_hidden}) => [
      keyOf(month.slice(0, 7), unit_code ?? undefined, segment ?? undefined),
      {
        numerator: numerator ?? 0,
        ...(denominator === null ? {} : {denominator}),
        isHidden: is_hidden ?? false
      }
    ])
  );
}

interface Asked {
  facts: Facts;
  cube: Cube;
  all: Comparison;
}

function compareOne(code: string, {facts, cube, all}: Asked): void {
  const twin = TWINS[code]!;
  const isCountable = datasetsOf(code).every((dataset) => facts.isLoaded(dataset));
  const units = MONTHS.flatMap((month) => facts.units(month).map(({unit_code}) => unit_code));
  const asked = [undefined, ...new Set([...units, ...[...cube.keys()].map((key) => key.split("|")[1]!)])];
  for (const month of MONTHS)
    for (const unit of asked)
      if (unit !== "")
        for (const segment of segmentsOf(twin, facts, month, cube)) {
          const rule = ruleOf(twin, segment);
          if (!rule) {
            all.unproved.add(`${code} ${segment.split("=")[0]}`);
            continue;
          }
          const served = cube.get(keyOf(month, unit, segment));
          if (served?.isHidden) continue;
          const isAnswered = isCountable && (unit === undefined || !rule.isOfUnion);
          const expected = isAnswered ? rule.of(facts, new Cell(month, unit, rule.dimension, rule.value)) : undefined;
          all.compared++;
          if (!isEqual(expected, served, segment === "" && unit === undefined))
            all.differences.push({code, month, unit: unit ?? null, segment: segment || null, expected, served});
        }
}

const datasetsOf = (code: string) => [
  ...new Set(
    readPlan(YEAR)!
      .kpis.find((kpi) => kpi.code === code)!
      .dataset_columns.split(";")
      .map((column) => column.trim().split(".")[0]!)
  )
];

/** The headline, and every group that either side knows in the month. */
function segmentsOf(twin: Twin, facts: Facts, month: string, cube: Cube): Set<string> {
  const segments = new Set([""]);
  for (const key of cube.keys()) if (key.startsWith(month)) segments.add(key.split("|")[2]!);
  for (const name of Object.keys(twin.beside ?? {})) if (name.includes("=")) segments.add(name);
  const rules: [Rule, string[]][] = [
    [twin.headline, twin.by ?? []],
    ...Object.entries(twin.beside ?? {}).map(([name, rule]): [Rule, string[]] => [rule, [name]])
  ];
  for (const [rule, dimensions] of rules) {
    const cell = new Cell(month);
    rule(facts, cell);
    for (const dimension of dimensions)
      for (const value of cell.seen.get(dimension) ?? []) segments.add(`${dimension}=${value}`);
  }
  return segments;
}

interface Found {
  of: Rule;
  dimension?: string;
  value?: string;
  isOfUnion: boolean;
}

function ruleOf(twin: Twin, segment: string): Found | undefined {
  const isOfUnion = (name: string) => twin.unionOnly?.includes(name) ?? false;
  if (segment === "") return {of: twin.headline, isOfUnion: isOfUnion("")};
  const own = twin.beside?.[segment];
  if (own) return {of: own, isOfUnion: isOfUnion(segment)};
  const at = segment.indexOf("=");
  const [dimension, value] = [segment.slice(0, at), segment.slice(at + 1)];
  const of = twin.beside?.[dimension] ?? (twin.by?.includes(dimension) ? twin.headline : undefined);
  return of && {of, dimension, value, isOfUnion: isOfUnion(dimension)};
}

const HAIR = 1e-9;

/** A number that is not there is none, and nothing is nothing: but the union's own count is 0, not missing. */
function isEqual(expected: Fraction | undefined, served: Fraction | undefined, isStrict: boolean): boolean {
  const isEmpty = (fraction: Fraction | undefined) => !fraction || fraction.denominator === 0;
  if (!served) return isEmpty(expected) || (!isStrict && expected!.numerator === 0);
  if (isEmpty(expected)) return isEmpty(served);
  if ((expected!.denominator === undefined) !== (served.denominator === undefined)) return false;
  const one = expected!.numerator * (served.denominator ?? 1);
  const other = served.numerator * (expected!.denominator ?? 1);
  return served.denominator !== 0 && Math.abs(one - other) <= HAIR * Math.max(1, Math.abs(one), Math.abs(other));
}
