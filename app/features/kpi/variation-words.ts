import {formatMonth, formatValue} from "#app/format.ts";
import type {Variation} from "#pipelines/numbers/variation.ts";
import type {Signal, Xmr} from "#pipelines/numbers/xmr.ts";

/** Says whether the months differ by more than chance, by which rule and in which months. */
export function variationSentence({word, count, needed, xmr}: Omit<Variation, "points">, unit: string): string {
  if (!xmr) return `${word}：当月数只有 ${count} 个月，满 ${needed} 个月才能分清真变化和正常波动`;
  const mean = `平均 ${formatValue(xmr.mean, unit)}`;
  if (xmr.signals.length === 0)
    return `${word}：${count} 个月的当月数在${mean}上下，没有超出通常范围，升降不必逐月解释`;
  return `${word}：${xmr.signals.map((signal) => signalWords(signal, xmr, unit)).join("；")}`;
}

function signalWords({rule, side, months}: Signal, xmr: Xmr, unit: string) {
  const isAbove = side === "above";
  if (rule === "outside") {
    const limit = isAbove ? xmr.upper : xmr.lower;
    return `${monthList(months)}${isAbove ? "高于" : "低于"}通常范围（${isAbove ? "上限" : "下限"} ${formatValue(limit, unit)}）`;
  }
  const than = `${isAbove ? "高于" : "低于"}平均（${formatValue(xmr.mean, unit)}）`;
  if (rule === "one-side") return `${monthList(months)}连续 8 个月以上${than}`;
  return `${monthList(months)}接连${isAbove ? "偏高" : "偏低"}，每 4 个月里至少 3 个离${isAbove ? "上限" : "下限"}比离平均近`;
}

/** “2026年3月”, “2026年3月、5月” or, of four and more, the first and the last. */
function monthList(months: string[]): string {
  const [first = "", last = ""] = [months[0], months.at(-1)];
  if (months.length > 3) return `${formatMonth(first)}至${formatMonth(last)}之间`;
  return months.map(formatMonth).join("、");
}
