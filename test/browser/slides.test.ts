import {type Browser, chromium, type Page} from "playwright-core";
import {afterAll, beforeAll, expect, test} from "vitest";
import {deckOf} from "#app/features/deck/decks.server.ts";
import {deckDocument} from "#app/features/deck/document/deck-document.tsx";
import {fitSlides, LEAST_TEXT, leastText} from "#app/features/deck/layout/slide-layout.ts";
import {WIDE} from "#app/features/deck/layout/slide-frame.ts";
import {FIXTURE_ID, fixtureDeck, fixtureState} from "../deck-fixture.ts";
import {hardDeck} from "../hard-deck.ts";
import {findBrowser} from "./find-browser.ts";
import {type Bounds, measureSlides} from "./slide-measures.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({executablePath: findBrowser(), args: ["--no-sandbox", "--disable-gpu"]});
});
afterAll(() => browser?.close());

const SCREENS = [
  {width: 1920, height: 1080},
  {width: 1366, height: 768},
  {width: 1024, height: 768}
];

const BOUNDS: Bounds = {text: 36 / 1080, title: 0.05, number: 0.08, margin: 0.04, stroke: 3 / 768};
/** 12 metres away from a picture of 1.5 metres. */
const FAR = leastText(12, 1.5);
/** 20 metres away from one of 2 metres. */
const HALL = leastText(20, 2);
const boundsFrom = (min: number): Bounds => ({...BOUNDS, text: min / 1000, title: (min * 1.3) / 1000});

async function openDeck(html: string, viewport = SCREENS[0]!): Promise<Page> {
  const page = await browser.newPage({viewport});
  await page.setContent(html);
  return page;
}

for (const screen of SCREENS)
  for (const [where, min, bounds] of [
    ["from the usual back row", LEAST_TEXT, BOUNDS],
    ["from far away", FAR, boundsFrom(FAR)]
  ] as const)
    test(`at ${screen.width} × ${screen.height} every text is read ${where} and covers no other`, async () => {
      const page = await openDeck(deckDocument(hardDeck(), {min}), screen);
      const measures = await measureSlides(page, bounds);
      expect(measures.length).toBeGreaterThanOrEqual(hardDeck().slides.length);
      expect(measures.filter(({texts}) => texts === 0)).toEqual([]);
      const faults = measures.flatMap(({id, small, outside, covered, thin}) =>
        [small, outside, covered, thin].some((each) => each.length > 0) ? [{id, small, outside, covered, thin}] : []
      );
      expect(faults).toEqual([]);
      await page.close();
    });

const REAL = ["monthly", "proposals", "unit-U12", ...fixtureState().tasks.map(({code}) => code)];

/** With the longest words, the most columns, and every kind of chart. */
const HARDEST = ["monthly", "T03", "T05", "T10", "unit-U12"];

test.each([
  ["any screen, on the narrowest", SCREENS[2]!, {}],
  ["any screen, on a low one", SCREENS[1]!, {}],
  ["a wide screen", SCREENS[0]!, {ratio: WIDE}],
  ["any screen and a far back row", SCREENS[2]!, {min: FAR}],
  ["a wide screen in a hall", SCREENS[0]!, {ratio: WIDE, min: HALL}]
] as const)("the decks of the sample year, laid out for %s, fit", async (_, screen, shape) => {
  const min = "min" in shape ? shape.min : LEAST_TEXT;
  const bounds = min === LEAST_TEXT ? BOUNDS : boundsFrom(min);
  const codes = min === LEAST_TEXT ? REAL : HARDEST;
  for (const code of codes) {
    const page = await openDeck(deckDocument(fixtureDeck(code), shape), screen);
    const faults = (await measureSlides(page, bounds)).filter(({small, outside, covered, thin}) =>
      [small, outside, covered, thin].some((each) => each.length > 0)
    );
    expect(faults, code).toEqual([]);
    await page.close();
  }
});

