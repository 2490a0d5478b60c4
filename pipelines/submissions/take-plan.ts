import {basename} from "node:path";
import {v7 as uuidv7} from "uuid";
import {acceptedSql} from "#pipelines/accepted/accepted.ts";
import {acceptedRowsOf} from "#pipelines/accepted/accepted-rows.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {integer} from "#pipelines/duckdb/columns.ts";
import {rows} from "#pipelines/duckdb/rows.ts";
import {withScratch} from "#pipelines/duckdb/scratch.ts";
import {exclusively} from "#pipelines/host/exclusive.ts";
import {readInForce} from "#pipelines/ledger/submission-entries.ts";
import {
  finishTakings,
  keepDraft,
  PLAN_FILES,
  revisionOf,
  type UploadedPlan,
  withDraft
} from "#pipelines/plan/kept-plans.ts";
import type {Plan} from "#pipelines/plan/plan.ts";
import type {PlanError} from "#pipelines/plan/plan-files.ts";
import {readPlanFolder, shippedYears} from "#pipelines/plan/read-plan.ts";
import {type OpenData, withNumbers} from "#pipelines/rebuild/with-numbers.ts";

/** What is wrong with an uploaded plan. */
export interface PlanFinding {
  file: string;
  line?: number;
  column?: string;
  text: string;
}

export type PlanOutcome =
  | {outcome: "refused"; findings: PlanFinding[]}
  /** The year cannot be taken, whatever its files contain. */
  | {outcome: "closed"; message: string}
  | {outcome: "checked"; plan: Plan}
  | {outcome: "taken"; plan: Plan; revision: number};

export interface PlanTaking {
  uploaded: UploadedPlan;
  by: string;
  now: string;
  address?: string;
}

/** Checks an uploaded plan as at a start, and keeps nothing. */
export async function checkUploadedPlan(data: OpenData, uploaded: UploadedPlan): Promise<PlanOutcome> {
  return withChecked(data, uploaded, (plan) => ({outcome: "checked", plan}));
}

/** Takes an uploaded plan into use, wholly or not at all, and rebuilds the numbers with it. */
export async function takePlan(data: OpenData, {uploaded, by, now, address}: PlanTaking): Promise<PlanOutcome> {
  const {dir, ledger} = data;
  const take = () =>
    exclusively(dir.locks, () =>
      withChecked(data, uploaded, async (plan, draft) => {
        const {year} = uploaded;
        const detail = {revision: revisionOf(dir, year) + 1, document: plan.documentNumber};
        const entry = {at: now, who: by, action: "plan-taken" as const, object: String(year), detail, address};
        const revision = keepDraft(dir, draft, year, entry);
        await finishTakings(dir, ledger);
        return {outcome: "taken", plan, revision};
      })
    );
  return (await withNumbers(data, now, take, ({outcome}) => outcome === "taken")).result;
}

async function withChecked(
  data: OpenData,
  uploaded: UploadedPlan,
  act: (plan: Plan, draft: string) => PlanOutcome | Promise<PlanOutcome>
): Promise<PlanOutcome> {
  const message = await whyClosed(data, uploaded.year);
  if (message !== undefined) return {outcome: "closed", message};
  const names = Object.keys(uploaded.files);
  const unknown = names
    .filter((name) => !PLAN_FILES.includes(name))
    .map((file) => ({file, text: "不是年度计划的文件"}));
  return withDraft<PlanOutcome>(data.dir, `plan-${uuidv7()}`, uploaded, (draft) => {
    const {plan, errors} = readPlanFolder(draft, uploaded.year);
    const findings = [...unknown, ...errors.map(findingOf)];
    return plan && findings.length === 0 ? act(plan, draft) : {outcome: "refused", findings};
  });
}

const findingOf = ({file, line, column, reason}: PlanError): PlanFinding => ({
  file: basename(file),
  line,
  column,
  text: reason
});

/** A plan of the program stays as it is, and so does one that somebody has worked with. */
async function whyClosed(data: OpenData, year: number): Promise<string | undefined> {
  if (shippedYears().includes(year)) return `${year} 年的计划随系统提供，不能替换。`;
  if (revisionOf(data.dir, year) > 0 && (await isReportedOn(data, year)))
    return `${year} 年的计划已有分工、目标或进展填报，不能再替换。`;
  return undefined;
}

/** The datasets that speak of a plan's own codes, with the year that a row speaks of. */
const OF_PLAN = {assignments: "plan_year", targets: "plan_year", progress: "year(report_month)"} as const;

/** Tells whether anything in force settles or reports something of a year's plan. */
export async function isReportedOn({dir, ledger}: OpenData, year: number): Promise<boolean> {
  const sent = (await readInForce(ledger)).filter(({kind}) => kind === "file");
  return withScratch(dir, uuidv7(), async ({db}) => {
    for (const [dataset, yearOfRow] of Object.entries(OF_PLAN)) {
      const accepted = sent.filter((each) => each.dataset === dataset).map((each) => acceptedRowsOf(dir, each));
      const sql = acceptedSql(readContracts().get(dataset)!, accepted);
      const found = await rows(db, {one: integer}, `select 1 as one from (${sql}) where ${yearOfRow} = $year limit 1`, {
        year
      });
      if (found.length > 0) return true;
    }
    return false;
  });
}
