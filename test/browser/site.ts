import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {type Browser, type BrowserContext, type BrowserContextOptions, chromium} from "playwright-core";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {openStore, type Store} from "#pipelines/store/store.ts";
import type {Role} from "#pipelines/accounts/account.ts";
import {startServer} from "../running-server.ts";
import {placeSampleYear} from "../sample-year.ts";
import {type Named, sessionOf} from "../signed-in.ts";
import {findHeadlessBrowser} from "./find-browser.ts";

export interface Site {
  url: string;
  browser: Browser;
  /** A browser that is signed in; as the office, unless said otherwise. */
  newContext: (options?: BrowserContextOptions, as?: {role: Role; unit?: string} & Named) => Promise<BrowserContext>;
  /** Asks without a browser, as the office. */
  ask: (path: string) => Promise<Response>;
  dataDir: string;
  close: () => Promise<void>;
}

export interface SiteOptions {
  today: string;
  /** Whether the sample year is in it at the start; it is where `fill` is not given. */
  hasSample?: boolean;
  /** What else is in it. */
  fill?: (store: Store, now: string) => Promise<unknown>;
  env?: Record<string, string>;
}

export const NOTHING = async () => {};

/** A busy machine is no failure; what hangs still ends. */
const SLOWEST_STEP_MS = 60_000;

/** The built server on a data directory of its own, on a day in it, and a browser to look at it. */
export async function openSite({today, fill, hasSample = !fill, env}: SiteOptions): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), "site-"));
  if (hasSample) await placeSampleYear(folder);
  const store = await openStore(dataDirAt(folder));
  await fill?.(store, `${today}T08:00:00.000Z`);
  await store.ledger.close();
  const server = await startServer(folder, {today, env});
  const browser = await chromium.launch({
    executablePath: findHeadlessBrowser(),
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
  });
  const close = async () => {
    await browser.close();
    await server.stop();
    rmSync(folder, {recursive: true, force: true});
  };
  const newContext: Site["newContext"] = async (options, {role, unit, isAidOfficer} = {role: "office"}) => {
    const context = await browser.newContext(options);
    context.setDefaultTimeout(SLOWEST_STEP_MS);
    const value = await sessionOf(folder, role, unit, {isAidOfficer});
    await context.addCookies([{name: "session", value, url: server.url, httpOnly: true, sameSite: "Strict"}]);
    return context;
  };
  return {url: server.url, browser, newContext, ask: server.ask, dataDir: folder, close};
}
