import {json} from "@remix-run/node";
import {apiError} from "~/server/api.server";
import {badRequest, notFound, tooLarge} from "~/server/http.server";
import {store} from "~/server/store.server";
import {isDay, now, today} from "../../../pipelines/clock.ts";
import type {Contract} from "../../../pipelines/contract.ts";
import {readContracts} from "../../../pipelines/contracts.ts";
import {headerKey} from "../../../pipelines/files/header.ts";
import {findingsInWords} from "../../../pipelines/finding-words.ts";
import {rebuildWarehouse} from "../../../pipelines/rebuild.ts";
import {type Outcome, submit} from "../../../pipelines/submissions.ts";

/** Ten million rows of participation are about half of this. */
const MOST_BYTES = 1024 * 1024 * 1024;

/** Takes a file as the body of a request: `?unit=U&as_of=YYYY-MM-DD&dry_run=1`, its name percent-encoded in `x-file-name`. */
export async function submitRequest(request: Request, dataset: string): Promise<Response> {
  const contract = readContracts().get(dataset);
  if (!contract)
    throw notFound(`没有“${dataset.slice(0, 40)}”这个数据集。可用的有：${[...readContracts().keys()].join("、")}。`);
  const search = new URL(request.url).searchParams;
  const asOf = search.get("as_of") || undefined;
  if (asOf !== undefined && !isDay(asOf))
    throw badRequest(`as_of 的“${asOf.slice(0, 20)}”不是存在的日期，应如 2026-03-31。`);
  if (Number(request.headers.get("content-length") ?? 0) > MOST_BYTES) throw tooLarge(TOO_LARGE);
  const {dir, ledger} = store();
  const isDryRun = search.get("dry_run") === "1";
  const outcome = await submit(dir, ledger, {
    dataset,
    fileName: fileNameOf(request),
    chunks: bodyOf(request),
    unit: search.get("unit") || undefined,
    asOf,
    today: today(),
    now: now(),
    isDryRun,
    columns: columnsOf(request, contract)
  });
  // Answered when the new numbers can be read, so that who asks next sees them.
  if (outcome.outcome === "accepted") await rebuildWarehouse(dir, ledger, {now: now()});
  return answer(outcome);
}

export async function withdrawSubmission(submissionId: string): Promise<Response> {
  const {dir, ledger} = store();
  const at = now();
  const found = ledger.exclusively(() => {
    const submission = ledger.readSubmission(submissionId);
    if (submission && submission.verdict !== "withdraw") {
      ledger.addVerdict({submission_id: submissionId, verdict: "withdraw", given_at: at});
    }
    return submission;
  });
  if (!found) throw notFound("没有这个编号的报送。");
  await rebuildWarehouse(dir, ledger, {now: at});
  return json({id: submissionId, dataset: found.dataset, verdict: "withdraw"});
}

const TOO_LARGE = "文件超过 1 GB，没有收下。请按月份或单位拆成几份再发送。";

function answer(outcome: Outcome): Response {
  switch (outcome.outcome) {
    case "accepted":
      return json({id: outcome.submission_id, ...told(outcome)}, {status: 201});
    case "acceptable":
      return json({dry_run: true, ...told(outcome)});
    case "refused": {
      const message = `没有收下，有 ${outcome.findings.blocking} 处要改；什么都没有保存。改好后请整份重发。`;
      return json({error: {code: "findings", message}, ...told(outcome)}, {status: 422});
    }
    case "already-accepted": {
      const message = `这份文件已于 ${outcome.sent_at} 收下，没有任何变化。`;
      return json(
        {error: {code: "already_accepted", message}, id: outcome.submission_id, sent_at: outcome.sent_at},
        {status: 409}
      );
    }
  }
}

function told({counts, findings, skipped, ...rest}: Extract<Outcome, {findings: unknown}>) {
  const {blocking, warnings} = findings;
  const as_of = "as_of" in rest ? rest.as_of : undefined;
  return {as_of, counts, blocking, warnings, findings: findingsInWords(findings), skipped};
}

function fileNameOf(request: Request): string {
  const given = request.headers.get("x-file-name");
  if (!given) return "未命名";
  try {
    return decodeURIComponent(given).slice(0, 200);
  } catch {
    throw badRequest("x-file-name 应是百分号编码的文件名。");
  }
}

/** `x-columns`: percent-encoded JSON of headers and the fields they are, `""` to leave a column out. */
function columnsOf(request: Request, contract: Contract): Record<string, string> | undefined {
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

function choicesIn(given: string): Record<string, string> | undefined {
  try {
    const said: unknown = JSON.parse(decodeURIComponent(given));
    if (typeof said !== "object" || said === null || Array.isArray(said)) return undefined;
    const entries = Object.entries(said);
    if (!entries.every((entry): entry is [string, string] => typeof entry[1] === "string")) return undefined;
    return Object.fromEntries(entries.map(([header, field]) => [headerKey(header), field]));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof URIError) return undefined;
    throw error;
  }
}

/** The body as it arrives; more than the limit is not read on, a sender who breaks off is told so, should they still listen. */
async function* bodyOf(request: Request): AsyncGenerator<Uint8Array> {
  if (!request.body) return;
  let byteCount = 0;
  try {
    for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
      byteCount += chunk.byteLength;
      if (byteCount > MOST_BYTES) throw tooLarge(TOO_LARGE);
      yield chunk;
    }
  } catch (error) {
    if (error instanceof Response) throw error;
    throw apiError(400, "interrupted", "文件没有传完，什么都没有保存。请重新发送。");
  }
}
