import {spawn} from "node:child_process";
import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {type Browser, chromium} from "playwright-core";
import {loadSample} from "../../datasets/sample/load.ts";
import {dataDirAt} from "../../pipelines/data-dir.ts";
import {projectRoot} from "../../pipelines/root.ts";
import {openStore} from "../../pipelines/store.ts";

export interface Site {
  url: string;
  browser: Browser;
  close: () => Promise<void>;
}

/** The built server on a fresh copy of the sample year, on a day in it, and a browser to look at it. */
export async function openSite({today, isEmpty}: {today: string; isEmpty?: boolean}): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), "site-"));
  if (!isEmpty) {
    const store = openStore(dataDirAt(folder));
    await loadSample(store, `${today}T08:00:00.000Z`);
    store.ledger.close();
  }
  const server = spawn(process.execPath, ["--import", "tsx", "app/server/start.ts"], {
    cwd: projectRoot,
    env: {...process.env, NODE_ENV: "production", DATA_DIR: folder, PORT: "0", UNION_PLAN_TODAY: today},
    stdio: ["ignore", "pipe", "inherit"]
  });
  const url = await new Promise<string>((resolve, reject) => {
    let said = "";
    server.stdout.on("data", (chunk: Buffer) => {
      said += chunk;
      const address = /http:\/\/[\d.:]+/.exec(said)?.[0];
      if (address) resolve(address);
    });
    server.once("exit", (code) => reject(new Error(`the server ended with ${code} before it listened: ${said}`)));
  });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
  });
  const close = async () => {
    await browser.close();
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGTERM");
    await ended;
    rmSync(folder, {recursive: true, force: true});
  };
  return {url, browser, close};
}
