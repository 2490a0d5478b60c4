import {expect, test} from "vitest";
import {valueSql} from "#pipelines/checks/cell-types.ts";
import {cellProblemSql, saidSql} from "#pipelines/checks/cells.ts";
import {duckdbTypeOf, type Field} from "#pipelines/contracts/contract.ts";
import {cellReader} from "#pipelines/preview/cells.ts";
import type {Value} from "#pipelines/preview/values.ts";
import {memoryDatabase} from "#pipelines/duckdb/rows.ts";
import {rows} from "../rows.ts";
import {textsOf} from "./texts.ts";

const TEXTS = textsOf(20261122, 6000);

const field = (type: Field["type"], constraints: Field["constraints"] = {}, name = "f"): Field => ({
  name,
  title: name,
  type,
  constraints,
  privacy: "none"
});

const FIELDS: [string, Field][] = [
  ["text", field("string", {required: true})],
  ["a code", field("string", {}, "record_id")],
  ["a word of a list", field("string", {enum: ["是", "甲", "2026"]})],
  ["text in a pattern", field("string", {pattern: "[0-9]{4,11}"})],
  ["a whole number", field("integer", {required: true})],
  ["a whole number in bounds", field("integer", {minimum: 1, maximum: 2099})],
  ["a percentage", field("integer", {minimum: 0, maximum: 100})],
  ["a number", field("number")],
  ["a number in bounds", field("number", {minimum: 0, maximum: 100})],
  ["yes or no", field("boolean", {required: true})],
  ["a day", field("date")],
  ["a moment", field("datetime")],
  ["a month", field("yearmonth")],
  ["a list", field("list")],
  ["a list of words", field("list", {enum: ["情绪调适", "压力舒缓", "全体"]})]
];

test.each(FIELDS)("%s is the same value, and wrong in the same way, in SQL and in the browser", async (_, field) => {
  const db = await memoryDatabase();
  const {name} = field;
  const found = await rows<{raw: string; t: string | null; value: unknown; code: string | null}>(
    db,
    `select raw, t_${name} as t, ${asText(field)} as value, ${cellProblemSql(field)} as code from (
      select *, ${valueSql(field, `t_${name}`)}::${duckdbTypeOf(field)} as ${name} from (
        select raw, ${saidSql("raw", field)} as t_${name}
        from (select unnest(from_json($texts, '["varchar"]')) as raw)))`,
    {texts: JSON.stringify(TEXTS)}
  );
  const read = cellReader(field);
  const differing = found.flatMap(({raw, t, value, code}) => {
    const cell = read(raw);
    const ours = {t: cell.text ?? null, value: inWords(field, cell.value), code: cell.code ?? null};
    const theirs = {t, value, code};
    return JSON.stringify(ours) === JSON.stringify(theirs) ? [] : [{raw, ours, theirs}];
  });
  expect(found).toHaveLength(TEXTS.length);
  expect(found.filter(({value}) => value !== null).length).toBeGreaterThan(50);
  expect(differing.slice(0, 40)).toEqual([]);
});

function asText({type, name}: Field): string {
  return type === "list" ? `to_json(${name})::varchar` : `${name}::varchar`;
}

/** As DuckDB writes it. */
function inWords({type}: Field, value: Value | undefined): string | null {
  if (value === undefined) return null;
  if (type === "list") return JSON.stringify(value);
  if (type !== "number") return String(value);
  const scaled = BigInt(value as number | bigint);
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(5, "0");
  return `${scaled < 0n ? "-" : ""}${digits.slice(0, -4)}.${digits.slice(-4)}`;
}