const CHOSEN = [
  ...["kpis", "task:T05/kpis", "task:T05/units", "unit:U12/months", "kpi:K07/missing", "kpi:K17/figure=未发放"],
  ...Object.keys(fixtureState().chosen!),
  ...["unreported", "changes-statuses", "changes-kpis", "supervised", "reports", "owing", "congress"],
  ...["owed", "activities", "people"].map((view) => `unit:U12/${view}`),
  ...fixtureState().work!.congress.map(({key}) => `congress:${key}`),
  ...["units", "funnel", "unit-months", "segments=性别", "segments=年龄段", "segments=另列"].map(
    (view) => `kpi:K23/${view}`
  )
];

test("slides that were chosen from pages fit, on the narrowest screen as on a wide one", async () => {
  const state = fixtureState();
  const deck = deckOf(state, "chosen", FIXTURE_ID, {code: "chosen", title: "自选", keys: CHOSEN})!;
  expect(deck.slides).toHaveLength(1 + CHOSEN.length);
  for (const screen of [SCREENS[0]!, SCREENS.at(-1)!]) {
    const page = await openDeck(deckDocument(deck), screen);
    const faults = (await measureSlides(page, BOUNDS)).filter(({small, outside, covered, thin}) =>
      [small, outside, covered, thin].some((each) => each.length > 0)
    );
    expect(faults).toEqual([]);
    await page.close();
  }
});

test("a text that is too small, outside or covered is found", async () => {
  const html = deckDocument(hardDeck()).replace(
    '<div class="slide-foot">',
    '<p style="font-size:1cqh;position:absolute;left:0;top:50cqh">小字</p><p style="position:absolute;left:0;top:50cqh">同处</p><div class="slide-foot">'
  );
  const [first] = await measureSlides(await openDeck(html), BOUNDS);
  expect(first).toMatchObject({small: [expect.stringContaining("小字")], covered: ["小字 / 同处"]});
  expect(first?.outside).toEqual(["小字", "同处"]);
});

test("a deck's document asks for nothing and shows all slides without a script", async () => {
  const page = await browser.newPage({viewport: SCREENS[0]!});
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  const html = deckDocument(hardDeck());
  await page.route("http://deck.invalid/**", (route) =>
    route.fulfill({contentType: "text/html; charset=utf-8", body: html})
  );
  await page.goto("http://deck.invalid/deck.html", {waitUntil: "networkidle"});
  expect(asked.filter((url) => !url.startsWith("data:"))).toEqual(["http://deck.invalid/deck.html"]);
  const boxes = await page
    .locator("section.slide")
    .evaluateAll((slides) =>
      slides.map((slide) => slide.getBoundingClientRect()).map(({width, height}) => width / height)
    );
  expect(boxes.length).toBe(fitSlides(hardDeck().slides, {corner: hardDeck().corner}).length);
  for (const ratio of boxes) expect(ratio).toBeCloseTo(16 / 9, 2);
  expect(html).not.toMatch(/https?:\/\/(?!www\.w3\.org)|<script|@import|url\((?!#)/);
  await page.close();
});

test("equal decks give equal bytes, whatever was drawn before", () => {
  const first = deckDocument(hardDeck());
  deckDocument({...hardDeck(), slides: hardDeck().slides.toReversed()});
  expect(deckDocument(hardDeck())).toBe(first);
});

test("on paper each slide is one whole page", async () => {
  const page = await openDeck(deckDocument(hardDeck(), {theme: "dark"}));
  const pdf = (await page.pdf({preferCSSPageSize: true})).toString("latin1");
  const [, width, height] = /\/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
  expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([960, 540]);
  expect(pdf.match(/\/Type ?\/Page\b(?!s)/g)?.length).toBe(await page.locator("section.slide").count());
  await page.close();
});

test("a small preview is the slide in small: nothing wraps otherwise", async () => {
  const page = await openDeck(deckDocument(hardDeck()));
  const linesAt = (width: number) =>
    page.evaluate((wide) => {
      const slides = [...document.querySelectorAll<HTMLElement>("section.slide")];
      for (const slide of slides) Object.assign(slide.style, {width: `${wide}px`, height: `${(wide * 9) / 16}px`});
      return slides.map((slide) => {
        const title = slide.querySelector(".slide-title");
        const size = Number.parseFloat(title ? getComputedStyle(title).fontSize : "1");
        return Math.round((title?.getBoundingClientRect().height ?? 0) / size / 1.24);
      });
    }, width);
  expect(await linesAt(480)).toEqual(await linesAt(1920));
  await page.close();
});
