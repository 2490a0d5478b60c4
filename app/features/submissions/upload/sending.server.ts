import * as v from "valibot";
import {type Access, actorOf} from "#app/server/access.server.ts";
import {apiError} from "#app/server/api.server.ts";
import {badRequest, notFound, tooLarge} from "#app/server/http.server.ts";
import {isDay, now, today} from "#pipelines/time/clock.ts";
import type {Contract} from "#pipelines/contracts/contract.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {choicesByKey, type ColumnChoices} from "#pipelines/files/header.ts";
import {sensitiveDatasets} from "#pipelines/contracts/sensitive.ts";
import type {SubmitRequest, UnnamedRequest} from "#pipelines/submissions/submit-request.ts";
import {fileNameOf} from "./file-name.ts";
import {isForm, takeFormFile} from "./form-file.server.ts";

/** Ten million attendance rows take about half of this. */
const MOST_BYTES = 1024 * 1024 * 1024;
/** Sensitive files are sealed in memory; a union's largest is a hundredth of this. */
const MOST_SENSITIVE_BYTES = 64 * 1024 * 1024;

function mostBytesOf(dataset?: string): {most: number; tooMuch: string} {
  const [most, words] =
    dataset && sensitiveDatasets().includes(dataset) ? [MOST_SENSITIVE_BYTES, "64 MB"] : [MOST_BYTES, "1 GB"];
  return {most, tooMuch: `文件超过 ${words}，没有收下。请按月份或单位拆成几份再发送。`};
}

/** What a form says beside its file: corrections, and a few fields. */
const FORM_BYTES = 8 * 1024 * 1024;

/** The limit of a whole body, which may be a form around the file. */
export function bodyLimitsOf(dataset?: string): {most: number; tooMuch: string} {
  const {most, tooMuch} = mostBytesOf(dataset);
  return {most: most + FORM_BYTES, tooMuch};
}

/** Reads what a request says about its file, without reading the body. */
export function readSending(access: Access, dataset: string): SubmitRequest {
  const {request} = access;
  const contract = readContracts().get(dataset);
  if (!contract)
    throw notFound(`没有“${dataset.slice(0, 40)}”这个数据集。可用的有：${[...readContracts().keys()].join("、")}。`);
  return {
    ...readFile(access, dataset),
    dataset,
    isDryRun: isDryRun(request),
    columns: columnsIn(request, contract)
  };
}

/** Runs `act` with the request and its file, which is the body or part of a form with corrections. */
export function withFile<S extends UnnamedRequest & {dataset?: string}, T>(
  {request}: Access,
  sending: S,
  take: (sending: S) => Promise<T>
): Promise<T> {
  if (!isForm(request)) return take(sending);
  return takeFormFile(request, ({fileName, chunks, corrections}) =>
    take({
      ...sending,
      fileName: request.headers.has("x-file-name") ? sending.fileName : fileNameOf(fileName),
      chunks: limited(chunks, sending.dataset),
      corrections
    })
  );
}

/** Reads a request whose address names no dataset; only a dry run may omit it. */
export function readUnnamed(access: Access): UnnamedRequest {
  const {request} = access;
  if (!isDryRun(request))
    throw badRequest("没有写明数据集，什么都没有保存。不写数据集时只能试查：请在地址里加上 dry_run=1。");
  if (request.headers.has("x-columns")) throw badRequest("x-columns 说的是某个数据集的列，请在地址里写明数据集。");
  return readFile(access);
}

function isDryRun(request: Request): boolean {
  return new URL(request.url).searchParams.get("dry_run") === "1";
}

function readFile(access: Access, dataset?: string): UnnamedRequest {
  const {request} = access;
  const search = new URL(request.url).searchParams;
  const asOf = search.get("as_of") || undefined;
  if (asOf !== undefined && !isDay(asOf))
    throw badRequest(`as_of 的“${asOf.slice(0, 20)}”不是存在的日期，应如 2026-03-31。`);
  const {most, tooMuch} = mostBytesOf(dataset);
  if (Number(request.headers.get("content-length") ?? 0) > most) throw tooLarge(tooMuch);
  return {
    fileName: nameIn(request),
    chunks: bodyOf(request, dataset),
    ...actorOf(access),
    asOf,
    acceptsNewcomers: search.get("accept_unknown") === "1",
    today: today(),
    now: now(),
    signal: request.signal
  };
}

/** Parses `x-columns`: percent-encoded JSON of headers and their fields; `""` leaves a column out. */
function columnsIn(request: Request, contract: Contract): ColumnChoices | undefined {
  const given = request.headers.get("x-columns");
  if (!given) return undefined;
  const columns = choicesIn(given);
  if (!columns) throw badRequest('x-columns 应是百分号编码的 JSON，如 {"签到时刻":"checkin_time"}。');
  const unknown = Object.values(columns).find(
    (name) => name !== "" && !contract.fields.some((field) => field.name === name)
  );
  if (unknown !== undefined) throw badRequest(`x-columns 里的“${unknown.slice(0, 40)}”不是“${contract.title}”的列。`);
  return columns;
}

/** An empty list would otherwise pass for a record without entries. */
const isNoList = (given: unknown) => !Array.isArray(given);
const COLUMNS = v.pipe(v.string(), v.parseJson(), v.check(isNoList), v.record(v.string(), v.string()));

function choicesIn(given: string): ColumnChoices | undefined {
  try {
    const {success, output} = v.safeParse(COLUMNS, decodeURIComponent(given));
    return success ? choicesByKey(output) : undefined;
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

function nameIn(request: Request): string {
  try {
    return fileNameOf(decodeURIComponent(request.headers.get("x-file-name") ?? ""));
  } catch {
    throw badRequest("x-file-name 应是百分号编码的文件名。");
  }
}

/** Yields the body as it arrives; an upload that breaks off is refused with a message. */
async function* bodyOf(request: Request, dataset?: string): AsyncGenerator<Uint8Array> {
  if (!request.body) return;
  yield* limited(request.body as unknown as AsyncIterable<Uint8Array>, dataset);
}

/**
 * Yields chunks up to the limit. It reads and drops the rest, because a sender whose connection is cut would see no
 * answer.
 */
export async function* limited(chunks: AsyncIterable<Uint8Array>, dataset?: string): AsyncGenerator<Uint8Array> {
  const pieces = withinLimit(chunks, dataset);
  let isOver = false;
  try {
    for (;;) {
      const {done, value} = await pieces.next();
      isOver = done === true;
      if (done) return;
      yield value;
    }
  } catch (error) {
    isOver = true;
    if (error instanceof Response) throw error;
    throw apiError(400, "interrupted", "文件没有传完，什么都没有保存。请重新发送。");
  } finally {
    if (!isOver) await readToEnd(pieces);
  }
}

async function* withinLimit(chunks: AsyncIterable<Uint8Array>, dataset?: string): AsyncGenerator<Uint8Array> {
  const {most, tooMuch} = mostBytesOf(dataset);
  let byteCount = 0;
  for await (const chunk of chunks) {
    byteCount += chunk.byteLength;
    if (byteCount > most) throw tooLarge(tooMuch);
    yield chunk;
  }
}

async function readToEnd(pieces: AsyncGenerator<Uint8Array>): Promise<void> {
  try {
    while (!(await pieces.next()).done);
  } catch {
    // The answer is already decided, whatever happens to the rest.
  }
}
