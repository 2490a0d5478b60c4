import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import type {AxeResults, RunOptions} from "axe-core";
import type {Page} from "playwright-core";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** WCAG 2.2 AA; what axe calls best practice is left out, because no criterion asks for it. */
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const OPTIONS: RunOptions = {runOnly: WCAG, resultTypes: ["violations"]};
/** In case something of a page is wrong in every row, the first rows are enough to find it. */
const MOST_NODES = 3;

/** Returns one line for each place of the page that breaks a rule: rule, selector and what is wrong with it. */
export async function violationsOf(page: Page): Promise<string[]> {
  // Evaluated by the browser's own debugger, so the page's policy for scripts does not stop it.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(SOURCE);
  const {violations} = await page.evaluate<AxeResults, RunOptions>(
    (options) => (window as unknown as {axe: typeof import("axe-core")}).axe.run(document, options),
    OPTIONS
  );
  return violations.flatMap(({id, nodes}) =>
    nodes
      .slice(0, MOST_NODES)
      .map(({target, failureSummary}) => `${id} · ${target.join(" ")} · ${failureSummary?.split("\n")[1]?.trim()}`)
  );
}

/** Opens everything that a reader can open without leaving the page. */
export async function openFolded(page: Page): Promise<void> {
  await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
}
