import {make} from "./dom.ts";

type Key = [keys: string, meaning: string];

const KEYS: Key[] = [
  ["→ ↓ 空格 PageDown", "下一页"],
  ["← ↑ PageUp", "上一页"],
  ["Home　End", "第一页　最后一页"],
  ["数字 + 回车", "到第几页"],
  ["B　W", "黑屏　白屏"],
  ["F", "全屏"],
  ["N", "讲稿"],
  ["T", "浅色或深色"],
  ["P", "自动播放"],
  ["Esc", "退出黑屏、讲稿、全屏"]
];
const REMOTE: Key = ["R", "用手机翻页"];
const OUTCOME: Key = ["D", "记录议定事项"];

export interface HelpSheet {
  isOpen: () => boolean;
  open: () => void;
  close: () => void;
}

/** The desk of this very deck: the same numbers, meeting and layout. */
function deskLink(): HTMLElement {
  const href = `${location.pathname.replace(/\/$/, "")}/notes${location.search}`;
  return make("p", {}, make("a", {href, target: "_blank", rel: "noopener"}, "在另一个窗口打开讲稿台"));
}

/** The keys on a small sheet, the only thing that ever covers a slide; any key closes it. */
export function makeHelpSheet({isOnline, hasOutcomes}: {isOnline: boolean; hasOutcomes: boolean}): HelpSheet {
  const keys = [...KEYS, ...(isOnline ? [REMOTE] : []), ...(hasOutcomes ? [OUTCOME] : [])];
  const rows = keys.map(([names, meaning]) => make("div", {}, make("dt", {}, names), make("dd", {}, meaning)));
  const sheet = make("aside", {class: "player-help", role: "note", "aria-label": "按键"}, make("dl", {}, ...rows));
  if (isOnline) sheet.append(deskLink());
  sheet.hidden = true;
  document.body.append(sheet);
  return {
    isOpen: () => !sheet.hidden,
    open: () => (sheet.hidden = false),
    close: () => (sheet.hidden = true)
  };
}
