import {afterAll, beforeAll, expect, test} from "vitest";
import {unitSentence} from "#app/features/units/unit-sentence.ts";
import {formatValue} from "#app/format.ts";
import {chanceOf} from "#pipelines/numbers/funnel.ts";
import {type KpiOfUnit, type KpiValue, readKpis, readKpiSegments, readKpiUnits} from "#pipelines/numbers/kpis.ts";
import {parameterCodes} from "#pipelines/numbers/parameter-codes.ts";
import {strengthsOf, type UnitKpi, unitKpisOf, unitTallyOf, weaknessesOf} from "#pipelines/numbers/unit-comparison.ts";
import {readKpiMonths, readSegmentsOfUnits, readUnitKpis, readUnitMonths} from "#pipelines/numbers/unit-kpis.ts";
import {readUnitsOfSize, sizeClassesOf} from "#pipelines/numbers/unit-sizes.ts";
import {mergedGroupsOf, type PeopleGroup, type ShownGroup} from "#pipelines/privacy/merged-groups.ts";
import {openSampleWarehouse, type SampleWarehouse} from "./sample-warehouse.ts";

const MONTHS = Array.from({length: 11}, (_, index) => `2026-${String(index + 1).padStart(2, "0")}-01`);

let db: SampleWarehouse["db"];
let plan: SampleWarehouse["plan"];
let close: SampleWarehouse["close"] | undefined;

beforeAll(async () => {
  ({db, plan, close} = await openSampleWarehouse());
}, 900_000);

afterAll(() => close?.());

async function comparedIn(month: string) {
  const headlines = await readUnitKpis(db, month);
  const units = await readUnitsOfSize(db, month, headlines);
  const sizes = sizeClassesOf(units);
  return units.map(({unit_code, unit_name}) => {
    const peers = sizes.find((size) => size.units.includes(unit_code))?.units ?? [];
    return {unit_code, unit_name, peers, kpis: unitKpisOf(plan, headlines, {unit: unit_code, peers})};
  });
}

/** What the KPI pages and the API say of every unit in a month, KPI by KPI. */
async function saidIn(month: string) {
  const units = new Map<string, KpiOfUnit[]>();
  for (const {code} of plan.kpis) units.set(code, await readKpiUnits(db, code, {month}));
  return {units, union: new Map((await readKpis(db, {month})).map((each) => [each.code, each]))};
}

/** The middle of sorted values, counted off from both ends. */
function middleOf(values: number[]): number | null {
  const left = values.toSorted((a, b) => a - b);
  while (left.length > 2) {
    left.shift();
    left.pop();
  }
  return left.length === 0 ? null : left.reduce((sum, value) => sum + value, 0) / left.length;
}

const shown = (value: number) => Math.round(value * 10) / 10;

test("every number of every unit in every month is the one that its KPI's own reader gives", async () => {
  let rows = 0;
  for (const month of MONTHS) {
    const {units, union} = await saidIn(month);
    for (const {unit_code, peers, kpis} of await comparedIn(month)) {
      const expected = plan.kpis.filter(
        ({code}) =>
          units.get(code)!.some((each) => each.unit_code === unit_code) &&
          plan.kpiReadings.find(({kpi_code}) => kpi_code === code)?.units !== "none"
      );
      expect(kpis.map(({code}) => code)).toEqual(expected.map(({code}) => code));
      for (const kpi of kpis) {
        const of = units.get(kpi.code)!;
        const {unit_code: _unit, ...own} = of.find((each) => each.unit_code === unit_code)!;
        expect(kpi.own).toEqual(own);
        const values = of.flatMap((each) =>
          peers.includes(each.unit_code) && each.value !== null ? [each.value] : []
        );
        expect(kpi.peers_median).toBe(middleOf(values));
        expect(kpi.peers).toBe(values.length);
        if (kpi.union !== null) expect(kpi.union).toBe(union.get(kpi.code)!.value);
        if (own.value !== null) {
          const ahead = values.filter((value) => (kpi.direction === "lower" ? value < own.value! : value > own.value!));
          expect(kpi.place).toBe(ahead.length + 1);
        }
        rows += 1;
      }
    }
  }
  expect(rows).toBeGreaterThan(8_000);
}, 600_000);

