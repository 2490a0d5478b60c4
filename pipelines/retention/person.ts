import {join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import {v7 as uuidv7} from "uuid";
import {disableAccount, readAccounts} from "#pipelines/accounts/accounts.ts";
import {readEmail} from "#pipelines/accounts/email.ts";
import type {Account} from "#pipelines/accounts/account.ts";
import {readAllPins, removePins} from "#pipelines/accounts/pins.ts";
import {signatureOf} from "#pipelines/accounts/secret.ts";
import {auditAlone, readAudit} from "#pipelines/ledger/audit.ts";
import {type Contract, duckdbTypeOf, type Field, fieldOf} from "#pipelines/contracts/contract.ts";
import {readContracts, titleOf} from "#pipelines/contracts/contracts.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import {exclusively} from "#pipelines/host/exclusive.ts";
import {openKeptRows} from "#pipelines/accepted/kept-rows.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {withScratch} from "#pipelines/duckdb/scratch.ts";
import {column, orNull} from "#pipelines/duckdb/columns.ts";
import {rows} from "#pipelines/duckdb/rows.ts";
import {anonymousSql} from "#pipelines/removals/anonymous-rows.ts";
import {countMentions, scrubMentions} from "#pipelines/removals/mentions.ts";
import {personColumns} from "#pipelines/removals/person-columns.ts";
import {createPseudonyms} from "#pipelines/removals/pseudonyms.ts";
import {commitRemovals, finishRemovals, prepareRemovals} from "#pipelines/removals/removal-run.ts";
import {readRemovedOriginal, type Removal, type RemovalRun} from "#pipelines/removals/removals.ts";
import {readRevision, readSubmissions, type SubmissionWithVerdict} from "#pipelines/ledger/submission-entries.ts";

export interface PersonRequest {
  personId: string;
  /** The installation's secret: the audit identifies people by a hash that nobody can compute without it. */
  secret: string;
  by: string | null;
  now: string;
}

/** Rows of one submission that name the person. */
export interface PersonRows {
  dataset: string;
  title: string;
  submission_id: string;
  file_name: string;
  sent_at: string;
  unit_code: string | null;
  verdict: string | null;
  is_original_kept: boolean;
  rows: Record<string, unknown>[];
}

/** Everything that is held about one person. */
export interface PersonExport {
  person_id: string;
  exported_at: string;
  submissions: PersonRows[];
  account: (Account & {email: string | null}) | null;
  /** 我的视图: what the account pinned. */
  pins: {plan_year: number; code: string}[];
  /** The account's actions in the audit. */
  activity: {at: string; action: string; address: string | null}[];
}

/** A hash for the audit: always the same for one person, without revealing the 工号. */
export const personHash = ({secret, personId}: Pick<PersonRequest, "secret" | "personId">) =>
  signatureOf(secret, "person", personId).slice(0, 22);

/** Exports what is held about a person; undefined if nothing is. */
export async function exportPerson(
  dir: DataDir,
  ledger: Ledger,
  request: PersonRequest
): Promise<PersonExport | undefined> {
  const {personId, by, now} = request;
  const submissions = await withScratch(dir, uuidv7(), ({db}) => readRowsOf(db, dir, ledger, personId));
  const account = await accountOfPerson(ledger, personId);
  if (submissions.length === 0 && !account) return undefined;
  await auditAlone(ledger, {at: now, who: by, action: "person-exported", object: personHash(request)});
  const activity = account ? await readAudit(ledger, {who: account.name}) : [];
  return {
    person_id: personId,
    exported_at: now,
    submissions,
    account: account ? {...account, email: await readEmail(ledger, account)} : null,
    pins: account ? await readAllPins(ledger, account) : [],
    activity: activity.map(({at, action, address}) => ({at, action, address}))
  };
}

async function readRowsOf(db: DuckDBConnection, dir: DataDir, ledger: Ledger, personId: string): Promise<PersonRows[]> {
  await createPseudonyms(db, [personId]);
  const found: PersonRows[] = [];
  for (const submission of await submissionsWithRows(ledger)) {
    const {submission_id, dataset, file_name, sent_at, unit_code, verdict} = submission;
    const kept = await openKeptRows(db, dir, submission);
    const contract = readContracts().get(dataset)!;
    const naming = anonymousSql(contract, kept, "one");
    const own: Record<string, unknown>[] = await rows(
      db,
      Object.fromEntries(kept.columns.map((name) => [name, columnOf(fieldOf(contract, name))])),
      `select kept.* exclude (row_at) from ${kept.sql} as kept
      semi join (select row_at from (${naming}) where is_changed) using (row_at) order by row_at`
    );
    if (own.length === 0) continue;
    const is_original_kept = (await readRemovedOriginal(ledger, submission_id)) === undefined;
    const title = titleOf(dataset);
    const told = own.map((row) => withoutOthers(contract, row, personId));
    found.push({dataset, title, submission_id, file_name, sent_at, unit_code, verdict, is_original_kept, rows: told});
  }
  return found;
}

const columnOf = (field: Field) => orNull(column<unknown>(duckdbTypeOf(field).toUpperCase().replace(" ", "")));

/** Removes other people's codes and names from a row. */
function withoutOthers(contract: Contract, row: Record<string, unknown>, personId: string): Record<string, unknown> {
  const others = personColumns(contract).filter((name) => row[name] !== null && row[name] !== personId);
  return {...row, ...Object.fromEntries(others.map((name) => [name, "（他人）"]))};
}

const submissionsWithRows = async (ledger: Ledger): Promise<SubmissionWithVerdict[]> =>
  (await readSubmissions(ledger)).filter(({kind, dataset}) => kind === "file" && readContracts().has(dataset));

/** Finds the person's account, a disabled one too. */
async function accountOfPerson(ledger: Ledger, personId: string): Promise<Account | undefined> {
  return (await readAccounts(ledger)).find(({staff_number}) => staff_number === personId);
}

export type PersonDeleted = {removals: Removal[]; account: Account | undefined; mentions: number} | {problem: string};

/**
 * Deletes a person: the 工号 becomes a pseudonym wherever it occurs, in old files and new, so that all numbers stay.
 * Returns undefined if nothing is held.
 */
export async function deletePerson(
  dir: DataDir,
  ledger: Ledger,
  request: PersonRequest & {isDryRun: boolean; on: string}
): Promise<PersonDeleted | undefined> {
  const {personId, isDryRun, by, now} = request;
  return exclusively(dir.locks, async () => {
    await finishRemovals(dir, ledger);
    const held = await withScratch(dir, uuidv7(), ({db}) => readRowsOf(db, dir, ledger, personId));
    const account = await accountOfPerson(ledger, personId);
    if (held.length === 0 && !account) return undefined;
    const names = held
      .filter(({dataset}) => dataset === "members")
      .flatMap((each) => each.rows.map(({name}) => String(name)))
      .filter((name) => name.length > 1);
    // The account goes last, so that an interrupted run can be repeated.
    const problem = account && !isDryRun ? await closeAccount(ledger, account, {by, now}) : undefined;
    if (problem !== undefined) return {problem};
    const words = [personId, ...names];
    const mentions = isDryRun
      ? await countMentions(ledger, words)
      : await ledger.transaction((tx) => scrubMentions(tx, words));
    const removals = await removeRowsOf(dir, ledger, request);
    if (!isDryRun) await ledger.settle();
    return {removals, account, mentions};
  });
}

function closeAccount(
  ledger: Ledger,
  account: Account,
  acting: {by: string | null; now: string}
): Promise<string | undefined> {
  return ledger.transaction(async (tx) => {
    const closed = account.disabled_at === null ? await disableAccount(tx, account, acting) : {account};
    if ("problem" in closed) return closed.problem;
    const {account_id} = account;
    await tx
      .updateTable("accounts")
      .set({staff_number: null, display_name: null, email: null})
      .where("account_id", "=", account_id)
      .execute();
    await removePins(tx, account);
    return undefined;
  });
}

async function removeRowsOf(
  dir: DataDir,
  ledger: Ledger,
  request: PersonRequest & {isDryRun: boolean; on: string}
): Promise<Removal[]> {
  const {personId, isDryRun, on, by, now} = request;
  const run: RemovalRun = {run_id: uuidv7(), removed_at: now, removed_on: on, rule: "person"};
  return withScratch(dir, run.run_id, async ({db, folder: scratch}) => {
    await createPseudonyms(db, [personId]);
    for (let attempt = 1; ; attempt++) {
      const revision = await readRevision(ledger);
      const folder = join(scratch, `run-${attempt}`);
      const targets = (await submissionsWithRows(ledger)).map((submission) => ({submission, extent: "one" as const}));
      const removals = await prepareRemovals(db, {dir, ledger}, {folder, targets, isDryRun});
      if (isDryRun) return removals;
      const detail = {submissions: removals.length};
      const entry = {at: now, who: by, action: "person-deleted", object: personHash(request), detail} as const;
      if (await commitRemovals(dir, ledger, {folder, revision, run: {...run, removals, entry}})) return removals;
    }
  });
}
