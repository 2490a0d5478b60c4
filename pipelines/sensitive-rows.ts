import {createCurrent} from "./checks/known.ts";
import {shownSql} from "./compare/shown.ts";
import {type Field, PERSON_ID} from "./contract.ts";
import {readContracts} from "./contracts.ts";
import type {DataDir} from "./data-dir.ts";
import type {Ledger, SubmissionWithVerdict} from "./ledger/ledger.ts";
import {withScratch} from "./scratch.ts";
import {openRows} from "./sealed/sealed-rows.ts";
import {acceptedRowsOf, knownOf} from "./submissions.ts";
import {acceptedSql} from "./warehouse/accepted.ts";
import {rows} from "./warehouse/rows.ts";

/** One row of a submission as people read it. */
export interface SensitiveRow {
  row_number: number;
  /** From the newest roster that has the person. */
  person_name: string | null;
  /** In the order of the contract's fields. */
  cells: (string | null)[];
}

/** Every row of a sensitive submission, in its file's order. Who may ask, and why, was settled before. */
export async function readSensitiveRows(
  dir: DataDir,
  ledger: Ledger,
  {name, submission}: {name: string; submission: SubmissionWithVerdict}
): Promise<SensitiveRow[]> {
  const contract = readContracts().get(submission.dataset)!;
  const known = knownOf(dir, ledger);
  return withScratch(dir, name, async ({db}) => {
    await openRows(db, dir, [submission]);
    await createCurrent(db, "members", known);
    const person = contract.fields.find(({reference}) => reference === PERSON_ID);
    const cells = contract.fields.map((field: Field) => shownSql(field, `own.${field.name}`));
    return rows<SensitiveRow>(
      db,
      `select own.row_number, ${person ? "current_members.name" : "null::varchar"} as person_name, [${cells.join(", ")}] as cells
      from (${acceptedSql(contract, [acceptedRowsOf(dir, submission)])}) as own
      ${person ? `left join current_members on current_members.person_id = own.${person.name}` : ""}
      order by own.row_number`
    );
  });
}
