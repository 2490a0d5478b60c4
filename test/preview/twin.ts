import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {checkFile} from "#pipelines/checks/check.ts";
import {choicesByKey} from "#pipelines/files/header.ts";
import {receive} from "#pipelines/files/received.ts";
import type {Preview} from "#pipelines/preview/check.ts";
import type {Store} from "#pipelines/store/store.ts";
import {columnsOf, knownOf} from "#pipelines/submissions/submissions.ts";
import {memoryDatabase} from "#pipelines/duckdb/rows.ts";
import {contractOf, piecesOf} from "../pipelines/store.ts";
import {inBrowser, PLAN_YEARS, type Sent, TODAY} from "./in-browser.ts";

/** What the server finds. */
export async function onServer(
  {dir, ledger}: Store,
  dataset: string,
  content: string | Uint8Array,
  {unit, asOf = TODAY, columns}: Sent = {}
) {
  const folder = mkdtempSync(join(tmpdir(), "twin-"));
  const db = await memoryDatabase();
  try {
    return await checkFile(db, {
      contract: contractOf(dataset),
      received: await receive(piecesOf(content), join(folder, "original")),
      known: knownOf(dir, ledger),
      unit,
      columns: columnsOf(ledger, contractOf(dataset), {unit, columns: columns && choicesByKey(columns)}),
      asOf,
      planYears: PLAN_YEARS,
      folder,
      kept: folder
    });
  } finally {
    db.closeSync();
    rmSync(folder, {recursive: true});
  }
}

/** Both, as far as they have to agree. */
export async function bothWays(store: Store, dataset: string, content: string | Uint8Array, sent?: Sent) {
  const server = await onServer(store, dataset, content, sent);
  const browser = await inBrowser(store, dataset, content, sent);
  return {server: told(server), browser: told(browser)};
}

function told({findings, read, skipped, skippedCount, encoding}: Awaited<ReturnType<typeof onServer>> | Preview) {
  return {findings, read, skipped, skippedCount, encoding};
}
