import {formatMoment} from "#app/format.ts";
import {requireVisitor} from "#app/server/access.server.ts";
import {firstRowsOf} from "#app/server/first-rows.server.ts";
import {now} from "#app/server/clock.server.ts";
import {csvText} from "#app/server/csv.server.ts";
import {attachment} from "#app/server/download.server.ts";
import {readLedger} from "#app/server/store.server.ts";
import {isOfSensitive} from "#pipelines/contracts/sensitive.ts";
import {isDay} from "#pipelines/time/clock.ts";
import {auditAlone, type AuditRow, readAudit, verifyAudit, detailOf} from "#pipelines/ledger/audit.ts";
import {auditCountedRefusals} from "#pipelines/ledger/refusals.ts";
import {AUDIT_WORDS, type AuditAction, isAuditAction} from "#pipelines/ledger/audit-words.ts";
import {detailWords} from "./detail-words.server.ts";

const ROWS_SHOWN = 200;

function filterOf(request: Request) {
  const search = new URL(request.url).searchParams;
  const day = (name: string) => [search.get(name) ?? ""].find(isDay) ?? "";
  const action: AuditAction | "" = [search.get("action") ?? ""].find(isAuditAction) ?? "";
  return {who: search.get("who") ?? "", action, from: day("from"), to: day("to")};
}

/** Reads audited acts, newest first, and verifies the hash chain. */
export async function readAuditPage(request: Request) {
  const ledger = await readLedger();
  const filter = filterOf(request);
  await auditCountedRefusals(ledger, now());
  const rows = await readAudit(ledger, {...filter, limit: ROWS_SHOWN + 1});
  const verified = await verifyAudit(ledger);
  return {
    filter,
    actions: Object.entries(AUDIT_WORDS).map(([value, label]) => ({value, label})),
    ...firstRowsOf(request, rows.slice(0, ROWS_SHOWN).map(lineOf)),
    hasMore: rows.length > ROWS_SHOWN,
    sentence: verified.isIntact ? `审计记录完整，共 ${verified.count} 条` : `审计记录从第 ${verified.row} 条起被改动过`
  };
}

export type AuditPage = Awaited<ReturnType<typeof readAuditPage>>;

/** Returns all rows of the same filter as CSV. */
export async function exportAudit(request: Request): Promise<Response> {
  const ledger = await readLedger();
  await auditCountedRefusals(ledger, now());
  const rows = (await readAudit(ledger, filterOf(request))).map(lineOf);
  await auditAlone(ledger, {at: now(), who: (await requireVisitor(request)).account.name, action: "audit-exported"});
  const lines = rows.map(({number, at, who, word, object, detail, address, hash}) => [
    ...[String(number), at, who, word, object],
    ...[detail, address, hash]
  ]);
  const head = ["序号", "时间", "账户", "事项", "对象", "说明", "来自", "校验值"];
  return new Response(csvText([head, ...lines]), {
    headers: {"content-type": "text/csv; charset=utf-8", ...attachment("审计记录.csv", "audit.csv")}
  });
}

function lineOf({audit_id, at, who, action, object, detail, address, hash}: AuditRow) {
  return {
    number: audit_id,
    at: formatMoment(at),
    who: who ?? "",
    word: AUDIT_WORDS[action],
    object: object ?? "",
    detail: detailText(detail),
    address: address ?? "",
    hash
  };
}

/** Leaves out the number of sensitive rows, which the audit records but this page's readers may not see. */
function detailText(detail: string): string {
  const said = detailOf(detail);
  const isUntold = typeof said.dataset === "string" && isOfSensitive(said.dataset);
  return Object.entries(said)
    .flatMap(([name, value]) => (value === null || (isUntold && name === "rows") ? [] : [detailWords(name, value)]))
    .join("，");
}
