import {ROLE_WORDS} from "#pipelines/accounts/account.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {AUDIT_DETAIL_WORDS, type AuditDetailName} from "#pipelines/ledger/audit-words.ts";
import {OUTCOME_WORDS} from "#pipelines/meetings/outcomes.ts";
import {CHANNEL_WORDS} from "#pipelines/messages/channels.ts";
import {chineseMinuteOf} from "#pipelines/time/chinese-day.ts";

const MOMENT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/** What is kept as a code, in words; everything else was written by a person or is a number or a day. */
const WORDS_OF: Partial<Record<AuditDetailName, Readonly<Record<string, string>>>> = {
  act: {"add-item": "添加议题", "move-item": "调整次序", "remove-item": "移出议题"},
  answer: {approved: "同意", refused: "不同意", withdrawn: "撤回"},
  by: {
    password: "密码",
    code: "动态口令",
    "password and code": "密码和动态口令",
    "own password": "核对本人密码",
    cas: "统一身份认证（CAS）",
    oidc: "统一身份认证（OIDC）"
  },
  channel: CHANNEL_WORDS,
  field: {email: "邮箱", "display-name": "显示的名称"},
  kind: {...OUTCOME_WORDS, file: "文件", zero: "零报告", answer: "办理情况", extend: "延期", close: "办结"},
  of: {account: "账户", address: "来自的地址", device: "登录过的浏览器", code: "动态口令", own: "核对本人密码"},
  purpose: {invite: "邀请", reset: "重设密码", first: "首个管理员"},
  role: ROLE_WORDS,
  scope: {all: "全校", unit: "本单位", own: "我的"},
  verdict: {approve: "通过", return: "退回", hold: "待核", withdraw: "撤回"}
};

/** Returns one detail of an audited action in words; one of another version as it was kept. */
export function detailWords(name: string, value: string | number | boolean): string {
  const title = isKnown(name) ? AUDIT_DETAIL_WORDS[name] : name;
  return `${title}：${valueWords(name, value)}`;
}

function valueWords(name: string, value: string | number | boolean): string {
  if (typeof value === "boolean") return value ? "是" : "否";
  const text = String(value);
  if (MOMENT.test(text)) return chineseMinuteOf(text);
  if (name === "dataset") return readContracts().get(text)?.title ?? text;
  return (isKnown(name) ? WORDS_OF[name]?.[text] : undefined) ?? text;
}

const isKnown = (name: string): name is AuditDetailName => Object.hasOwn(AUDIT_DETAIL_WORDS, name);
