import {v7 as uuidv7} from "uuid";
import type {Access} from "#app/server/access.server.ts";
import {isLeftToOffice, readAnsweringUnits} from "#app/server/answering-units.server.ts";
import {type Filters, readFilters} from "#app/server/filters.server.ts";
import {forbidden, notFound} from "#app/server/http.server.ts";
import {readTasks} from "#app/server/plan-progress.server.ts";
import {requireSettledPlan} from "#app/server/plan.server.ts";
import {store} from "#app/server/store.server.ts";
import {readUnitNames} from "#app/server/unit-names.server.ts";
import {cachedByBuild} from "#app/server/warehouse.server.ts";
import type {DeliverableProgress} from "#pipelines/numbers/deliverable-progress.ts";
import {readBuildRevision} from "#pipelines/numbers/build-revision.ts";
import {readUnitReports, type UnitReport} from "#pipelines/numbers/unit-reports.ts";
import type {Assignment, SettledPlan} from "#pipelines/plan/plan.ts";
import {readReturnedReports, type ReturnedReport} from "#pipelines/submissions/sent-reports.ts";

/** A deliverable as somebody who reports sees it. */
export interface OwnDeliverable {
  progress: DeliverableProgress;
  assignment: Assignment | undefined;
  /** The account or its unit answers for it, or has reported on it where nobody does. */
  isMine: boolean;
  isUnowned: boolean;
  /** The office answers for it only because nobody else can. */
  isLeft: boolean;
  /** The own reports in force, the newest month first. */
  reports: UnitReport[];
  /** Everybody's reports in force. */
  allReports: UnitReport[];
  /** The state of the ledger that all this was computed from. */
  revision: number;
  returned: ReturnedReport | undefined;
}

/** Reads every deliverable with what the visitor reported about it. Undefined while no warehouse exists. */
export async function readOwnDeliverables(access: Access): Promise<OwnDeliverable[] | undefined> {
  const {unit} = access.visitor;
  const filters = readFilters({...access, unit: undefined});
  const plan = await requireSettledPlan(filters.year);
  const facts = await readReportFacts(plan, filters);
  if (!facts) return undefined;
  const {dir, ledger} = await store();
  const returned = await readReturnedReports(dir, ledger, {name: uuidv7(), unit_code: unit, year: filters.year});
  const unions = new Set(facts.unions.map(({unit_code}) => unit_code));
  const answering = await readAnsweringUnits();
  const isOwn = ({unit_code}: {unit_code: string}) => (unit === null ? !unions.has(unit_code) : unit_code === unit);
  return facts.deliverables.map((progress) => {
    const assignment = plan.assignments.find(({deliverable_code}) => deliverable_code === progress.code);
    const of = ({deliverable_code}: {deliverable_code: string}) => deliverable_code === progress.code;
    const isUnowned = !assignment?.lead_unit && !assignment?.account;
    const allReports = facts.reports.filter(of);
    const reports = allReports.filter(isOwn);
    return {
      progress,
      assignment,
      isUnowned,
      isLeft: assignment !== undefined && isLeftToOffice(access, assignment, answering),
      isMine: answersFor(access, assignment, answering) || (isUnowned && reports.length > 0),
      reports,
      allReports,
      revision: facts.revision,
      returned: returned.find(of)
    };
  });
}

function answersFor(access: Access, assignment: Assignment | undefined, answering: ReadonlySet<string>): boolean {
  if (!assignment) return false;
  if (isLeftToOffice(access, assignment, answering)) return true;
  const {visitor} = access;
  const {lead_unit, supporting_units, account} = assignment;
  if (account === visitor.account.name) return true;
  return visitor.unit !== null && (lead_unit === visitor.unit || supporting_units.includes(visitor.unit));
}

/** A unit reports on what it answers for and on what nobody answers for; the office on everything. */
export function mayReport({visitor}: Access, {isMine, isUnowned}: OwnDeliverable): boolean {
  return visitor.role !== "unit" || isMine || isUnowned;
}

/** Requires a deliverable that the visitor may report on, with the last report: a returned one is later than any. */
export async function requireReportable(access: Access, code: string) {
  const own = (await readOwnDeliverables(access))?.find(({progress}) => progress.code === code);
  if (!own) throw notFound(`计划里没有编号为“${code.slice(0, 20)}”的承诺，或还没有汇总过数据。`);
  if (!mayReport(access, own)) throw forbidden("这项承诺由其他单位牵头或协办；如需由本单位填报，请联系校工会办公室。");
  return {own, last: own.returned ?? own.reports[0]};
}

export function readReportFacts(plan: SettledPlan, {year, month, on}: Pick<Filters, "year" | "month" | "on">) {
  return cachedByBuild(`report facts ${month} ${on}`, async (db) => ({
    deliverables: (await readTasks(db, plan, {month, on})).flatMap(({deliverables}) => deliverables),
    reports: await readUnitReports(db, year),
    unions: await readUnitNames(db),
    revision: await readBuildRevision(db)
  }));
}
