import {readAccounts} from "#pipelines/accounts/accounts.ts";
import {acceptedRowsOf} from "#pipelines/accepted/accepted-rows.ts";
import type {ReferenceData} from "#pipelines/checks/reference-tables.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {readInForce, type SubmissionWithVerdict} from "#pipelines/ledger/submission-entries.ts";
import {readUnitAliases} from "#pipelines/ledger/unit-aliases.ts";
import {readPlanCodes, readPlans} from "#pipelines/plan/read-plan.ts";

/** Reads the data that a file is checked against, as of the ledger's state. */
export async function referenceDataOf(
  dir: DataDir,
  ledger: Ledger,
  given?: SubmissionWithVerdict[]
): Promise<ReferenceData> {
  const accepted = given ?? (await readInForce(ledger));
  return {
    accepted: (dataset) =>
      accepted
        // A zero report has no rows to refer to.
        .filter((submission) => submission.dataset === dataset && submission.kind === "file")
        .map((submission) => acceptedRowsOf(dir, submission)),
    outsideCodes: {...readPlanCodes(), accounts: (await readAccounts(ledger)).map(({name}) => name)},
    unitAliases: await readUnitAliases(ledger)
  };
}

export function planYears(): number[] {
  return readPlans().map(({year}) => year);
}
