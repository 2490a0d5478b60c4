import {json, redirect} from "@remix-run/node";
import * as v from "valibot";
import {type Access, requireCsrf} from "#app/server/access.server.ts";
import {now} from "#app/server/clock.server.ts";
import {readFormWithFiles} from "#app/server/forms.server.ts";
import {badRequest} from "#app/server/http.server.ts";
import {store} from "#app/server/store.server.ts";
import {PLAN_FILES, revisionOf, type UploadedPlan} from "#pipelines/plan/kept-plans.ts";
import type {Plan} from "#pipelines/plan/plan.ts";
import {readPlans, shippedYears} from "#pipelines/plan/read-plan.ts";
import {
  checkUploadedPlan,
  isReportedOn,
  type PlanFinding,
  type PlanOutcome,
  takePlan
} from "#pipelines/submissions/take-plan.ts";

/** All files of a plan together; that of 2026 has 82 kB. */
const LARGEST_PLAN = 4 * 1024 * 1024;
const FIRST_YEAR = 2020;
const LAST_YEAR = 2100;

export interface PlanAnswer {
  year: string;
  problem?: string;
  findings?: PlanFinding[];
  /** What was checked and may be taken into use now. */
  checked?: PlanSummary & {
    /** The texts of the files, which the next form sends again. */
    files: string;
  };
}

/** Reads the years that have a plan, and which of them may be replaced. */
export async function readPlanYears() {
  const data = await store();
  return Promise.all(
    readPlans().map(async (plan) => {
      const revision = shippedYears().includes(plan.year) ? 0 : revisionOf(data.dir, plan.year);
      return {
        ...summaryOf(plan),
        revision,
        isReplaceable: revision > 0 && !(await isReportedOn(data, plan.year))
      };
    })
  );
}

/** The files that a plan consists of. */
export const readPlanFileNames = () => PLAN_FILES;

export type PlanYears = Awaited<ReturnType<typeof readPlanYears>>;

interface PlanSummary {
  year: number;
  document_number: string;
  counts: {programmes: number; tasks: number; deliverables: number; kpis: number};
  /** How its deliverables differ from those of the plan before; undefined for the first plan. */
  beside?: {year: number; added: number; dropped: number};
}

function summaryOf({year, documentNumber, programmes, tasks, deliverables, kpis}: Plan): PlanSummary {
  const before = readPlans()
    .filter((plan) => plan.year < year)
    .at(-1);
  const [codes, codesBefore] = [deliverables, before?.deliverables ?? []].map((each) => each.map(({code}) => code));
  return {
    year,
    document_number: documentNumber,
    counts: {
      programmes: programmes.length,
      tasks: tasks.length,
      deliverables: deliverables.length,
      kpis: kpis.length
    },
    ...(before && {
      beside: {
        year: before.year,
        added: codes!.filter((code) => !codesBefore!.includes(code)).length,
        dropped: codesBefore!.filter((code) => !codes!.includes(code)).length
      }
    })
  };
}

/** Checks the files of a plan, or takes those that were just checked into use. */
export async function postPlan(access: Access, address: string) {
  const form = await readFormWithFiles(access.request, LARGEST_PLAN);
  await requireCsrf(access.request, textOf(form, "csrf"));
  const intent = textOf(form, "intent");
  if (intent !== "check" && intent !== "take") throw badRequest("没有说明要做什么。");
  const year = textOf(form, "year").trim();
  if (!/^\d{4}$/.test(year) || Number(year) < FIRST_YEAR || Number(year) > LAST_YEAR)
    return refused({year, problem: `年度应写成四位数字，在 ${FIRST_YEAR} 到 ${LAST_YEAR} 之间，如 2027。`});
  const files = intent === "check" ? await uploadedFiles(form) : checkedFiles(textOf(form, "files"));
  if (Object.keys(files).length === 0) return refused({year, problem: "还没有选择文件，请一次选中全部计划文件。"});
  const uploaded = {year: Number(year), files};
  return answered(
    uploaded,
    intent === "check"
      ? await checkUploadedPlan(await store(), uploaded)
      : await takePlan(await store(), {uploaded, by: access.visitor.account.name, now: now(), address})
  );
}

function answered({year, files}: UploadedPlan, outcome: PlanOutcome) {
  const asked = {year: String(year)};
  if (outcome.outcome === "taken") throw redirect(`/plan/new?taken=${year}`);
  if (outcome.outcome === "closed") return refused({...asked, problem: outcome.message});
  if (outcome.outcome === "refused") return refused({...asked, findings: outcome.findings});
  return json<PlanAnswer>({...asked, checked: {...summaryOf(outcome.plan), files: JSON.stringify(files)}});
}

const refused = (answer: PlanAnswer) => json<PlanAnswer>(answer, {status: 422});

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

async function uploadedFiles(form: FormData): Promise<Record<string, string>> {
  const files = form.getAll("files").filter((each) => typeof each !== "string" && each.name !== "");
  return Object.fromEntries(
    await Promise.all(
      files.map(async (file) =>
        typeof file === "string" ? ["", file] : [baseName(file.name), decoded(await file.arrayBuffer())]
      )
    )
  );
}

/** A browser that sends a folder names the files by their paths in it. */
const baseName = (name: string) => name.split(/[\\/]/).at(-1) ?? name;

/** Excel saves CSV files as GB18030 unless it is told otherwise. */
function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", {fatal: true}).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

const FILES = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.string()));

function checkedFiles(text: string): Record<string, string> {
  const {success, output} = v.safeParse(FILES, text);
  if (!success) throw badRequest("没有收到刚才检查过的文件，请重新选择文件并检查。");
  return output;
}
