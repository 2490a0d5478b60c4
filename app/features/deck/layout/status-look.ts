import {isStatus} from "./slide-cell.ts";
import type {StatusWord} from "#app/ui/status-words.ts";

/** Shape and colour of a status where no drawing can stand: the shapes are those of `STATUS_SHAPES`. */
export interface StatusLook {
  sign: string;
  colour: string;
}

const GREEN = "#1e7145";
const QUIET = "#5c6370";

const LOOKS: Record<StatusWord, StatusLook> = {
  逾期: {sign: "■", colour: "#b3261e"},
  滞后: {sign: "▲", colour: "#9a5b00"},
  临期: {sign: "◆", colour: "#1d5fbf"},
  正常: {sign: "●", colour: GREEN},
  办结: {sign: "✔", colour: GREEN},
  待审: {sign: "◐", colour: "#6b4fa3"},
  未到期: {sign: "○", colour: QUIET},
  无数据: {sign: "◌", colour: QUIET},
  已调整: {sign: "↷", colour: QUIET}
};

/** Returns undefined for words that are no status. */
export const statusLook = (words: string): StatusLook | undefined => (isStatus(words) ? LOOKS[words] : undefined);
