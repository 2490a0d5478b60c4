import {charactersOf} from "./gbt-9704.ts";

/** So many characters of 2号 a line of the title may have; 20 fill the 版心. */
const WIDEST = 18;

/** Words that a line of a title does not break, beside 〔2026〕, numbers with their units, and quoted names. */
const WORDS = [
  ...["工会委员会", "常务委员会", "教职工代表大会", "二级单位", "校工会", "教职工", "委员会", "办公室"],
  ...["推进会", "现场会", "常委会", "主席会", "大学", "学校", "学院", "工会", "委员", "年度", "重点", "工作", "任务"],
  ...["进展", "情况", "报告", "总结", "计划", "会议", "纪要", "督办", "年终", "月度", "全年", "上半年", "下半年"],
  ...["季度", "方案", "通知", "意见", "关于", "提案", "文体", "活动", "主席", "专题", "举措", "落实", "的"]
].toSorted((a, b) => b.length - a.length);

const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function tokenPattern(names: readonly string[]): RegExp {
  const numbers = "\\d+(?:[.,]\\d+)*\\s?(?:年\\d+月|[年月日号次届期项个人件篇场%])?度?";
  const kept = ["〔\\d{4}〕", "“[^”]*”", "《[^》]*》", "（[^）]*）", numbers, "[A-Za-z]+\\d*"];
  return new RegExp([...names.map(escaped), ...kept, ...WORDS, "."].join("|"), "gsu");
}

/** A token keeps the punctuation behind it, and 的 stays with the word before. */
function tokensOf(title: string, names: readonly string[]): string[] {
  const tokens: string[] = [];
  for (const [token] of title.matchAll(tokenPattern(names))) {
    if (tokens.length > 0 && /^[的，。、；：！？）》”]$/u.test(token)) tokens[tokens.length - 1] += token;
    else tokens.push(token);
  }
  return tokens;
}

/** Breaks a title into lines that form a 梯形 (the longest above) or a 菱形, and breaks none of the words and names. */
export function titleLinesOf(title: string, names: readonly string[] = []): string[] {
  const tokens = tokensOf(title, names);
  const count = Math.ceil(charactersOf(title) / WIDEST);
  if (count <= 1) return [title];
  const ways = waysToBreak(tokens, count).filter((lines) => lines.every((line) => charactersOf(line) <= WIDEST + 2));
  return ways.toSorted((a, b) => costOf(a) - costOf(b))[0] ?? [title];
}

function waysToBreak(tokens: string[], count: number): string[][] {
  if (count === 1) return [[tokens.join("")]];
  return tokens.slice(1).flatMap((_, at) => {
    const line = tokens.slice(0, at + 1).join("");
    if (charactersOf(line) > WIDEST + 2) return [];
    return waysToBreak(tokens.slice(at + 1), count - 1).map((rest) => [line, ...rest]);
  });
}

/** A rectangle and an hourglass cost more than any trapezium. */
function costOf(lines: string[]): number {
  const widths = lines.map(charactersOf);
  return (isTitleShape(widths) ? 0 : 100) + stepCost(widths) + (widths[0]! < widths.at(-1)! ? 1.5 : 0);
}

/** Neighbouring lines look best with two or three characters between them. */
function stepCost(widths: number[]): number {
  return widths.slice(1).reduce((cost, width, at) => cost + Math.abs(Math.abs(widths[at]! - width) - 2.5), 0);
}

/** 梯形 or 菱形: widths fall, rise, or rise and then fall. */
export function isTitleShape(widths: number[]): boolean {
  const steps = widths.slice(1).map((width, at) => Math.sign(width - widths[at]!));
  return steps.every((step, at) => step !== 0 && (at === 0 || step <= steps[at - 1]!)) || steps.every((s) => s > 0);
}
