import type {DuckDBConnection} from "@duckdb/node-api";
import {v7 as uuidv7} from "uuid";
import {readEmails} from "#pipelines/accounts/email.ts";
import {readAccounts} from "#pipelines/accounts/accounts.ts";
import {text} from "#pipelines/duckdb/columns.ts";
import {query} from "#pipelines/duckdb/query.ts";
import {withScratch} from "#pipelines/duckdb/scratch.ts";
import {literal} from "#pipelines/duckdb/sql-text.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import type {Ledger, LedgerReader} from "#pipelines/ledger/ledger.ts";
import {isInForce, readSubmissions} from "#pipelines/ledger/submission-entries.ts";
import {readPlanProgress} from "#pipelines/numbers/progress.ts";
import {readTimesReturned} from "#pipelines/numbers/returned.ts";
import {readSettledPlan} from "#pipelines/numbers/settled-plan.ts";
import {supervisionOf} from "#pipelines/numbers/supervision.ts";
import {readUnitReports} from "#pipelines/numbers/unit-reports.ts";
import type {Plan, SettledPlan} from "#pipelines/plan/plan.ts";
import {newestBuild} from "#pipelines/rebuild/rebuild.ts";
import {firstDayOf} from "#pipelines/time/months.ts";
import type {Channels} from "./channels.ts";
import {readNotices} from "./notices.ts";
import {readToldOn} from "./outbox.ts";
import type {Addressee, SupervisedItem, SupervisionState} from "./state.ts";

interface StateRequest {
  plan: Plan;
  day: string;
  channels: Channels;
  site: string;
}

/** Reads everything that decides whom to tell what; undefined before the first build. */
export async function readSupervisionState(
  {dir, ledger}: {dir: DataDir; ledger: Ledger},
  {plan, day, channels, site}: StateRequest
): Promise<SupervisionState | undefined> {
  const newest = newestBuild(dir);
  if (!newest) return undefined;
  const items = await withScratch(dir, uuidv7(), async ({db}) => {
    await db.run(`attach ${literal(newest.path)} as build (read_only)`);
    await db.run("use build");
    return readItems(db, ledger, {plan: await readSettledPlan(db, plan), day});
  });
  return {
    plan,
    items,
    notices: await readNotices(ledger, plan.year),
    addressees: await readAddressees(ledger),
    hasMail: channels.mail !== undefined,
    robots: channels.robots.map(({kind}) => kind),
    site,
    toldToday: await readToldOn(ledger, day)
  };
}

const UNITS = query(
  {unit_code: text, unit_name: text},
  `select unit_code, unit_name from marts.units
  qualify row_number() over (partition by unit_code order by month desc) = 1 order by unit_code`
);

/** Reads every deliverable of the plan with its level on a day. */
export async function readItems(
  db: DuckDBConnection,
  ledger: LedgerReader,
  {plan, day}: {plan: SettledPlan; day: string}
): Promise<SupervisedItem[]> {
  const {tasks} = await readPlanProgress(db, plan, {month: firstDayOf(day), on: day});
  const returned = await readTimesReturned(db, day);
  const names = new Map((await UNITS.rows(db)).map(({unit_code, unit_name}) => [unit_code, unit_name]));
  const reports = await readNewestReports(db, ledger, plan.year);
  return tasks
    .flatMap(({deliverables}) => deliverables)
    .map((deliverable) => {
      const {code, name, status, due_on} = deliverable;
      const found = supervisionOf(deliverable, {returned: returned.get(code) ?? 0, plan, on: day});
      const assignment = plan.assignments.find((row) => row.deliverable_code === code);
      const {lead_unit = null, account = null, leader = null} = assignment ?? {};
      return {
        ...{code, name, status, due_on, lead_unit, account, leader},
        level: found?.level ?? null,
        rules: found?.rules ?? [],
        unit_name: lead_unit === null ? null : (names.get(lead_unit) ?? lead_unit),
        report: reports.get(code) ?? null
      };
    });
}

async function readNewestReports(db: DuckDBConnection, ledger: LedgerReader, year: number) {
  const inForce = (await readSubmissions(ledger)).filter((each) => each.dataset === "progress" && isInForce(each));
  const sentAt = new Map(inForce.map(({submission_id, sent_at}) => [submission_id, sent_at]));
  const newest = new Map<string, {submission_id: string; sent_at: string}>();
  for (const {deliverable_code, submission_id} of await readUnitReports(db, year)) {
    const sent_at = sentAt.get(submission_id);
    const known = newest.get(deliverable_code);
    if (sent_at !== undefined && (!known || known.sent_at < sent_at))
      newest.set(deliverable_code, {submission_id, sent_at});
  }
  return newest;
}

/** Reads the accounts that may still sign in. */
async function readAddressees(ledger: LedgerReader): Promise<Addressee[]> {
  const emails = await readEmails(ledger);
  return (await readAccounts(ledger))
    .filter(({disabled_at}) => disabled_at === null)
    .map(({name, role, unit_code, is_aid_officer}) => ({
      ...{name, role, unit_code},
      isChair: role === "unit" && is_aid_officer === 1,
      hasMail: emails.has(name)
    }));
}
