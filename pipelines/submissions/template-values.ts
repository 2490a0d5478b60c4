import {createCurrentRows} from "#pipelines/checks/reference-tables.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {isPseudonymSql} from "#pipelines/removals/pseudonyms.ts";
import {withScratch} from "#pipelines/duckdb/scratch.ts";
import {referenceDataOf} from "./reference-data.ts";
import {acceptedSql, newestSql} from "#pipelines/accepted/accepted.ts";
import {shownSql} from "#pipelines/contracts/shown-value.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {boolean, column, day, text} from "#pipelines/duckdb/columns.ts";
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

/** The current rows of a unit's people at one activity. */
export interface SignInSheet {
  unit_name: string;
  activity_name: string;
  start_date: string;
  /** All people of the unit in the newest roster; cells in the order of the contract's fields, null without a value. */
  people: {name: string; is_sent: boolean; cells: (string | null)[]}[];
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

/** Reads the attendance sheet; undefined for an unknown activity. */
export async function readSignInSheet(
  dir: DataDir,
  ledger: Ledger,
  {name, unit, activity}: {name: string; unit: string; activity: string}
): Promise<SignInSheet | undefined> {
  const known = await referenceDataOf(dir, ledger);
  const contract = readContracts().get("participation")!;
  const given: Record<string, string> = {activity_id: "$activity", person_id: "people.person_id"};
  const cells = contract.fields.map((field) => given[field.name] ?? shownSql(field, `sent.${field.name}`));
  return withScratch(dir, name, async ({db}) => {
    for (const dataset of ["units", "members", "activities"]) await createCurrentRows(db, dataset, known);
    const [of] = await rows(
      db,
      {unit_name: text, activity_name: text, start_date: day},
      `select coalesce((select any_value(unit_name order by as_of desc) from current_units where unit_code = $unit), $unit) as unit_name,
        activity_name, start_date
      from current_activities where activity_id = $activity`,
      {unit, activity}
    );
    if (!of) return undefined;
    const sent = newestSql(contract, `(${acceptedSql(contract, known.accepted(contract.name))})`);
    const people = await rows(
      db,
      {name: text, is_sent: boolean, cells: column<SignInSheet["people"][number]["cells"]>("VARCHAR[]")},
      `select people.name, sent.activity_id is not null as is_sent, [${cells.join(", ")}] as cells
      from current_members as people
      left join (select * from (${sent}) where activity_id = $activity) as sent using (person_id)
      where people.unit_code = $unit and people.as_of = (select max(as_of) from current_members)
        and not ${isPseudonymSql("people.person_id")}
      order by people.person_id`,
      {unit, activity}
    );
    return {...of, people};
  });
}
