import {chmodSync, mkdtempSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {createServer} from "node:http";
import type {AddressInfo} from "node:net";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {expect, onTestFinished, test, vi} from "vitest";
import {bookletPdf} from "#app/features/materials/booklet/booklet-pdf.server.ts";
import {bookletDocument, bookletSections} from "#app/features/materials/booklet/booklet.server.tsx";
import {findBrowser as installedBrowser, pdfOf, PrintError} from "#app/features/materials/pdf.server.ts";
import {pagesOfAnchors} from "#app/features/materials/printed-pdf.ts";
import {fixtureState} from "../deck-fixture.ts";
import {wordsIn} from "../markup.ts";
import {readPdf} from "../pdf-file.ts";
import {findHeadlessBrowser} from "./find-browser.ts";

const OPTIONS = {title: "2026年11月工作进展册", stateId: "8d0c1f2e3a4b"};
const browser = findHeadlessBrowser();

async function printed(html: string): Promise<Uint8Array> {
  const pdf = await pdfOf(html, browser);
  if (!pdf) throw new Error("no browser is installed");
  return pdf;
}

test("a booklet has A4 pages, and each section begins on a page of its own", async () => {
  const pdf = await bookletPdf(fixtureState(), OPTIONS, browser);
  const {pages} = readPdf(pdf!);
  for (const [width, height] of pages) {
    expect(width).toBeCloseTo(210, 0);
    expect(height).toBeCloseTo(297, 0);
  }
  const begins = bookletSections(fixtureState()).map(({id}) => pagesOfAnchors(pdf!).get(id));
  expect(begins[0]).toBe(3);
  expect(begins).toEqual([...new Set(begins)].sort((a, b) => a! - b!));
  expect(begins.at(-1)).toBe(pages.length);
});

test("the pages in the contents are those on which the sections begin", async () => {
  const first = await printed(bookletDocument(fixtureState(), OPTIONS));
  const pages = pagesOfAnchors(first);
  const second = await printed(bookletDocument(fixtureState(), {...OPTIONS, pages}));
  expect(pages.size).toBe(bookletSections(fixtureState()).length);
  expect(pagesOfAnchors(second)).toEqual(pages);
});

test("a booklet printed twice is the same file, byte for byte", async () => {
  const html = bookletDocument(fixtureState(), OPTIONS);
  const first = await printed(html);
  // The moment of printing is kept in seconds.
  await new Promise((resolve) => setTimeout(resolve, 1100));
  const second = await printed(html);
  expect(Buffer.compare(Buffer.from(first), Buffer.from(second))).toBe(0);
});

test("every hanzi of a booklet is in the file, rare ones too, and so are its fonts", async () => {
  const words = "䶮㛃𠮷𬭛𨭎";
  const html = bookletDocument({...fixtureState(), sentence: `${fixtureState().sentence}${words}`}, OPTIONS);
  const {characters, fonts, missingFonts} = readPdf(await printed(html));
  expect(fonts).toBeGreaterThan(0);
  expect(missingFonts).toBe(0);
  const hanzi = [...new Set(wordsIn(html).match(/\p{Script=Han}/gu))];
  expect(hanzi).toContain("𠮷");
  expect(hanzi.filter((each) => !characters.has(each))).toEqual([]);
});

test("a deck's sheet keeps its own size", async () => {
  const html = `<!doctype html><style>@page {size: 338.67mm 190.5mm; margin: 0}</style><p>一页</p>`;
  const [[width, height] = [0, 0], ...more] = readPdf(await printed(html)).pages;
  expect(more).toEqual([]);
  expect(width).toBeCloseTo(338.67, 0);
  expect(height).toBeCloseTo(190.5, 0);
});

test("printing asks nothing of the network", async () => {
  let requests = 0;
  const server = createServer((_, response) => {
    requests++;
    response.end();
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once("listening", resolve));
  const {port} = server.address() as AddressInfo;
  const picture = (host: string) => `<img src="http://${host}:${port}/picture.png">`;
  await printed(`<!doctype html><p>一页</p>${picture("127.0.0.1")}${picture("localhost")}`);
  expect(requests).toBe(0);
});

test("printing leaves nothing behind, neither after success nor after failure", async () => {
  const folder = mkdtempSync(join(tmpdir(), "printing-"));
  const failing = script("exit 1");
  vi.stubEnv("TMPDIR", folder);
  onTestFinished(() => void vi.unstubAllEnvs());
  await printed("<!doctype html><p>一页</p>");
  await expect(pdfOf("<p>一页</p>", failing)).rejects.toThrow(PrintError);
  expect(readdirSync(folder)).toEqual([]);
});

test("without an installed browser nothing is printed", async () => {
  const missing = join(mkdtempSync(join(tmpdir(), "no-browser-")), "chromium");
  const none = installedBrowser({CHROMIUM_PATH: missing, PATH: undefined});
  expect(none).toBeNull();
  expect(await pdfOf("<p>一页</p>", none)).toBeUndefined();
});

test("a browser is found by its name on the path", () => {
  const program = script("exit 0");
  expect(installedBrowser({CHROMIUM_PATH: undefined, PATH: join(program, "..")})).toBe(program);
});

test("a browser that prints nothing says why", async () => {
  const failing = pdfOf("<p>一页</p>", script("echo 'cannot open display' >&2"));
  await expect(failing).rejects.toThrow(PrintError);
  await expect(failing).rejects.toThrow("cannot open display");
});

test("a browser that hangs is ended with its helpers", async () => {
  const program = script('sleep 600 & echo $! > "$0.helper"; wait');
  await expect(pdfOf("<p>一页</p>", program, 500)).rejects.toThrow("took longer");
  const helper = Number(readFileSync(`${program}.helper`, "utf8"));
  await expect.poll(() => isRunning(helper)).toBe(false);
});

/** A zombie that nobody has waited for yet does not run any more. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

function script(commands: string): string {
  const path = join(mkdtempSync(join(tmpdir(), "browser-")), "chromium");
  writeFileSync(path, `#!/bin/sh\n${commands}\n`);
  chmodSync(path, 0o755);
  return path;
}
