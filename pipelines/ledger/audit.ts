import {createHash} from "node:crypto";
import type {Ledger} from "./ledger.ts";

/** What is written down, with what it is called on screen. */
export const AUDIT_WORDS = {
  "sign-in": "登录",
  "sign-in-failed": "登录失败",
  "sign-in-locked": "登录被暂停",
  "sign-out": "退出",
  "sign-out-everywhere": "全部退出",
  "access-refused": "越权被拒",
  "link-made": "生成一次性链接",
  "link-used": "使用一次性链接",
  "account-added": "新增账户",
  "account-changed": "修改账户",
  "account-disabled": "停用账户",
  "account-enabled": "恢复账户",
  "password-changed": "修改密码",
  "second-factor-on": "启用动态口令",
  "second-factor-off": "停用动态口令",
  "token-made": "生成接口令牌",
  "token-revoked": "作废接口令牌",
  submitted: "报送",
  verdict: "审核",
  setting: "修改设置",
  "month-locked": "锁定月份",
  "month-unlocked": "解锁月份",
  "lock-exception": "开放已锁月份",
  "original-read": "下载原件",
  "sensitive-read": "查看帮扶明细",
  "template-with-people": "下载含人员的模板",
  "numbers-exported": "导出指标数据",
  "audit-exported": "导出审计记录",
  "audit-shortened": "按期删除审计记录",
  "retention-run": "按期清理",
  "person-exported": "导出个人信息",
  "person-deleted": "删除个人信息"
} as const;

export type AuditAction = keyof typeof AUDIT_WORDS;

export interface AuditEntry {
  at: string;
  /** The account's name; none where a rule did it, or nobody was signed in. */
  who?: string | null;
  action: AuditAction;
  object?: string | null;
  /** Never a cell, a password, a token or a row about a person. */
  detail?: Record<string, string | number | boolean | null>;
  address?: string | null;
}

export interface AuditRow {
  audit_id: number;
  at: string;
  who: string | null;
  action: AuditAction;
  object: string | null;
  /** JSON */
  detail: string;
  address: string | null;
  previous_hash: string;
  hash: string;
}

/** Before the first row. */
const NO_HASH = "0".repeat(64);

/** Writes down what was done; part of the transaction it is called in. */
export function audit(ledger: Ledger, {at, who, action, object, detail, address}: AuditEntry): void {
  ledger.exclusively(() => {
    const [last] = ledger.all<{hash: string}>("select hash from audit order by audit_id desc limit 1");
    const row = {
      audit_id: readLastNumber(ledger) + 1,
      at,
      who: who ?? null,
      action,
      object: object ?? null,
      detail: JSON.stringify(detail ?? {}),
      address: address ?? null,
      previous_hash: last?.hash ?? NO_HASH
    };
    ledger.run(
      `insert into audit (audit_id, at, who, action, object, detail, address, previous_hash, hash)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[row.audit_id, row.at, row.who, row.action, row.object, row.detail, row.address, row.previous_hash],
      hashOf(row)
    );
  });
}

/** The last row of what was removed at the beginning. */
export interface AuditCut {
  audit_id: number;
  hash: string;
}

export type Verified =
  /** `removed`: rows at the beginning whose time was over. */
  | {isIntact: true; count: number; hash: string; removed: number}
  /** The first row that is not as it was written, or before which one is gone. */
  | {isIntact: false; row: number};

const ROWS_AT_ONCE = 5000;

/** Reads the whole chain: an altered, missing, added or moved row breaks it. */
export function verifyAudit(ledger: Ledger): Verified {
  const cut = readLastCut(ledger);
  const removed = cut?.audit_id ?? 0;
  const [before] = ledger.all<{audit_id: number}>("select audit_id from audit where audit_id <= ? limit 1", removed);
  if (before) return {isIntact: false, row: before.audit_id};
  let [number, hash] = [removed, cut?.hash ?? NO_HASH];
  // The chain itself has to say where it was cut, or anybody could cut it.
  let isCutWritten = cut === undefined;
  for (;;) {
    const rows = ledger.all<AuditRow>(
      "select * from audit where audit_id > ? order by audit_id limit ?",
      number,
      ROWS_AT_ONCE
    );
    for (const row of rows) {
      const isNext = row.audit_id === number + 1 && row.previous_hash === hash && row.hash === hashOf(row);
      if (!isNext) return {isIntact: false, row: number + 1};
      [number, hash] = [row.audit_id, row.hash];
      isCutWritten ||= isOfCut(row, cut);
    }
    if (rows.length < ROWS_AT_ONCE) break;
  }
  if (!isCutWritten) return {isIntact: false, row: removed + 1};
  // The number goes on counting when rows are cut off at the end.
  const isWhole = readLastNumber(ledger) === number;
  return isWhole ? {isIntact: true, count: number - removed, hash, removed} : {isIntact: false, row: number + 1};
}

function readLastCut(ledger: Ledger): AuditCut | undefined {
  return ledger.all<AuditCut>("select audit_id, hash from audit_cuts order by cut_id desc limit 1")[0];
}

function isOfCut({action, detail}: AuditRow, cut: AuditCut | undefined): boolean {
  if (action !== "audit-shortened") return false;
  const {through, hash} = JSON.parse(detail) as {through?: number; hash?: string};
  return through === cut?.audit_id && hash === cut?.hash;
}

export interface AuditFilter {
  who?: string;
  action?: string;
  /** YYYY-MM-DD, both included, as days in China. */
  from?: string;
  to?: string;
  limit?: number;
}

/** Newest first. */
export function readAudit(ledger: Ledger, {who, action, from, to, limit}: AuditFilter = {}): AuditRow[] {
  return ledger.all<AuditRow>(
    `select * from audit
    where (? is null or who = ?) and (? is null or action = ?)
      and (? is null or date(at, '+8 hours') >= ?) and (? is null or date(at, '+8 hours') <= ?)
    order by audit_id desc limit ?`,
    ...[who, action, from, to].flatMap((value) => [value || null, value || null]),
    limit ?? -1
  );
}

function readLastNumber(ledger: Ledger): number {
  return ledger.all<{seq: number}>("select seq from sqlite_sequence where name = 'audit'")[0]?.seq ?? 0;
}

function hashOf(row: Omit<AuditRow, "hash">): string {
  const {audit_id, at, who, action, object, detail, address, previous_hash} = row;
  const written = JSON.stringify([audit_id, at, who, action, object, detail, address]);
  return createHash("sha256").update(previous_hash).update(written).digest("hex");
}
