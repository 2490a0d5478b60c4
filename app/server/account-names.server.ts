import {readAccounts} from "#pipelines/accounts/accounts.ts";
import {readLedger} from "./store.server.ts";

/** Returns what to call an account in histories: its 姓名或岗位, or its name where it has none. */
export async function readAccountNames(): Promise<(account: string | null) => string | null> {
  const accounts = await readAccounts(await readLedger());
  const names = new Map(accounts.map(({name, display_name}) => [name, display_name]));
  return (account) => (account === null ? null : (names.get(account) ?? account));
}
