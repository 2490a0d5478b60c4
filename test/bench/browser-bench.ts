import {type Browser, type BrowserContext, chromium, type Page} from "playwright-core";
import {findBrowser} from "../browser/find-browser.ts";
import {DESK, PHONE} from "../browser/screens.ts";
import type {CubeRow} from "../cube-row.ts";
import {median} from "./measured.ts";
import {serveFrameworkPage} from "./framework-site.ts";

const ROUNDS = 15;
const FILTERINGS = 9;
const SLOWDOWN = 4;
/** After it, nothing of a page moves by itself. */
const SETTLED_MS = 1000;

export interface BrowserFigures {
  /** A cold browser against a cold browser on a static page of Observable Framework. */
  drawn: {path: string; ms: number; frameworkMs: number; ratio: number}[];
  /** From choosing another month to its numbers on the screen. */
  filterMs: number;
  /** The slowest interaction, from the event to the next paint, on a processor four times as slow. */
  interactionMs: number;
  slowestInteraction: string;
  /** The largest cumulative layout shift of a page, at a desk or on a phone. */
  layoutShift: number;
}

interface MeasuredSite {
  origin: string;
  session: string;
  month: string;
}

/** What has to be on the screen before a page counts as drawn. */
const PAGES = [
  {path: "/", parts: "article", count: 11},
  {path: "/tasks/T05", parts: "main tbody tr", count: 8},
  {path: "/kpis/K23", parts: "figure svg", count: 2}
];
const FRAMEWORK = {parts: "main svg, table tr:nth-child(20)", count: 5};

/** What a reader's browser does with the pages: drawing them cold, another month, a slow machine, things that jump. */
export async function benchBrowser(folder: string, site: MeasuredSite): Promise<BrowserFigures> {
  const rows = await fetch(`${site.origin}/api/kpis/K23.json?month=${site.month}`, {
    headers: {cookie: `session=${site.session}`}
  });
  const baseline = await serveFrameworkPage(folder, (await rows.json()) as CubeRow[]);
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
  });
  try {
    const drawn = [];
    for (const {path, ...wanted} of PAGES)
      drawn.push(await compareDrawn(browser, site, {path, wanted, frameworkUrl: baseline.url}));
    return {
      drawn,
      filterMs: await timeFiltering(browser, site),
      ...(await slowestInteraction(browser, site)),
      layoutShift: await largestShift(browser, site)
    };
  } finally {
    await browser.close();
    baseline.close();
  }
}

type Wanted = typeof FRAMEWORK;
interface Compared {
  path: string;
  wanted: Wanted;
  frameworkUrl: string;
}

/** In turn, so that both meet the same machine; the first round warms the servers and is not counted. */
async function compareDrawn(browser: Browser, site: MeasuredSite, {path, wanted, frameworkUrl}: Compared) {
  const times: {own: number; other: number}[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const own = await timeDrawn(browser, {url: `${site.origin}${path}?month=${site.month}`, wanted, site});
    const other = await timeDrawn(browser, {url: frameworkUrl, wanted: FRAMEWORK});
    if (round > 0) times.push({own, other});
  }
  return {
    path,
    ms: median(times.map(({own}) => own)),
    frameworkMs: median(times.map(({other}) => other)),
    ratio: median(times.map(({own, other}) => own / other))
  };
}

/** From the beginning of the navigation to the frame that shows all parts, with nothing cached. */
async function timeDrawn(
  browser: Browser,
  {url, wanted, site}: {url: string; wanted: Wanted; site?: MeasuredSite}
): Promise<number> {
  const context = await (site ? signedIn(browser, site) : newContext(browser));
  try {
    const page = await context.newPage();
    await page.addInitScript(({parts, count}) => {
      const look = () => {
        if (document.querySelectorAll(parts).length < count) return requestAnimationFrame(look);
        // A message comes after the frame in which it was sent has been painted.
        const {port1, port2} = new MessageChannel();
        port1.onmessage = () => performance.mark("drawn");
        return port2.postMessage(null);
      };
      requestAnimationFrame(look);
    }, wanted);
    await page.goto(url, {waitUntil: "commit"});
    await page.waitForFunction(() => performance.getEntriesByName("drawn").length > 0);
    return await page.evaluate(() => performance.getEntriesByName("drawn")[0]!.startTime);
  } finally {
    await context.close();
  }
}

/** The compiler names functions by a helper, which functions that run in the browser look for there. */
const NAMING = "globalThis.__name = (named) => named";

async function newContext(browser: Browser, screen: object = DESK): Promise<BrowserContext> {
  const context = await browser.newContext(screen);
  await context.addInitScript(NAMING);
  return context;
}

