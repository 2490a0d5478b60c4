import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {type RunningServer, startServer} from "../running-server.ts";
import {sessionOf} from "../signed-in.ts";
import type {CubeRow} from "../cube-row.ts";
import {placeSampleYear, SAMPLE_DAY} from "../sample-year.ts";

interface Signal {
  months: string[];
}

interface KpiOfMonth {
  code: string;
  name: string;
  unit: string;
  value: number | null;
  /** What the page speaks of where the month has no value yet. */
  last_shown?: {month: string; value: number};
  numerator: number | null;
  denominator: number | null;
  target: number | null;
  outlook?: {monthly: number; value: number};
  variation?: {count: number; needed: number; mean?: number; lower?: number; upper?: number; signals?: Signal[]};
}

const MONTHS = Array.from({length: 11}, (_, index) => `2026-${String(index + 1).padStart(2, "0")}`);
const folder = mkdtempSync(join(tmpdir(), "kpi-sentences-"));
let server: RunningServer;
let cookie = "";
let kpis: Map<string, KpiOfMonth[]>;
let cubes: Map<string, CubeRow[]>;

beforeAll(async () => {
  await placeSampleYear(folder);
  server = await startServer(folder, {today: SAMPLE_DAY});
  cookie = `session=${await sessionOf(folder, "leadership")}`;
  const asked = async <T>(path: string) => (await (await server.ask(path)).json()) as T;
  kpis = new Map();
  for (const month of MONTHS) kpis.set(month, await asked<KpiOfMonth[]>(`/api/kpis.json?month=${month}`));
  cubes = new Map();
  for (const {code} of kpis.get("2026-11")!) cubes.set(code, await asked<CubeRow[]>(`/api/kpis/${code}.json`));
}, 900_000);

afterAll(async () => {
  await server.stop();
  rmSync(folder, {recursive: true, force: true});
});

/** The texts of a page in which numbers are said: its conclusion, and the titles and sentences of its charts. */
function sentencesOf(html: string): string[] {
  const found = [
    ...html.matchAll(/<h1>(.*?)<\/h1>/gs),
    ...html.matchAll(/<h3[^>]*>(.*?)<\/h3>/gs),
    ...html.matchAll(/<section[^>]*><h2>((?:(?!<\/h2>).)*%.*?)<\/h2>/gs),
    ...html.matchAll(/<p>(按[^<]*推算[^<]*。)<span/g),
    ...html.matchAll(/<p>((?:真变化|正常波动|数据不足)：[^<]*)<\/p>/g)
  ];
  return found.map(([, text = ""]) => text.replace(/<[^>]+>/g, "").replaceAll("&quot;", '"'));
}

/** Numbers as they are written, without days, months and the digits of names and codes. */
function numbersIn(sentence: string, {name}: KpiOfMonth): number[] {
  const bare = sentence
    .replaceAll(name, "")
    .replace(/（T\d\d-\d\d）/g, "")
    .replace(/\d+年|\d+月(\d+日)?末?/g, "")
    .replace(/连续 8 个月|每 4 个月里至少 3 个|离.限比离平均近|最近3个月/g, "")
    .replace(/[A-Za-z0-9]+[—+N岁][^ ]*/g, "");
  return [...bare.matchAll(/[−-]?\d[\d,]*(?:\.\d+)?/g)].map(([text]) =>
    Math.abs(Number(text.replaceAll(",", "").replace("−", "-")))
  );
}

const round = (value: number) => Math.round(value * 10) / 10;

function medianOf(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return ((sorted[Math.floor((sorted.length - 1) / 2)] ?? 0) + (sorted[Math.floor(sorted.length / 2)] ?? 0)) / 2;
}

const shownValue = ({value, last_shown}: Pick<KpiOfMonth, "value" | "last_shown">) =>
  value ?? last_shown?.value ?? null;

/** The share of a rate's target that is reached, and how far that is from the share that is due. */
function ofTarget({unit, target, ...kpi}: KpiOfMonth, pace: number | null): number[] {
  const value = shownValue(kpi);
  if (unit !== "%" || value === null || !target || target === 100 || pace === null) return [];
  const [done, due] = [(100 * value) / target, (100 * pace) / target];
  // The page shows the pace with one decimal, and the gap is that of the whole one.
  const hairs = Math.ceil(50 / target) + 1;
  const gap = Math.round(Math.abs(round(done) - due) * 10);
  return [done, ...Array.from({length: 2 * hairs + 1}, (_, at) => (gap - hairs + at) / 10)];
}