/** No more than chance gives a unit of its size: neither so few nor so many people have less than 2.5 %. */
function isChance({numerator: count, denominator: size}: KpiValue, whole: KpiValue): boolean {
  const share = whole.numerator! / whole.denominator!;
  const chanceBetween = (from: number, to: number) =>
    Array.from({length: to - from + 1}, (_, at) => chanceOf(from + at, size!, share)).reduce(
      (sum, each) => sum + each,
      0
    );
  return chanceBetween(0, count!) >= 0.025 && chanceBetween(count!, size!) >= 0.025;
}

test("the sentence of every unit in every month counts what the KPI pages show", async () => {
  const peopleRates = parameterCodes(plan, "people_rate_kpis");
  for (const month of MONTHS) {
    const {units, union} = await saidIn(month);
    for (const {unit_code, unit_name, kpis} of await comparedIn(month)) {
      const first = kpis.find(({code}) => code === "K23");
      const sentence = unitSentence({
        ...{unit_name, month: month.slice(0, 7), tally: unitTallyOf(kpis), owed: 2, first}
      });
      const rates = plan.kpis.filter(({code}) => {
        const own = units.get(code)!.find((each) => each.unit_code === unit_code);
        const reading = plan.kpiReadings.find(({kpi_code}) => kpi_code === code)?.units;
        const isRate = own?.denominator !== null && own?.denominator !== undefined;
        return (
          reading !== "none" && reading !== "missing" && isRate && own.value !== null && union.get(code)?.value !== null
        );
      });
      const signs = rates.map(({code, direction}) => {
        const own = units.get(code)!.find((each) => each.unit_code === unit_code)!;
        const whole = union.get(code)!;
        if (peopleRates.includes(code) && isChance(own, whole)) return 0;
        return Math.sign(shown(own.value!) - shown(whole.value!)) * (direction === "lower" ? -1 : 1);
      });
      const tasks = new Set(rates.map(({task_code}) => task_code)).size;
      const [better, worse] = [signs.filter((sign) => sign > 0).length, signs.filter((sign) => sign < 0).length];
      expect(sentence).toContain(
        `：${tasks} 项任务的 ${rates.length} 项可比指标中 ${better} 项好于全校、${worse} 项不及；欠报 2 份`
      );
      const own = units.get("K23")!.find((each) => each.unit_code === unit_code)!.value;
      expect(sentence).toContain(`文体活动参与率 ${formatValue(own, "%")}，`);
    }
  }
}, 600_000);

test("what goes well is ahead of the union or of units of its size, what lags is behind or still missing", async () => {
  for (const month of MONTHS) {
    for (const {kpis} of await comparedIn(month)) {
      const [good, bad] = [strengthsOf(kpis, 3), weaknessesOf(kpis, 3)];
      expect(good.length).toBeLessThanOrEqual(3);
      expect(good.every(({is_better, place, peers}) => is_better === true && place! <= peers / 2 + 1)).toBe(true);
      const isMissing = ({units, own}: UnitKpi) => units === "missing" && own.value! < 100;
      expect(bad.every((kpi) => isMissing(kpi) || (kpi.is_better === false && kpi.units === "rank"))).toBe(true);
    }
  }
});

test("thirds by people hold every second-level union once", async () => {
  const month = "2026-10-01";
  const units = await readUnitsOfSize(db, month, await readUnitKpis(db, month));
  const sizes = sizeClassesOf(units);
  expect(sizes.map(({words, units: of}) => [words, of.length])).toEqual([
    ["人数较少", 12],
    ["人数居中", 12],
    ["人数较多", 12]
  ]);
  expect(sizes.flatMap((size) => size.units).toSorted()).toEqual(units.map(({unit_code}) => unit_code));
  expect(sizes[0]!.to).toBeLessThanOrEqual(sizes[1]!.from);
});

test("months of one unit and months of one KPI are the same cells", async () => {
  const month = "2026-11-01";
  const own = await readKpiMonths(db, {month, unit_code: "U12"});
  const units = await readUnitMonths(db, {code: "K23", month});
  const cells = (points: {month: string; value: number | null}[]) => points.map((point) => [point.month, point.value]);
  expect(cells(units.filter(({unit_code}) => unit_code === "U12"))).toEqual(
    cells(own.filter(({code}) => code === "K23"))
  );
  expect(cells(units.filter(({unit_code}) => unit_code === null))).toEqual(
    cells((await readKpiMonths(db, {month})).filter(({code}) => code === "K23"))
  );
});

