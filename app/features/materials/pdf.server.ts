import {spawn, type ChildProcess} from "node:child_process";
import {once} from "node:events";
import {existsSync} from "node:fs";
import {mkdtemp, readFile, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {delimiter, join} from "node:path";
import {pathToFileURL} from "node:url";
import pLimit from "p-limit";
import {type Environment, readEnvironment} from "#pipelines/environment/environment.ts";
import {timelessPdf} from "./printed-pdf.ts";

const NAMES = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
  "microsoft-edge",
  "microsoft-edge-stable",
  "msedge"
];

const USUAL_PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:/Program Files/Google/Chrome/Application/chrome.exe",
  "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
  "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
  "C:/Program Files/Microsoft/Edge/Application/msedge.exe"
];

type Places = Pick<Environment, "CHROMIUM_PATH" | "PATH">;

const LONGEST_MS = 60_000;

/** A browser prints with a few hundred megabytes, so documents wait for one another. */
const oneAtATime = pLimit(1);

/** The installed browser did not print; the message ends with what it said. */
export class PrintError extends Error {
  constructor(browser: string, reason: string) {
    super(`${browser}: ${reason}`);
    this.name = "PrintError";
  }
}

/** Returns an installed browser of the Chromium family; null where there is none. */
export function findBrowser({CHROMIUM_PATH, PATH = ""}: Places = readEnvironment()): string | null {
  if (CHROMIUM_PATH !== undefined) return existsSync(CHROMIUM_PATH) ? CHROMIUM_PATH : null;
  const ending = process.platform === "win32" ? ".exe" : "";
  const onPath = NAMES.flatMap((name) => PATH.split(delimiter).map((folder) => join(folder, name + ending)));
  return [...onPath, ...USUAL_PLACES].find((path) => existsSync(path)) ?? null;
}

/**
 * Prints an HTML document with the page size that its style sheet names. Equal documents give equal bytes with the
 * same browser and fonts. Returns undefined where no browser is installed.
 */
export async function pdfOf(
  html: string,
  browser: string | null = findBrowser(),
  longestMs = LONGEST_MS
): Promise<Uint8Array | undefined> {
  return browser === null ? undefined : oneAtATime(() => print(html, browser, longestMs));
}

async function print(html: string, browser: string, longestMs: number): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), "union-plan-print-"));
  try {
    const [page, paper] = [join(folder, "page.html"), join(folder, "paper.pdf")];
    await writeFile(page, html);
    const args = [...optionsOf(folder), `--print-to-pdf=${paper}`, pathToFileURL(page).href];
    const said = await run(browser, args, longestMs);
    if (!existsSync(paper)) throw new PrintError(browser, `no document was printed. ${said.slice(-500)}`);
    return timelessPdf(await readFile(paper));
  } finally {
    // Its helpers may write for a moment after the browser has ended.
    await rm(folder, {recursive: true, force: true, maxRetries: 10, retryDelay: 100});
  }
}

function optionsOf(folder: string): string[] {
  return [
    "--headless",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    // Documents need no network, so every host is unknown, and no proxy is asked.
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-proxy-server",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
    `--user-data-dir=${join(folder, "profile")}`,
    // Chromium refuses to run as root inside its sandbox.
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])
  ];
}

/** Runs the browser to its end and returns what it wrote to the error output. */
async function run(browser: string, args: string[], longestMs: number): Promise<string> {
  // A group of its own, so that its helpers end with it.
  const child = spawn(browser, args, {
    stdio: ["ignore", "ignore", "pipe"],
    detached: process.platform !== "win32",
    windowsHide: true
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said = (said + text).slice(-10_000)));
  let isLate = false;
  const alarm = setTimeout(() => {
    isLate = true;
    endGroup(child);
  }, longestMs);
  try {
    await once(child, "exit");
  } finally {
    clearTimeout(alarm);
    endGroup(child);
  }
  if (isLate) throw new PrintError(browser, `took longer than ${longestMs} ms`);
  return said;
}

function endGroup({pid}: ChildProcess): void {
  if (pid === undefined) return;
  if (process.platform === "win32") {
    spawn("taskkill", ["/pid", String(pid), "/T", "/F"], {stdio: "ignore", windowsHide: true}).on("error", () => {});
    return;
  }
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    // The group has ended already; macOS answers EPERM then.
    if (!(error instanceof Error && "code" in error && ["ESRCH", "EPERM"].includes(String(error.code)))) throw error;
  }
}
