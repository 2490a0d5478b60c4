import {readFileSync} from "node:fs";
import {join} from "node:path";
import Database from "libsql";
import {audit} from "./audit.ts";
import {projectRoot} from "#pipelines/host/root.ts";
import {MIGRATIONS, SCHEMA_VERSION} from "./migrations.ts";

/** 通过、退回、待核、撤回 */
export type Verdict = "approve" | "return" | "hold" | "withdraw";

export interface Submission {
  sent_order: number;
  submission_id: string;
  dataset: string;
  /** `zero`: nothing happened in the month of `as_of`; there are no rows and no file. */
  kind: "file" | "zero";
  file_name: string;
  sha256: string;
  byte_count: number;
  unit_code: string | null;
  sent_by: string | null;
  as_of: string;
  is_as_of_given: 0 | 1;
  sent_at: string;
  encoding: string | null;
  read_count: number;
  added_count: number;
  updated_count: number;
  unchanged_count: number;
  skipped_count: number;
  has_replaced: 0 | 1;
  warnings: string;
  columns: string | null;
}

/** What was decided on a submission last; null while nobody has. */
export type SubmissionWithVerdict = Submission & {verdict: Verdict | null};

export interface GivenVerdict {
  verdict: Verdict;
  reason: string | null;
  /** The account; null where none was asked for or a rule did. */
  given_by: string | null;
  given_at: string;
}

const SUBMISSION_COLUMNS = [
  "sent_order",
  "submission_id",
  "dataset",
  "kind",
  "file_name",
  "sha256",
  "byte_count",
  "unit_code",
  "sent_by",
  "as_of",
  "is_as_of_given",
  "sent_at",
  "encoding",
  "read_count",
  "added_count",
  "updated_count",
  "unchanged_count",
  "skipped_count",
  "has_replaced",
  "warnings",
  "columns"
] as const satisfies (keyof Submission)[];

const BUSY_MS = 20_000;

/** The small transactional store. Several processes may hold one open at a time. */
export class Ledger {
  readonly #db: Database.Database;

  constructor(path: string) {
    this.#db = new Database(path);
    // The timeout comes first: changing the journal beside another process would fail at once without it.
    this.#db.exec(`pragma busy_timeout = ${BUSY_MS}`);
    this.#db.exec("pragma journal_mode = wal");
    this.#db.exec("pragma synchronous = full");
    // What is deleted or changed is overwritten in the file too.
    this.#db.exec("pragma secure_delete = on");
    this.exclusively(() => this.#bringUpToDate(path));
  }

  #bringUpToDate(path: string): void {
    const [{user_version: found}] = this.all<{user_version: number}>("pragma user_version") as [{user_version: number}];
    // A newer program may have written what this one would misread.
    if (found > SCHEMA_VERSION) throw new Error(`${path} was written by a newer version of this program`);
    // 0 is a ledger that has just been made.
    if (found > 0) for (const step of MIGRATIONS.slice(found - 1)) this.#db.exec(step);
    this.#db.exec(readFileSync(join(projectRoot, "pipelines", "ledger", "schema.sql"), "utf8"));
    if (found !== SCHEMA_VERSION) this.#db.exec(`pragma user_version = ${SCHEMA_VERSION}`);
  }

  /** Takes what was deleted or changed out of the journal too, as far as nobody is reading. */
  settle(): void {
    this.#db.exec("pragma wal_checkpoint(truncate)");
  }

  close(): void {
    this.#db.close();
  }

  /** Runs `act` with nobody else writing; what it wrote stands wholly or not at all. Inside another it is part of that. */
  exclusively<T>(act: () => T): T {
    if (this.#db.inTransaction) return act();
    return this.#db.transaction(act).immediate() as T;
  }

  /** Submissions that count: neither withdrawn nor returned. In order of acceptance. */
  readInForce(): SubmissionWithVerdict[] {
    return this.readSubmissions().filter(({verdict}) => verdict !== "withdraw" && verdict !== "return");
  }

  readSubmissions(): SubmissionWithVerdict[] {
    return this.all<SubmissionWithVerdict>(
      `select ${SUBMISSION_COLUMNS.join(", ")}, ${LAST_VERDICT} as verdict from submissions order by sent_order`
    );
  }

  readSubmission(submissionId: string): SubmissionWithVerdict | undefined {
    return this.all<SubmissionWithVerdict>(
      `select ${SUBMISSION_COLUMNS.join(", ")}, ${LAST_VERDICT} as verdict from submissions where submission_id = ?`,
      submissionId
    )[0];
  }

  /** All that was decided on a submission, first to last. */
  readVerdicts(submissionId: string): GivenVerdict[] {
    return this.all<GivenVerdict>(
      "select verdict, reason, given_by, given_at from verdicts where submission_id = ? order by verdict_id",
      submissionId
    );
  }

  /** Grows with every submission, verdict and removal, so it names a state of everything that counts. */
  readRevision(): number {
    const [state] = this.all<{revision: number}>(
      `select (select coalesce(max(sent_order), 0) from submissions) + (select coalesce(max(verdict_id), 0) from verdicts)
        + (select coalesce(max(removal_id), 0) from removals) as revision`
    );
    return state!.revision;
  }

  addSubmission(submission: Omit<Submission, "sent_order">): void {
    const columns = SUBMISSION_COLUMNS.filter((column) => column !== "sent_order");
    const {submission_id, dataset, kind, unit_code, read_count, sent_by, sent_at} = submission;
    this.exclusively(() => {
      this.#db
        .prepare(`insert into submissions (${columns.join(", ")}) values (${columns.map(() => "?").join(", ")})`)
        .run(...columns.map((column) => submission[column]));
      const detail = {dataset, kind, unit: unit_code, rows: read_count};
      audit(this, {at: sent_at, who: sent_by, action: "submitted", object: submission_id, detail});
    });
  }

  addVerdict({
    submission_id,
    verdict,
    reason,
    given_by,
    given_at
  }: {
    submission_id: string;
    verdict: Verdict;
    reason?: string;
    given_by?: string;
    given_at: string;
  }): void {
    this.exclusively(() => {
      this.#db
        .prepare("insert into verdicts (submission_id, verdict, reason, given_by, given_at) values (?, ?, ?, ?, ?)")
        .run(submission_id, verdict, reason ?? null, given_by ?? null, given_at);
      audit(this, {at: given_at, who: given_by, action: "verdict", object: submission_id, detail: {verdict}});
    });
  }

  /** The number of a build that starts now. */
  addBuild(startedAt: string): number {
    return Number(this.#db.prepare("insert into builds (started_at) values (?)").run(startedAt).lastInsertRowid);
  }

  readLastBuild(): number {
    return this.all<{build_id: number}>("select coalesce(max(build_id), 0) as build_id from builds")[0]!.build_id;
  }

  run(sql: string, ...values: (string | number | null)[]): void {
    this.#db.prepare(sql).run(...values);
  }

  /** libsql's `get` adds a property of its own to the row, `all` does not. */
  all<T>(sql: string, ...values: (string | number | null)[]): T[] {
    return this.#db.prepare(sql).all(...values) as T[];
  }
}

const LAST_VERDICT = `(select verdict from verdicts where verdicts.submission_id = submissions.submission_id order by verdict_id desc limit 1)`;