/** Tells whether the last column is fixed by equations: whether its unit vector is a sum of their rows. */
function isSolved(equations: number[][], at: number): boolean {
  const rows = equations.map((row) => [...row]);
  const target = Array.from({length: rows[0]?.length ?? 0}, (_, index) => Number(index === at));
  let from = 0;
  for (let column = 0; column < target.length; column += 1) {
    const pivot = rows.findIndex((row, index) => index >= from && Math.abs(row[column]!) > 1e-9);
    if (pivot === -1) continue;
    [rows[from], rows[pivot]] = [rows[pivot]!, rows[from]!];
    const lead = rows[from]!;
    for (const row of [...rows.slice(from + 1), target]) {
      const factor = row[column]! / lead[column]!;
      if (factor !== 0) lead.forEach((value, index) => (row[index]! -= factor * value));
    }
    from += 1;
  }
  return target.every((value) => Math.abs(value) < 1e-9);
}

/** Sets up what somebody knows who subtracts: merged groups of a unit, and groups of the union less what is shown. */
function equationsOf(groups: Map<string, PeopleGroup[]>, merged: Map<string, ShownGroup[]>) {
  const unknown = [...groups].flatMap(([unit, own]) =>
    own
      .filter(({name}) => !merged.get(unit)!.some(({names}) => names.length === 1 && names[0] === name))
      .map((group) => ({...group, unit}))
  );
  const line = (holds: (cell: (typeof unknown)[number]) => boolean) => unknown.map((cell) => Number(holds(cell)));
  const names = new Set(unknown.map(({name}) => name));
  const units = new Set(unknown.map(({unit}) => unit));
  return {
    unknown,
    equations: [
      ...[...units].map((unit) => line((cell) => cell.unit === unit)),
      ...[...names].map((name) => line((cell) => cell.name === name))
    ]
  };
}

test.each(["性别", "年龄段"])(
  "no group of fewer than three people is shown or follows from the others: %s",
  async (dimension) => {
    let small = 0;
    for (const month of MONTHS) {
      const groups = new Map<string, PeopleGroup[]>();
      for (const {unit_code, segment, numerator, denominator} of await readSegmentsOfUnits(db, {code: "K23", month}))
        if (segment.startsWith(`${dimension}=`))
          groups.set(unit_code, [
            ...(groups.get(unit_code) ?? []),
            {name: segment.slice(dimension.length + 1), numerator: numerator!, denominator: denominator!}
          ]);
      const wholes = new Map(
        (await readKpiUnits(db, "K23", {month})).map(({unit_code, numerator, denominator}) => [
          unit_code,
          {numerator: numerator!, denominator: denominator!}
        ])
      );
      const merged = mergedGroupsOf(groups, wholes);
      for (const [unit, shownGroups] of merged) {
        expect(shownGroups.filter(({denominator}) => denominator < 3)).toEqual([]);
        for (const {names, denominator} of shownGroups) {
          const parts = groups.get(unit)!.filter(({name}) => names.includes(name));
          expect(denominator).toBe(parts.reduce((sum, part) => sum + part.denominator, 0));
        }
      }
      const {unknown, equations} = equationsOf(groups, merged);
      for (const [at, cell] of unknown.entries()) {
        if (cell.denominator >= 3) continue;
        small += 1;
        expect(isSolved(equations, at), `${month} ${cell.unit} ${cell.name}`).toBe(false);
      }
    }
    if (dimension === "年龄段") expect(small).toBeGreaterThan(50);
  },
  600_000
);

test("the union's groups are the sums of the units', which is why they must not give one away", async () => {
  const month = "2026-10-01";
  const union = await readKpiSegments(db, "K23", {month});
  const units = await readSegmentsOfUnits(db, {code: "K23", month});
  for (const {segment, denominator} of union.filter((each) => each.segment.startsWith("年龄段="))) {
    const sum = units.filter((each) => each.segment === segment).reduce((total, each) => total + each.denominator!, 0);
    expect(sum).toBe(denominator);
  }
});
