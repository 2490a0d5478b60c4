import type {DuckDBConnection} from "@duckdb/node-api";
import {acceptedSql, newestSql} from "#pipelines/accepted/accepted.ts";
import type {ReferenceData} from "#pipelines/checks/reference-tables.ts";
import type {Changes} from "#pipelines/compare/changes.ts";
import {type Contract, fieldOf} from "#pipelines/contracts/contract.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import type {Sender} from "#pipelines/contracts/sender.ts";
import {shownKeySql} from "#pipelines/contracts/shown-value.ts";
import {text} from "#pipelines/duckdb/columns.ts";
import {rows} from "#pipelines/duckdb/rows.ts";
import {literal} from "#pipelines/duckdb/sql-text.ts";
import {isPseudonymSql} from "#pipelines/removals/pseudonyms.ts";

interface KeyNamesRequest {
  rowsPath: string;
  changes: Changes;
  known: ReferenceData;
  sender: Sender;
}

/**
 * Reads what to call the changed rows whose key is an activity and a person, by key: “春季健步行：00008 会员0008”. A unit
 * reads the names of its own people only.
 */
export async function readKeyNames(
  db: DuckDBConnection,
  contract: Contract,
  {rowsPath, changes, known, sender}: KeyNamesRequest
): Promise<Pick<Changes, "names">> {
  const keys = keysIn(changes);
  if (keys.length === 0 || !isOfPeopleAtActivities(contract)) return {};
  const mayName =
    sender.kind === "office" ? "" : `and people.unit_code = ${literal(sender.unit_code)} and people.is_listed`;
  const named = await rows(
    db,
    {key: text, name: text},
    `with listed as (
      select ${shownKeySql(contract, "sent")} as key, activity_id, person_id
      from read_parquet(${literal(rowsPath)}) as sent where key in (${keys.map(literal).join(", ")})
    )
    select key, any_value(coalesce(activity_name, activity_id) || '：' || listed.person_id || coalesce(' ' || people.name, '')) as name
    from listed
    left join (${newestOf("activities", known)}) as activities using (activity_id)
    left join (select *, as_of = max(as_of) over () as is_listed from (${newestOf("members", known)})) as people
      on people.person_id = listed.person_id and not ${isPseudonymSql("people.person_id")} ${mayName}
    group by key`
  );
  return {names: Object.fromEntries(named.map(({key, name}) => [key, name]))};
}

const keysIn = ({added, updated, unchanged}: Changes) => [...added, ...updated.map(({key}) => key), ...unchanged];

function isOfPeopleAtActivities(contract: Contract): boolean {
  const references = contract.primaryKey.map((name) => fieldOf(contract, name).reference);
  return references.join() === "activities.activity_id,members.person_id";
}

function newestOf(dataset: string, known: ReferenceData): string {
  const contract = readContracts().get(dataset)!;
  return newestSql(contract, `(${acceptedSql(contract, known.accepted(dataset))})`);
}
