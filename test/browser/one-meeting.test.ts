import type {Page} from "playwright-core";
import {beforeAll, expect, onTestFinished, test} from "vitest";
import {withDays} from "#app/features/materials/docx/state-facts.ts";
import {formatPercent} from "#app/format.ts";
import {readPdfPages} from "../pdf-pages.ts";
import {numbersOf} from "../state-numbers.ts";
import {openFile} from "./file-page.ts";
import {type MeetingPapers, meetingPapers, type Paper} from "./meeting-papers.ts";
import {notSaid, type PaperWords, readPaper, type Said} from "./said-numbers.ts";

let meeting: MeetingPapers;
let words: Map<Paper, PaperWords>;

beforeAll(async () => {
  meeting = await meetingPapers();
  words = new Map();
  for (const paper of meeting.papers) words.set(paper, await readPaper(paper, meeting.state));
}, 300_000);

const papersOf = (kind: string) => meeting.papers.filter((paper) => paper.kind === kind);
const saidIn = (kind: string): Said => papersOf(kind).flatMap((paper) => words.get(paper)!.said);

const WITH_ALL_NUMBERS = ["deck-html", "deck-pptx", "deck-pdf", "booklet-pdf", "progress-docx", "workbook-xlsx"];

test("there are sixty numbers to compare, and the twelve decks in three forms and six more papers to read", () => {
  expect([numbersOf(meeting.state).length, meeting.papers.length]).toEqual([60, 12 * 3 + 6]);
});

test.each(WITH_ALL_NUMBERS)("%s says each of the meeting's sixty numbers beside its name", (kind) => {
  expect(notSaid(saidIn(kind), numbersOf(meeting.state))).toEqual([]);
});

test("the annual summary says how far each task is, and the value of each KPI that it names", () => {
  const said = saidIn("summary-docx");
  const named = numbersOf(meeting.state).filter(
    ({name}) => name.startsWith("T") || said.some(([code]) => code === name)
  );
  expect(named.length).toBeGreaterThan(11);
  expect(notSaid(said, named)).toEqual([]);
});

test.each([...WITH_ALL_NUMBERS, "summary-docx"])("a number that is another is found in %s", (kind) => {
  const other = structuredClone(meeting.state);
  other.tasks.find(({code}) => code === "T05")!.progress! += 0.1;
  other.kpis.find(({code}) => code === "K27")!.value! += 1;
  const [is, would] = [meeting.state, other].map((state) =>
    numbersOf(state).filter(({name}) => name === "T05" || name === "K27")
  );
  const said = saidIn(kind);
  expect([notSaid(said, is!), notSaid(said, would!)]).toEqual([[], would!.map(({name, text}) => `${name} ${text}`)]);
});

test("every paper, and each slide and page of it, names the meeting's state", () => {
  for (const [{kind, subject, name}, {parts}] of words) {
    expect(name).toMatch(new RegExp(` ${meeting.stateId}\\.\\w+$`));
    expect(parts.length).toBeGreaterThan(0);
    for (const [at, lines] of parts.entries())
      expect(lines.join(""), `${kind} ${subject} ${at + 1}`).toContain(meeting.stateId);
  }
});

test("a notice of supervision says how its deliverable stands in the meeting's state", () => {
  const {subject} = papersOf("supervision-docx")[0]!;
  const deliverable = meeting.state.tasks.flatMap(({deliverables}) => deliverables).find(({code}) => code === subject)!;
  const text = words.get(papersOf("supervision-docx")[0]!)!.parts.flat().join("\n");
  const {status, rule, progress} = deliverable;
  expect(text).toContain(`${progress === null ? "无数据" : `完成 ${formatPercent(progress)}`}，${status}：`);
  expect(text.replaceAll(/\s/g, "")).toContain(withDays(rule).replaceAll(/\s/g, ""));
});

const deckAs = (kind: string, subject: string) => papersOf(kind).find((paper) => paper.subject === subject)!;

test("a deck as PDF has a page of the slide's shape for each slide, and holds its fonts", async () => {
  for (const {subject, bytes} of papersOf("deck-pdf")) {
    const {sizes, embedded, missing} = await readPdfPages(bytes);
    const slides = words.get(deckAs("deck-html", subject))!.parts;
    expect(sizes, subject).toEqual(slides.map(() => [960, 540]));
    expect([embedded.length > 0, missing], subject).toEqual([true, []]);
  }
});

test("a font that is not in the file is found", async () => {
  const {sizes, embedded, missing} = await readPdfPages(new TextEncoder().encode(WITHOUT_FONT));
  expect({sizes, embedded, missing}).toEqual({sizes: [[200, 100]], embedded: [], missing: ["Arial"]});
});

/** “Hello” in a font that the reader's machine is expected to have. */
const WITHOUT_FONT = `%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>>>> endobj
4 0 obj <</Length 36>> stream
BT /F1 24 Tf 10 10 Td (Hello) Tj ET
endstream endobj
5 0 obj <</Type /Font /Subtype /TrueType /BaseFont /Arial /FirstChar 32 /LastChar 32 /Widths [250] /FontDescriptor 6 0 R>> endobj
6 0 obj <</Type /FontDescriptor /FontName /Arial /Flags 32 /FontBBox [0 0 1 1] /ItalicAngle 0 /Ascent 1 /Descent 0 /CapHeight 1 /StemV 1>> endobj
trailer <</Root 1 0 R /Size 7>>
`;

/** The slides that can be seen. */
const shownOn = (page: Page) =>
  page
    .locator("section.slide")
    .evaluateAll((slides) =>
      slides.filter((slide) => slide.checkVisibility({visibilityProperty: true})).map(({id}) => id)
    );

test("a deck's file is shown from a folder without a network, slide by slide, and asks nobody anything", async () => {
  const deck = deckAs("deck-html", "monthly");
  const {page, address, asked, said, close} = await openFile(deck.name, deck.bytes);
  onTestFinished(close);
  const count = words.get(deck)!.parts.length;
  expect(count).toBeGreaterThan(10);
  for (let at = 1; at <= count; at++) {
    await expect.poll(() => shownOn(page)).toEqual([`s${at}`]);
    await page.keyboard.press(at < count ? "PageDown" : "PageUp");
  }
  await expect.poll(() => shownOn(page)).toEqual([`s${count - 1}`]);
  expect({asked, said}).toEqual({asked: [address], said: []});
});
