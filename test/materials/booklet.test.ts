import {expect, test} from "vitest";
import {formatBare, haveTenths} from "#app/format.ts";
import type {FrozenState} from "#app/features/deck/state/frozen-state.ts";
import {bookletDocument, bookletSections} from "#app/features/materials/booklet/booklet.server.tsx";
import {fixtureState} from "../deck-fixture.ts";
import {type MarkupTable, tablesIn, wordsIn} from "../markup.ts";

const OPTIONS = {title: "2026年11月工作进展册", stateId: "8d0c1f2e3a4b"};
const booklet = (state: FrozenState = fixtureState()) => bookletDocument(state, OPTIONS);

test("the same state gives the same booklet to the letter, whatever was drawn before", () => {
  const first = booklet();
  bookletDocument({...fixtureState(), sentence: "另一个状态。"}, OPTIONS);
  expect(booklet()).toBe(first);
});

test("every row of every panel is there with its numbers as a page shows them", () => {
  const state = fixtureState();
  const tables = tablesIn(booklet(state));
  const panels = state.tasks.flatMap(({panels}) => panels);
  expect(panels.length).toBeGreaterThan(0);
  for (const {title, table} of panels) {
    const rows = tables.filter(({label}) => label === title || label === `${title}（续）`).flatMap(({rows}) => rows);
    expect(rows).toEqual(
      table.rows.map(({cells}) =>
        cells.map((cell, at) => {
          if (typeof cell !== "number") return cell ?? "—";
          const unit = table.columns[at]?.unit;
          const column = table.rows.map(({cells}) => cells[at] ?? null);
          return formatBare(cell, unit, haveTenths(column, unit));
        })
      )
    );
  }
});

test("a task shows what was promised and what was reached", () => {
  const state = fixtureState();
  const rows = rowsOf(tablesIn(booklet(state)), "举措");
  const promised = state.tasks.flatMap(({deliverables}) => deliverables);
  expect(rows.length).toBe(promised.length);
  promised.forEach(({code, name, progress, status}, at) => {
    expect(rows[at]?.[0]).toContain(`${code} ${name}`);
    expect(rows[at]?.slice(1, 3)).toEqual([status, formatBare(progress, "%")]);
  });
});

test("a number of too few people is not in the booklet", () => {
  const state = fixtureState();
  const [kpi] = state.kpis;
  const hidden = {...kpi!, value: 76.54321, numerator: 62, denominator: 81, is_hidden: true};
  // What tasks show beside their KPIs may happen to be the same number.
  const text = booklet({...state, kpis: [hidden], tasks: state.tasks.map((task) => ({...task, panels: []}))});
  expect(rowsOf(tablesIn(text), "指标")[0]?.[1]).toBe("人数过少");
  expect(wordsIn(text)).not.toContain("76.5");
  expect(wordsIn(text)).not.toContain("62 ÷ 81");
  expect(text).not.toContain("<polyline");
});

test("the contents lead to every section", () => {
  const state = fixtureState();
  const text = booklet(state);
  const links = [...text.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
  for (const {id} of bookletSections(state)) {
    expect(links).toContain(id);
    expect(text.split(` id="${id}"`).length).toBe(2);
  }
});

test("the contents name the pages that are known", () => {
  const text = bookletDocument(fixtureState(), {...OPTIONS, pages: new Map([["units", 41]])});
  expect(wordsIn(text)).toContain("单位41");
});

test("no two things of a booklet share a name, and what is referred to is there", () => {
  const text = booklet();
  const ids = [...text.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
  expect(ids.length).toBe(new Set(ids).size);
  const references = [...text.matchAll(/url\(#([^)]+)\)/g)].map(([, id]) => id);
  expect(references.filter((id) => !ids.includes(id))).toEqual([]);
});

test("a booklet asks for nothing outside itself", () => {
  const text = booklet().replaceAll(/xmlns(:\w+)?="[^"]*"/g, "");
  expect(text).not.toMatch(/https?:|\bsrc=|@import|url\((?!#)|<script|<link/);
});

test("a title that looks like markup stays a title", () => {
  const title = `</style><script>"会员0001"\\`;
  const text = bookletDocument(fixtureState(), {...OPTIONS, title});
  expect(text).not.toContain("<script>");
  expect(text.split("</style>").length).toBe(2);
  expect(wordsIn(text)).toContain(title);
});

test("the last section says what the meeting came to and what is still open", () => {
  const outcomes = [
    {kind: "决定", words: "同意换届方案", owner: null, due_on: null},
    {kind: "交办", words: "䶮字的𠮷会员核对", owner: "示例学院", due_on: "2026-12-20"}
  ];
  const meeting = {body: "校工会常委会", held_on: "2026-11-28"};
  const tables = tablesIn(bookletDocument(fixtureState(), {...OPTIONS, meeting, outcomes}));
  expect(rowsOf(tables, "会议议定的事项")).toEqual([
    ["决定", "同意换届方案", "—", "—"],
    ["交办", "䶮字的𠮷会员核对", "示例学院", "2026-12-20"]
  ]);
  const open = rowsOf(tables, "未办结的交办事项").map(([words]) => words);
  expect(open.length).toBe(fixtureState().action_items.length);
});

test("a year that has only begun has a booklet of dashes", () => {
  const state = fixtureState();
  const tasks = state.tasks.map((task) => ({
    ...task,
    ...{progress: null, pace: null, panels: []},
    deliverables: task.deliverables.map((each) => ({...each, progress: null, pace: null, owner: null}))
  }));
  const text = booklet({...state, fresh_to: null, tasks, kpis: [], units: [], concerns: [], action_items: []});
  const rows = rowsOf(tablesIn(text), "举措");
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.filter((row) => row.slice(2, 5).join("") !== "———")).toEqual([]);
  expect(wordsIn(text)).toContain("没有需关注的举措。");
});

test("nothing open is said in words", () => {
  expect(wordsIn(booklet({...fixtureState(), action_items: []}))).toContain("没有未办结的交办事项。");
});

const rowsOf = (tables: MarkupTable[], name: string) =>
  tables.filter(({label}) => label === name).flatMap(({rows}) => rows);
