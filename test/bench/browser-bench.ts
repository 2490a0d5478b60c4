import {once} from "node:events";
import {readFileSync, writeFileSync} from "node:fs";
import type {AddressInfo} from "node:net";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import express from "express";
import {chromium} from "playwright-core";
import {build} from "vite";
import {readHashedKnown} from "#app/features/submissions/upload/check-known.server.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {openStore} from "#pipelines/store/store.ts";
import {findBrowser} from "../browser/find-browser.ts";
import type {Timed} from "./browser/page.ts";
import {gb18030Of} from "./gb18030.ts";
import {median} from "./measured.ts";
import {sendLists, writeParticipation} from "./participation-file.ts";

const ROWS = 100_000;
const ROUNDS = 7;

export interface BrowserFigures {
  bareMs: number;
  checkMs: number;
  ratio: number;
}

/** The check in a real browser's worker, from choosing a file of GB18030 to all findings, beside PapaParse alone. */
export async function benchBrowser(folder: string): Promise<BrowserFigures> {
  const request = await requestFor(folder);
  await writeGb18030(folder);
  const site = join(folder, "site");
  const root = fileURLToPath(new URL("./browser", import.meta.url));
  await build({root, configFile: false, logLevel: "warn", build: {outDir: site, emptyOutDir: true}});
  const app = express();
  app.use(express.static(site));
  app.use(express.static(folder));
  const server = app.listen(0, "127.0.0.1");
  await once(server, "listening");
  const browser = await chromium.launch({executablePath: findBrowser(), args: ["--no-sandbox", "--disable-gpu"]});
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const times: Timed[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const timed = await page.evaluate(([given]) => window.timeOnce("gb18030.csv", given!), [request]);
      if (timed.read !== ROWS || timed.blocking !== 0) throw new Error(`not a clean check: ${JSON.stringify(timed)}`);
      times.push(timed);
    }
    return {
      bareMs: median(times.map(({bareMs}) => bareMs)),
      checkMs: median(times.map(({checkMs}) => checkMs)),
      ratio: median(times.map(({bareMs, checkMs}) => checkMs / bareMs))
    };
  } finally {
    await browser.close();
    server.close();
  }
}

async function requestFor(folder: string) {
  const store = openStore(dataDirAt(join(folder, "preview")));
  await sendLists(store, ROWS);
  const contracts = [...readContracts().values()];
  const contract = readContracts().get("participation")!;
  const known = await readHashedKnown(store, contract);
  store.ledger.close();
  return {contract, contracts, known, asOf: "2026-06-30", planYears: [2026]};
}

/** As Excel on a Chinese Windows saves it. */
async function writeGb18030(folder: string): Promise<void> {
  const utf8 = join(folder, "utf8.csv");
  await writeParticipation(utf8, ROWS);
  writeFileSync(join(folder, "gb18030.csv"), gb18030Of(readFileSync(utf8, "utf8")));
}
