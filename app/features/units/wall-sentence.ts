import {formatMonth, formatValue, whyHidden} from "#app/format.ts";
import type {Wall, WallUnit} from "./wall.server.ts";

/** Names of units are said where no more than these share an end. */
const MOST_NAMED = 3;

/** “2026年10月36 个单位文体活动参与率：中位数 52.7 %；最高…，最低…”; the reader's own unit comes first. */
export function wallSentence({kpi, month, units, median}: Pick<Wall, "kpi" | "month" | "units" | "median">): string {
  const head = `${formatMonth(month)}各单位${kpi.name}`;
  const known = units.filter((unit): unit is WallUnit & {value: number; place: number} => unit.value !== null);
  const awaited = units.find(({hidden_until}) => hidden_until);
  if (known.length === 0) return awaited ? `${head}：${whyHidden(awaited)}` : `${head}：没有分单位的数据`;
  if (kpi.units === "missing") return `${head}：${doneWords(known)}`;
  const own = known.find(({is_own}) => is_own);
  const ownWords = own ? `本单位 ${formatValue(own.value, kpi.unit)}，${known.length} 个单位中第 ${own.place}；` : "";
  const sorted = known.toSorted((a, b) => a.place - b.place);
  const [best, last] = [sorted[0]!, sorted.at(-1)!];
  const words = `${head}：${ownWords}中位数 ${formatValue(median, kpi.unit)}`;
  if (best.value === last.value) return `${words}，各单位相同`;
  const end = (value: number) => `${whoHas(known, value)} ${formatValue(value, kpi.unit)}`;
  return `${words}；最好 ${end(best.value)}，最后 ${end(last.value)}`;
}

function whoHas(units: {unit_name: string; value: number}[], value: number): string {
  const sharing = units.filter((unit) => unit.value === value);
  return sharing.length === 1 ? sharing[0]!.unit_name : `${sharing.length} 个单位`;
}

/** “31 个单位已做到，还差 2 个：甲、乙” */
function doneWords(units: {unit_name: string; value: number}[]): string {
  const missing = units.filter(({value}) => value < 100).map(({unit_name}) => unit_name);
  const done = `${units.length - missing.length} 个单位已做到`;
  if (missing.length === 0) return done;
  const names = missing.length <= MOST_NAMED ? `：${missing.join("、")}` : "";
  return `${done}，还差 ${missing.length} 个${names}`;
}
