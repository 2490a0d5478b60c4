import {expect, test} from "vitest";
import {deckDocument} from "#app/features/deck/document/deck-document.tsx";
import {STATE_DIGITS} from "#app/features/deck/decks.server.ts";
import {WIDE} from "#app/features/deck/layout/slide-frame.ts";
import type {FrozenState} from "#app/features/deck/state/frozen-state.ts";
import {bookletPdf} from "#app/features/materials/booklet/booklet-pdf.server.ts";
import {pdfOf} from "#app/features/materials/pdf.server.ts";
import {formatBare} from "#app/format.ts";
import {FIXTURE_ID, fixtureDeck, fixtureState} from "../deck-fixture.ts";
import {readPdfLines} from "../pdf-text.ts";
import {bare, missingIn, NUMBERS} from "../state-numbers.ts";
import {findHeadlessBrowser} from "./find-browser.ts";

const browser = findHeadlessBrowser();
const stateId = FIXTURE_ID.slice(0, STATE_DIGITS);
const state = fixtureState();

/** What a person reads who leafs through the booklet. */
const bookletOf = async (of: FrozenState) =>
  (await readPdfLines((await bookletPdf(of, {title: "月度手册", stateId}, browser))!)).map((lines) => lines.map(bare));

/** The KPIs whose line of a table, which begins with their code, lacks their number. */
function missingKpis(pages: string[][]): string[] {
  const lines = pages.flat();
  return state.kpis
    .filter(({value}) => value !== null)
    .filter(
      ({code, value, unit}) =>
        !lines.some((line) => line.startsWith(code) && line.slice(code.length).includes(bare(formatBare(value, unit))))
    )
    .map(({code}) => code);
}

test("the printed booklet says the state's sixty numbers, each KPI's in the line of its code", async () => {
  const pages = await bookletOf(state);
  expect(pages.length).toBeGreaterThan(20);
  expect(missingKpis(pages)).toEqual([]);
  const tasks = NUMBERS.filter(({name}) => name.startsWith("T"));
  expect(tasks.length).toBeGreaterThan(8);
  expect(missingIn(pages.flat().join("\n"), tasks)).toEqual([]);
  expect(pages.flat().join("\n")).toContain(stateId);
});

test("a number that is another in the printed booklet is found", async () => {
  const other = fixtureState();
  other.kpis.find(({code}) => code === "K23")!.value = 12.345;
  expect(missingKpis(await bookletOf(other))).toEqual(["K23"]);
});

test("the printed decks of the eleven tasks say the state's sixty numbers, each page with the state's id", async () => {
  const texts: string[] = [];
  for (const {code} of state.tasks) {
    const pdf = await pdfOf(deckDocument(fixtureDeck(code), {ratio: WIDE}), browser);
    const pages = await readPdfLines(pdf!);
    for (const [at, lines] of pages.entries()) expect(bare(lines.join("")), `${code} ${at + 1}`).toContain(stateId);
    texts.push(...pages.flat());
  }
  expect(missingIn(texts.join("\n"))).toEqual([]);
});
