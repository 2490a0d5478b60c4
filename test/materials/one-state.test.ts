import exceljs from "devextreme-exceljs-fork";
import {strFromU8, unzipSync} from "fflate";
import {expect, test} from "vitest";
import {deckDocument} from "#app/features/deck/document/deck-document.tsx";
import {STATE_DIGITS} from "#app/features/deck/decks.server.ts";
import {bookletDocument} from "#app/features/materials/booklet/booklet.server.tsx";
import {progressReport} from "#app/features/materials/docx/progress-report.server.ts";
import {SENDER} from "#app/features/materials/docx/state-facts.ts";
import {deckPptx} from "#app/features/materials/pptx/deck-pptx.server.ts";
import {stateWorkbook} from "#app/features/materials/xlsx/state-workbook.server.ts";
import {formatBare} from "#app/format.ts";
import {FIXTURE_ID, fixtureDeck, fixtureState} from "../deck-fixture.ts";
import {bare, missingIn, NUMBERS} from "../state-numbers.ts";

const state = fixtureState();
const stateId = FIXTURE_ID.slice(0, STATE_DIGITS);

const partsOf = (bytes: Uint8Array, names: RegExp) =>
  Object.entries(unzipSync(bytes))
    .filter(([name]) => names.test(name))
    .map(([, part]) => strFromU8(part))
    .join("\n");

const taskDecks = state.tasks.map(({code}) => fixtureDeck(code));

test("there are sixty numbers to compare", () => {
  expect(NUMBERS).toHaveLength(60);
});

test("the decks of the eleven tasks say the state's numbers", () => {
  const text = taskDecks.map((deck) => deckDocument(deck)).join("\n");
  expect(missingIn(text)).toEqual([]);
  expect(text).toContain(stateId);
});

test("the same decks as slides of PowerPoint say the state's numbers", async () => {
  const texts = await Promise.all(
    taskDecks.map(async (deck) => partsOf(await deckPptx(deck, state.on), /^ppt\/slides\/slide\d+\.xml$/))
  );
  expect(missingIn(texts.join("\n"))).toEqual([]);
  expect(bare(texts[0]!)).toContain(stateId);
});

test("the progress report says the state's numbers", async () => {
  const text = partsOf(await progressReport(state, {...SENDER, stateId}), /^word\/document\.xml$/);
  expect(missingIn(text)).toEqual([]);
  expect(bare(text)).toContain(stateId);
});

test("the workbook holds the state's numbers as numbers", async () => {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(stateWorkbook(state, stateId) as unknown as ArrayBuffer);
  const cells: unknown[] = [];
  workbook.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell(({value}) => cells.push(value))));
  expect(NUMBERS.filter(({value}) => !cells.includes(value))).toEqual([]);
  expect(cells.some((cell) => String(cell).includes(stateId))).toBe(true);
});

/** The KPIs whose row of the booklet, which names their unit at its head, lacks their number. */
function missingRows(html: string): string[] {
  const rows = [...html.matchAll(/<tr\b.*?<\/tr>/gs)].map(([row]) => bare(row));
  return state.kpis
    .filter(({value}) => value !== null)
    .filter(({code, value, unit}) => {
      const own = rows.filter((row) => row.startsWith(code));
      return !own.some((row) => row.includes(bare(formatBare(value, unit))));
    })
    .map(({code}) => code);
}

test("the booklet says the state's numbers", () => {
  const text = bookletDocument(state, {title: "月度手册", stateId});
  expect(missingRows(text)).toEqual([]);
  const tasks = NUMBERS.filter(({name}) => name.startsWith("T"));
  expect(missingIn(text, tasks)).toEqual([]);
  expect(text).toContain(stateId);
});

test("a number that is another is found", () => {
  const other = fixtureState();
  other.kpis.find(({code}) => code === "K23")!.value = 12.345;
  expect(missingRows(bookletDocument(other, {title: "月度手册", stateId}))).toEqual(["K23"]);
});
