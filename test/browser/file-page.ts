import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import {chromium, type Page} from "playwright-core";
import {findHeadlessBrowser} from "./find-browser.ts";

export interface FilePage {
  page: Page;
  /** The file's own address. */
  address: string;
  /** The addresses of everything that was asked for. */
  asked: string[];
  /** What its script reported, and what went wrong in it. */
  said: string[];
  close: () => Promise<void>;
}

/** A file, saved to a folder of its own, in a browser that has no network. */
export async function openFile(name: string, bytes: Uint8Array): Promise<FilePage> {
  const folder = mkdtempSync(join(tmpdir(), "file-"));
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const browser = await chromium.launch({
    executablePath: findHeadlessBrowser(),
    args: ["--no-sandbox", "--disable-gpu"]
  });
  const context = await browser.newContext({offline: true, viewport: {width: 1920, height: 1080}});
  const page = await context.newPage();
  const [asked, said]: [string[], string[]] = [[], []];
  page.on("request", (request) => asked.push(request.url()));
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(error.message));
  const address = pathToFileURL(path).href;
  await page.goto(address);
  const close = async () => {
    await browser.close();
    rmSync(folder, {recursive: true, force: true});
  };
  return {page, address, asked, said, close};
}
