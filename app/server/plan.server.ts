import type {Plan} from "#pipelines/plan/plan.ts";
import {readPlan} from "#pipelines/plan/read-plan.ts";
import {notFound} from "./http.server.ts";

export interface PlanSource {
  /** “中国矿业大学工会 2026 年工作计划” */
  title: string;
  /** The numbered paragraphs: the text under 1, 2, 3 … */
  paragraphs: Map<number, string>;
}

export function requirePlan(year: number): Plan {
  const plan = readPlan(year);
  if (!plan) throw notFound(`没有 ${year} 年的工作计划。`);
  return plan;
}

/**
 * Parses the document. Page breaks split the text in the middle of sentences, so a line starts a paragraph only if it
 * looks like a beginning.
 */
export function planSourceOf(text: string): PlanSource {
  const lines = text
    .replaceAll("**", "")
    .split("\n")
    .map((line) => line.trim());
  const title = lines.find((line) => /工作计划$/.test(line))?.replace(/\s+/g, " ") ?? "";
  const paragraphs = new Map<number, string>();
  let open: number | undefined;
  for (const line of lines) {
    const opening = /^(\d{1,2})\.\s*(.+)$/.exec(line);
    if (opening) {
      open = Number(opening[1]);
      paragraphs.set(open, opening[2] ?? "");
    } else if (/^[一二三四五六七八九十]+、/.test(line)) {
      open = undefined;
    } else if (open !== undefined && line) {
      // The last paragraph ends with its sentence; the signature follows.
      const text = paragraphs.get(open) ?? "";
      if (/[。”]$/.test(text)) open = undefined;
      else paragraphs.set(open, text + line);
    }
  }
  return {title, paragraphs};
}