async function signedIn(browser: Browser, {origin, session}: MeasuredSite, screen?: object) {
  const context = await newContext(browser, screen);
  await context.addCookies([{name: "session", value: session, url: origin}]);
  return context;
}

async function timeFiltering(browser: Browser, site: MeasuredSite): Promise<number> {
  const page = await (await signedIn(browser, site)).newPage();
  await page.goto(`${site.origin}/?month=${site.month}`, {waitUntil: "networkidle"});
  const times: number[] = [];
  for (let step = 0; step < FILTERINGS; step++) {
    times.push(await timeStep(page, step % 2 === 0 ? "上一月" : "下一月"));
    await page.waitForLoadState("networkidle");
  }
  await page.context().close();
  return median(times);
}

/** From the click on another month to the frame after its sentence has changed. */
function timeStep(page: Page, label: string): Promise<number> {
  return page.evaluate(
    (label) =>
      new Promise<number>((resolve) => {
        const sentence = () => document.querySelector("h1")?.textContent;
        const [before, started] = [sentence(), performance.now()];
        const changes = new MutationObserver(() => {
          if (sentence() === before) return;
          changes.disconnect();
          const {port1, port2} = new MessageChannel();
          port1.onmessage = () => resolve(performance.now() - started);
          requestAnimationFrame(() => port2.postMessage(null));
        });
        changes.observe(document.body, {subtree: true, childList: true, characterData: true});
        document.querySelector<HTMLElement>(`a[aria-label^="${label}"]`)?.click();
      }),
    label
  );
}

/** Each is done as a hand does it; the name says it in the report. */
const INTERACTIONS: [name: string, act: (page: Page) => Promise<void>][] = [
  ["open the table behind a chart", (page) => page.getByText("数据表").first().click()],
  ["sort it", (page) => page.getByRole("button", {name: /^月份/}).click()],
  ["point at a chart", (page) => page.locator("figure svg").first().hover()],
  [
    "read a chart by keyboard",
    (page) =>
      page
        .getByRole("group", {name: /参与率/})
        .first()
        .press("ArrowLeft")
  ],
  ["choose another month", (page) => page.getByRole("link", {name: /^上一月/}).click()]
];

async function slowestInteraction(browser: Browser, site: MeasuredSite) {
  const context = await signedIn(browser, site);
  const page = await context.newPage();
  await page.goto(`${site.origin}/kpis/K23?month=${site.month}`, {waitUntil: "networkidle"});
  await (await context.newCDPSession(page)).send("Emulation.setCPUThrottlingRate", {rate: SLOWDOWN});
  await page.evaluate(() => {
    // Browsers report an event until the next frame that anything asks for, so the frame is asked for here.
    const timeToPaint = ({timeStamp}: Event) =>
      requestAnimationFrame(() => {
        const {port1, port2} = new MessageChannel();
        port1.onmessage = () => performance.mark("interaction", {detail: performance.now() - timeStamp});
        port2.postMessage(null);
      });
    for (const type of ["pointerdown", "pointerup", "click", "keydown", "keyup", "pointerover"])
      addEventListener(type, timeToPaint, {capture: true});
  });
  let slowest = {interactionMs: 0, slowestInteraction: "none"};
  for (const [name, act] of INTERACTIONS) {
    await act(page);
    await page.waitForTimeout(SETTLED_MS);
    const ms = await page.evaluate(() => {
      const marks = performance.getEntriesByName("interaction") as PerformanceMark[];
      performance.clearMarks("interaction");
      return Math.max(0, ...marks.map(({detail}) => Number(detail)));
    });
    if (ms > slowest.interactionMs) slowest = {interactionMs: ms, slowestInteraction: name};
  }
  await context.close();
  return slowest;
}

async function largestShift(browser: Browser, site: MeasuredSite): Promise<number> {
  const shifts: number[] = [];
  for (const screen of [DESK, PHONE]) {
    const context = await signedIn(browser, site, screen);
    for (const {path} of PAGES) shifts.push(await shiftOf(await context.newPage(), `${site.origin}${path}`));
    await context.close();
  }
  return Math.max(...shifts);
}

async function shiftOf(page: Page, url: string): Promise<number> {
  await page.addInitScript(() => {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {value: number; hadRecentInput: boolean})[])
        if (!entry.hadRecentInput) performance.mark("shift", {detail: entry.value});
    }).observe({type: "layout-shift", buffered: true});
  });
  await page.goto(url, {waitUntil: "networkidle"});
  await page.waitForTimeout(SETTLED_MS);
  return page.evaluate(() =>
    (performance.getEntriesByName("shift") as PerformanceMark[]).reduce((sum, {detail}) => sum + Number(detail), 0)
  );
}
