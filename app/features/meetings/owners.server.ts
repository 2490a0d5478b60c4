import {readLedger} from "#app/server/store.server.ts";
import {readUnitNames} from "#app/server/unit-names.server.ts";
import {cachedByBuild} from "#app/server/warehouse.server.ts";
import {readAccounts} from "#pipelines/accounts/accounts.ts";

/** Who was charged: the words as typed, and the unit or account that they name. */
export interface Owner {
  owner: string;
  owner_unit: string | null;
  owner_account: string | null;
}

/** Reads the units and accounts that can be charged with an action item. */
export async function readOwners() {
  const units = (await cachedByBuild("owners of action items", readUnitNames)) ?? [];
  const accounts = (await readAccounts(await readLedger())).filter(
    ({role, disabled_at}) => role !== "unit" && disabled_at === null
  );
  return {units, accounts: accounts.map(({name, display_name}) => ({name, words: display_name ?? name}))};
}

export type Owners = Awaited<ReturnType<typeof readOwners>>;

/** The words to choose from while typing. */
export const ownerWords = ({units, accounts}: Owners) => [
  ...units.map(({unit_name}) => unit_name),
  ...accounts.map(({words}) => words)
];

/** Finds the unit by its code or its name, with or without 工会, or the account by its name. */
export function ownerOf({units, accounts}: Owners, typed: string): Owner {
  const bare = (name: string) => name.replace(/工会$/, "");
  const unit = units.find(({unit_code, unit_name}) => typed === unit_code || bare(typed) === bare(unit_name));
  if (unit) return {owner: unit.unit_name, owner_unit: unit.unit_code, owner_account: null};
  const account = accounts.find(({name, words}) => typed === name || typed === words);
  return {owner: account?.words ?? typed, owner_unit: null, owner_account: account?.name ?? null};
}
