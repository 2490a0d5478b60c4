import type {DuckDBConnection} from "@duckdb/node-api";
import fc from "fast-check";
import {cellProblemSql} from "#pipelines/checks/cells.ts";
import {trimmed, valueSql} from "#pipelines/checks/cell-types.ts";
import type {Field} from "#pipelines/contracts/contract.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {shownSql} from "#pipelines/contracts/shown-value.ts";
import {orNull, text} from "#pipelines/duckdb/columns.ts";
import {memoryDatabase, rows} from "#pipelines/duckdb/rows.ts";
import {property} from "../case.ts";
import {expectEqual, expectTrue} from "../equal.ts";
import type {Target} from "../target.ts";

const piece = fc.oneof(
  {weight: 3, arbitrary: fc.constantFrom(..."0123456789-/.: ")},
  fc.constantFrom(
    "年",
    "月",
    "日",
    "号",
    "时",
    "分",
    "上午",
    "T",
    "Z",
    "２０２６",
    "2026",
    "2026年",
    "46093",
    ".5",
    "E+17",
    "，",
    "；",
    ";",
    "是",
    "√",
    "%",
    "万"
  ),
  fc.string({maxLength: 2})
);
const cell = fc.array(piece, {minLength: 1, maxLength: 9}).map((pieces) => pieces.join(""));
const day = fc
  .date({min: new Date("2015-01-01"), max: new Date("2035-12-31"), noInvalidDate: true})
  .map((at) => at.toISOString().slice(0, 10));

const SPELLINGS: ((day: string) => string)[] = [
  (day) => day,
  (day) => day.replaceAll("-", "/"),
  (day) => day.replaceAll("-", "."),
  (day) => day.replaceAll("-", ""),
  (day) => day.replaceAll("-0", "-").replaceAll("-", "/"),
  (day) => day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, "$1年$2月$3日"),
  (day) => ` ${day}　`,
  (day) => String(Date.parse(day) / 86_400_000 + 25_569)
];

const field = (type: Field["type"]): Field => ({name: "x", title: "列", type, privacy: "none"});
const TYPES = ["string", "integer", "number", "boolean", "date", "datetime", "yearmonth", "list"] as const;

/** SQL of what each type reads in the text `t`, shown as people see it. */
const readSql = (t: string) =>
  TYPES.map((type) => `${shownSql(field(type), `(${valueSql(field(type), t)})`)} as ${type}_shown`).join(", ");
const COLUMNS = Object.fromEntries(TYPES.map((type) => [`${type}_shown`, orNull(text)]));

const read = (db: DuckDBConnection, cell: string) =>
  rows(db, COLUMNS, `select ${readSql("t")} from (select ${trimmed("$cell::varchar")} as t)`, {cell}).then(
    ([row]) => row!
  );

/** A day in whichever spelling is that day; what any type shows of a cell it reads again as the same. */
const dates: Target = {
  name: "dates",
  share: 2_000,
  open: async () => {
    const db = await memoryDatabase();
    const types = fc.record({cell, day, spelling: fc.nat(SPELLINGS.length - 1)});
    return {
      property: property(types, async ({cell, day, spelling}) => {
        const spelled = await read(db, SPELLINGS[spelling]!(day));
        expectEqual(spelled.date_shown, day, SPELLINGS[spelling]!(day));
        const first = await read(db, cell);
        for (const type of TYPES) {
          const shown = first[`${type}_shown`];
          if (typeof shown !== "string") continue;
          expectTrue(shown !== "", `${type} shows nothing`);
          const [again] = await rows(
            db,
            {shown: orNull(text)},
            `select ${shownSql(field(type), `(${valueSql(field(type), "t")})`)} as shown from (select ${trimmed("$shown::varchar")} as t)`,
            {shown}
          );
          expectEqual(again!.shown, shown, `${type} of ${JSON.stringify(cell)}`);
        }
      }),
      close: () => db.closeSync()
    };
  }
};

/** Every column of every contract judges a cell without failing. */
const judged: Target = {
  name: "cells",
  share: 2_000,
  open: async () => {
    const db = await memoryDatabase();
    const fields = [...readContracts().values()].flatMap(({fields}) => fields);
    return {
      property: property(fc.record({cell, at: fc.nat(fields.length - 1)}), async ({cell, at}) => {
        const own = fields[at]!;
        const typed = `select t as t_${own.name}, ${valueSql(own, "t")} as ${own.name} from (select ${trimmed("$cell::varchar")} as t)`;
        const [row] = await rows(
          db,
          {code: orNull(text)},
          `select (${cellProblemSql(own)})::varchar as code from (${typed})`,
          {
            cell
          }
        );
        expectTrue(row!.code === null || /^cell\//.test(String(row!.code)), `code ${row!.code}`);
      }),
      close: () => db.closeSync()
    };
  }
};

export const DATES = [dates, judged];
