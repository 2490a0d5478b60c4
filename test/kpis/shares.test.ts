import {beforeAll, expect, test} from "vitest";
import type {DuckDBConnection} from "@duckdb/node-api";
import {randomFor} from "../../datasets/sample/random.ts";
import {readModels} from "#pipelines/models/models.ts";
import {sensitiveKpiCodes} from "#pipelines/privacy/sensitive-kpis.ts";
import {rows} from "../rows.ts";
import {memoryWarehouse, type PartialRow} from "./memory-warehouse.ts";

const random = randomFor("who stands behind sensitive numbers");

function recordOf(at: number): PartialRow {
  const day = (month: number) =>
    `2026-${String(month).padStart(2, "0")}-${String(random.between(1, 28)).padStart(2, "0")}`;
  const asked = random.between(1, 6);
  const done = random.chance(0.7) ? day(asked + random.between(1, 4)) : null;
  return {
    record_id: `H${at}`,
    // Some people have several records.
    person_id: `P${random.between(1, 60)}`,
    record_type: random.pick(["困难建档", "建档帮扶", "走访慰问", "临时补助", "爱心扶助金"]),
    object_type: random.pick(["困难职工", "乡村振兴干部", "复转军人", "生病住院职工"]),
    hardship_level: random.pick(["深度困难", "相对困难", "意外致困", null]),
    unit_code: random.pick(["U01", "U02", "U03"]),
    eligible_verified: random.chance(0.8),
    plan_made: random.chance(0.8),
    file_status: random.pick(["在档", "已退出", null]),
    apply_date: day(asked),
    file_date: random.chance(0.6) ? done : null,
    pay_date: done,
    visit_date: done
  };
}

let db: DuckDBConnection;

beforeAll(async () => {
  db = await memoryWarehouse({assistance: Array.from({length: 150}, (_, at) => recordOf(at))});
});

test("every sensitive KPI says who stands behind its numbers", () => {
  expect(readModels("shares").map(({name}) => name)).toEqual([...sensitiveKpiCodes()].sort());
});

test.each([...sensitiveKpiCodes()])("what people add to %s makes its numbers, cell by cell", async (code) => {
  const differing = await rows(
    db,
    `with people as (
      select unit_code, month, segment, sum(numerator) as numerator, sum(denominator) as denominator
      from shares.${code} group by all
    ),
    numbers as (
      select unit_code, month, segment, sum(numerator) as numerator, sum(denominator) as denominator
      from kpis.series
      -- The longest of several waits is nobody's sum.
      where code = '${code}' and segment is distinct from '另列=最长天数（天）'
      group by all having sum(numerator) <> 0 or sum(denominator) <> 0
    )
    select * from numbers
    full join (select * from people where segment is distinct from '另列=最长天数（天）' and (numerator <> 0 or denominator <> 0)) as people
      on (numbers.unit_code, numbers.month, numbers.segment) is not distinct from (people.unit_code, people.month, people.segment)
    where (numbers.numerator, numbers.denominator) is distinct from (people.numerator, people.denominator)`
  );
  expect(differing).toEqual([]);
  const [{count} = {count: 0}] = await rows<{count: number}>(
    db,
    `select count(*)::integer as count from kpis.series where code = '${code}' and numerator > 2`
  );
  expect(count).toBeGreaterThan(10);
});
