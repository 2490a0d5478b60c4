import {createCurrentRows} from "#pipelines/checks/reference-tables.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {isPseudonymSql} from "#pipelines/removals/pseudonyms.ts";
import {withScratch} from "#pipelines/duckdb/scratch.ts";
import {referenceDataOf} from "./submissions.ts";
import {text} from "#pipelines/duckdb/columns.ts";
import {rows} from "#pipelines/duckdb/rows.ts";

/** A value that a template offers, with its label. */
export interface KnownValue {
  value: string;
  label: string;
}

/**
 * Values that are already held of a unit, so that nobody has to enter them; without a unit, of the whole union and
 * without people.
 */
export interface KnownValues {
  units: KnownValue[];
  /** 工号 and name of the unit's people in the newest roster: personal data, for the unit and the office only. */
  people: KnownValue[];
  /** The unit's activities, newest first. */
  activities: KnownValue[];
  clubs: KnownValue[];
}

/** The newest ones; a drop-down of thousands is useless. */
const ACTIVITIES = 200;

export async function readKnownValues(
  dir: DataDir,
  ledger: Ledger,
  {name, unit}: {name: string; unit: string | undefined}
): Promise<KnownValues> {
  const known = await referenceDataOf(dir, ledger);
  return withScratch(dir, name, async ({db}) => {
    for (const dataset of ["units", "members", "clubs", "activities"]) await createCurrentRows(db, dataset, known);
    const read = (sql: string, parameters?: {unit: string}) => rows(db, {value: text, label: text}, sql, parameters);
    const newest = (table: string) => `as_of = (select max(as_of) from ${table})`;
    return {
      units: await read(
        `select unit_code as value, unit_name as label from current_units where ${newest("current_units")} order by value`
      ),
      people:
        unit === undefined
          ? []
          : await read(
              `select person_id as value, name as label from current_members
              where unit_code = $unit and ${newest("current_members")} and not ${isPseudonymSql("person_id")} order by value`,
              {unit}
            ),
      activities: await read(
        `select activity_id as value, activity_name as label from current_activities
        ${unit === undefined ? "" : "where organizer_unit_code = $unit"}
        order by start_date desc, value limit ${ACTIVITIES}`,
        unit === undefined ? undefined : {unit}
      ),
      clubs: await read(
        `select club_code as value, club_name as label from current_clubs where ${newest("current_clubs")} order by value`
      )
    };
  });
}
