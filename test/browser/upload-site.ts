import {join} from "node:path";
import type {BrowserContextOptions, Page} from "playwright-core";
import {afterAll, beforeAll} from "vitest";
import {projectRoot} from "#pipelines/host/root.ts";
import {sendBasics} from "../pipelines/store.ts";
import {DESK} from "./screens.ts";
import {openSite, type Site, type SiteOptions} from "./site.ts";

/** A folder for each file that people send, with what is found in it. */
export const FIXTURES = join(projectRoot, "test", "fixtures", "submissions");

interface OpenOptions extends BrowserContextOptions {
  path?: string;
  as?: Parameters<Site["newContext"]>[1];
}

/** One site for all tests of a file, and its upload page; on a desk, as the office, unless said otherwise. */
export function uploadSite(fill: SiteOptions["fill"] = sendBasics) {
  let opened: Site | undefined;
  beforeAll(async () => {
    opened = await openSite({today: "2026-11-15", fill});
  }, 300_000);
  afterAll(() => opened?.close());
  const site = () => opened!;
  const open = async ({path = "/submissions/new", as, ...options}: OpenOptions = {}): Promise<Page> => {
    const page = await (await site().newContext({...DESK, ...options}, as)).newPage();
    await page.goto(site().url + path, {waitUntil: "networkidle"});
    return page;
  };
  return {site, open};
}
