import type {Access} from "#app/server/access.server.ts";
import {readAccountNames} from "#app/server/account-names.server.ts";
import {today} from "#app/server/clock.server.ts";
import {readEvidenceByLink} from "#app/server/evidence.server.ts";
import {readFilters} from "#app/server/filters.server.ts";
import {readTasks} from "#app/server/plan-progress.server.ts";
import {requireSettledPlan} from "#app/server/plan.server.ts";
import {readLedger} from "#app/server/store.server.ts";
import {readAllUnitNames} from "#app/server/unit-names.server.ts";
import {cachedByBuild} from "#app/server/warehouse.server.ts";
import {readLookBacks} from "#pipelines/ledger/look-backs.ts";
import {readPostponementRequests} from "#pipelines/ledger/postponement-requests.ts";
import {readStatusOverrides} from "#pipelines/ledger/status-overrides.ts";
import {DECIDED, STATABLE} from "#pipelines/numbers/status-overrides.ts";
import {readUnitReports} from "#pipelines/numbers/unit-reports.ts";

/** Reads everything that changed the promise of one deliverable, or proves it, oldest first. */
export async function readPromises(access: Access, code: string) {
  const filters = readFilters({...access, unit: undefined});
  const facts = await readFacts(filters);
  const progress = facts?.deliverables.find((each) => each.code === code);
  const reports = (facts?.reports ?? []).filter((each) => each.deliverable_code === code && each.is_last);
  const units = new Map(facts?.units.map((each) => [each.unit_code, each.unit_name]));
  const ledger = await readLedger();
  const nameOf = await readAccountNames();
  const {year} = filters;
  const isOfYear = ({plan_year}: {plan_year: number}) => plan_year === year;
  const lookBacks = (await readLookBacks(ledger, {code})).filter(isOfYear);
  const evidence = await readEvidenceByLink(access.visitor, [...reports, ...lookBacks]);
  const evidenceOf = (link: string | null) => evidence.get(link ?? "") ?? {links: [], files: []};
  return {
    today: today(),
    override: progress?.override ?? null,
    mayState: progress !== undefined && (progress.override !== null || !DECIDED.includes(progress.status)),
    statable: STATABLE,
    lookBack: progress?.look_back ?? null,
    requests: (await readPostponementRequests(ledger, code))
      .filter(isOfYear)
      .map((each) => ({...each, asked_by: nameOf(each.asked_by), answered_by: nameOf(each.answered_by)})),
    overrides: (await readStatusOverrides(ledger, {code}))
      .filter(isOfYear)
      .map((each) => ({...each, set_by: nameOf(each.set_by)})),
    lookBacks: lookBacks.map((each) => ({
      ...each,
      looked_by: nameOf(each.looked_by),
      evidence: evidenceOf(each.evidence_link)
    })),
    reports: reports.map((each) => ({
      unit: units.get(each.unit_code) ?? each.unit_code,
      month: each.report_month.slice(0, 7),
      percent: each.percent_done,
      evidence: evidenceOf(each.evidence_link)
    }))
  };
}

export type Promises = Awaited<ReturnType<typeof readPromises>>;

async function readFacts({year, month, on}: ReturnType<typeof readFilters>) {
  const plan = await requireSettledPlan(year);
  return cachedByBuild(`promises ${month} ${on}`, async (db) => ({
    deliverables: (await readTasks(db, plan, {month, on})).flatMap(({deliverables}) => deliverables),
    reports: await readUnitReports(db, year),
    units: await readAllUnitNames(db)
  }));
}
