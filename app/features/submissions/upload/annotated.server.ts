import {createReadStream} from "node:fs";
import {rm, stat} from "node:fs/promises";
import {createReadableStreamFromReadable} from "@remix-run/node";
import {v7 as uuidv7} from "uuid";
import type {Access} from "#app/server/access.server.ts";
import {attachment} from "#app/server/download.server.ts";
import {withReceivedBody} from "#app/server/received-body.server.ts";
import {store} from "#app/server/store.server.ts";
import {annotate} from "#pipelines/submissions/annotated.ts";
import {bodyLimitsOf, readSending, withFile} from "./sending.server.ts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Returns the file in the request body with its findings beside its rows, and keeps nothing. */
export async function annotateRequest(access: Access, dataset: string): Promise<Response> {
  const {dir, ledger} = await store();
  const sending = readSending(access, dataset);
  const limits = {...bodyLimitsOf(dataset), line: "papers" as const};
  const made = await withReceivedBody(access, limits, (received) =>
    withFile(received, readSending(received, dataset), (file) => annotate(dir, ledger, uuidv7(), file))
  );
  if (!made) return new Response(NO_TABLE, {status: 422, headers: {"content-type": "text/plain; charset=utf-8"}});
  const {size} = await stat(made.path);
  const file = createReadStream(made.path);
  file.once("close", () => void rm(made.folder, {recursive: true, force: true}));
  return new Response(createReadableStreamFromReadable(file), {
    headers: {
      "content-type": XLSX,
      "content-length": String(size),
      "cache-control": "no-store",
      ...attachment(`${sending.fileName.replace(/\.[^.]*$/, "")}-错误说明.xlsx`, "annotated.xlsx")
    }
  });
}

const NO_TABLE = "这份文件没能读成表格，没有哪一行可以标注；请按页面上的说明处理整份文件。";