/** Every number that the API gives for a KPI in a month, and what a reader works out of them. */
function toldBy(kpi: KpiOfMonth, month: string, pace: number | null): Set<number> {
  const cells = (cubes.get(kpi.code) ?? []).filter((cell) => cell.month <= `${month}-01`);
  const now = cells.filter((cell) => cell.month === `${month}-01`);
  const units = now.flatMap(({unit_code, segment, value}) => (unit_code && !segment && value !== null ? [value] : []));
  const headlines = cells.flatMap(({unit_code, segment, value}) =>
    !unit_code && !segment && value !== null ? [value] : []
  );
  const {target, outlook, variation} = kpi;
  const value = shownValue(kpi);
  const lists = new Map<string, number>();
  for (const {unit_code, segment, value: part} of now)
    if (!unit_code && segment && part !== null) {
      const dimension = segment.split("=")[0]!;
      lists.set(dimension, (lists.get(dimension) ?? 0) + part);
    }
  const numbers = [
    ...[kpi.value, kpi.numerator, kpi.denominator, target, ...headlines],
    ...now.flatMap((cell) => [cell.value, cell.numerator, cell.denominator]),
    // What was last shown of a hidden part of the year.
    ...cells.filter(({unit_code}) => !unit_code).map((cell) => cell.value),
    ...lists.values(),
    ...(value !== null && target !== null ? [target - round(value)] : []),
    ...(value !== null && pace !== null ? [round(value) - round(pace)] : []),
    ...ofTarget(kpi, pace),
    ...[medianOf(units), medianOf(units.filter((each) => each !== 0)), 100],
    ...[outlook?.value, outlook?.monthly],
    ...(outlook && target !== null ? [target - round(outlook.value)] : []),
    ...[variation?.count, variation?.needed, variation?.mean, variation?.lower, variation?.upper]
  ];
  // Units are counted: all, those that contributed, and those that share an end.
  const shown = [units, units.filter((each) => each !== 0)];
  const counts = shown.flatMap((each) => [
    each.length,
    ...[Math.max(...each), Math.min(...each)].map((end) => each.filter((one) => one === end).length)
  ]);
  const known = [...numbers, ...counts].filter((number): number is number => typeof number === "number");
  return new Set(known.map(Math.abs).flatMap((number) => [round(number), Math.round(number), round(number / 10_000)]));
}

test("every number in the sentences of a KPI's page is one of the API's, in every month", async () => {
  const strange: string[] = [];
  let read = 0;
  for (const month of MONTHS)
    for (const kpi of kpis.get(month)!) {
      const path = `/kpis/${kpi.code}?month=${month}`;
      const html = await (await fetch(server.url + path, {headers: {cookie}})).text();
      const pace = paceIn(html);
      const told = toldBy(kpi, month, pace);
      const sentences = sentencesOf(html);
      expect([path, sentences.length]).not.toEqual([path, 0]);
      for (const sentence of sentences)
        for (const number of numbersIn(withoutPlaces(sentence, kpi, month), kpi)) {
          read += 1;
          if (!told.has(number)) strange.push(`${path}: ${number} in “${sentence}”`);
        }
    }
  expect(strange).toEqual([]);
  expect(read).toBeGreaterThan(2000);
}, 900_000);

/** Takes out how many units lie in which place by chance, once they add up to the units of the API. */
function withoutPlaces(sentence: string, {code}: KpiOfMonth, month: string): string {
  const places = [...sentence.matchAll(/(\d+) 个(明显高|明显低|偏高|偏低|无显著差别)/g)];
  if (places.length === 0) return sentence;
  const units = cubes
    .get(code)!
    .filter((cell) => cell.month === `${month}-01` && cell.unit_code && !cell.segment && cell.value !== null);
  expect([code, month, places.reduce((sum, [, count]) => sum + Number(count), 0)]).toEqual([code, month, units.length]);
  return places.reduce((rest, [place]) => rest.replace(place, ""), sentence);
}

/** What is due by then, as the page says it beside the number. */
function paceIn(html: string): number | null {
  const [, text] = /序时（按时间应达到）<\/dt><dd>([\d.,]+)/.exec(html) ?? [];
  return text === undefined ? null : Number(text.replaceAll(",", ""));
}
