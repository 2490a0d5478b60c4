import {mkdirSync} from "node:fs";
import {join} from "node:path";
import {v7 as uuidv7} from "uuid";
import {type Cell, readMatrix} from "#pipelines/completeness/matrix.ts";
import {periodWith} from "#pipelines/completeness/periods.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import type {Build} from "#pipelines/rebuild/rebuild.ts";
import type {Store} from "#pipelines/store/store.ts";
import {withScratch} from "#pipelines/duckdb/scratch.ts";
import {literal} from "#pipelines/duckdb/sql-text.ts";
import {writeNoRows, zeroEntryOf} from "#pipelines/submissions/zero-report.ts";
import {addDays, workday} from "./days.ts";
import {randomFor} from "./random.ts";
import {SILENT} from "./reporters.ts";
import {addSubmission, addVerdict} from "#pipelines/ledger/submission-entries.ts";

const YEAR = 2026;
const LAST_DAY = "2026-11-16";

/** Where nothing happened most units say so, most of them in time; a few forget, and silent ones say nothing at all. */
export async function sendZeroReports({dir, ledger}: Store, build: Build): Promise<number> {
  return withScratch(dir, "sample-zero", async ({db}) => {
    await db.run(`attach ${literal(build.path)} as built (read_only)`);
    await db.run("use built");
    const {cells} = await readMatrix(db, ledger, {year: YEAR, on: LAST_DAY});
    await db.run("use memory");
    const random = randomFor("zero reports");
    const zeros = cells.filter(isOfUnit).filter(({state, unit_code, month}) => {
      const isForgotten = random.chance(0.04);
      return state === "missing" && !isForgotten && !SILENT[unit_code]?.includes(Number(month.slice(5)));
    });
    const entries = zeros.map(({dataset, unit_code: unit, month, due_on}) => {
      const contract = readContracts().get(dataset)!;
      const as_of = periodWith(contract.report!.cycle, month).last_day;
      const sentOn = workday(addDays(due_on, random.chance(0.05) ? random.between(1, 8) : random.between(-4, -2)));
      const submission_id = uuidv7();
      const now = `${sentOn < LAST_DAY ? sentOn : LAST_DAY}T02:${random.between(10, 59)}:00.000Z`;
      return {contract, entry: zeroEntryOf(submission_id, contract, {unit, account: null, as_of, now})};
    });
    for (const {contract, entry} of entries) {
      const folder = join(dir.submissions, entry.submission_id);
      mkdirSync(folder);
      await writeNoRows(db, contract, join(folder, "rows.parquet"));
    }
    await ledger.transaction(async (tx) => {
      for (const {entry} of entries) {
        await addSubmission(tx, entry);
        await addVerdict(tx, {submission_id: entry.submission_id, verdict: "approve", given_at: entry.sent_at});
      }
    });
    return entries.length;
  });
}

function isOfUnit(cell: Cell): cell is Cell & {unit_code: string} {
  return cell.unit_code !== null;
}
