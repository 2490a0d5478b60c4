import {type ClosedMonth, planOfMonth, readClosedMonth} from "#pipelines/numbers/closed-month.ts";
import {readSettledPlan} from "#pipelines/numbers/settled-plan.ts";
import type {Plan, SettledPlan} from "#pipelines/plan/plan.ts";
import {readPlan} from "#pipelines/plan/read-plan.ts";
import {settlePlan} from "#pipelines/plan/settled-plan.ts";
import {firstDayOf} from "#pipelines/time/months.ts";
import {notFound} from "./http.server.ts";
import {cachedByBuild} from "./warehouse.server.ts";

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

/** Returns the plan as it is followed; before the first build nothing has been settled. */
export async function requireSettledPlan(year: number): Promise<SettledPlan> {
  const plan = requirePlan(year);
  const settled = await cachedByBuild(`plan ${year}`, (db) => readSettledPlan(db, plan));
  return settled ?? settlePlan(plan, {assignments: [], setTargets: []});
}

/** Returns the plan by which a month, YYYY-MM, is shown: a closed month keeps its KPIs and targets. */
export async function requirePlanOfMonth(month: string): Promise<SettledPlan> {
  const plan = await requireSettledPlan(Number(month.slice(0, 4)));
  return planOfMonth(plan, await readClosed(month));
}

/** Reads whether a month, YYYY-MM, is closed. */
export function readClosed(month: string): Promise<ClosedMonth | undefined> {
  return cachedByBuild(`closed ${month}`, (db) => readClosedMonth(db, firstDayOf(month)));
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
