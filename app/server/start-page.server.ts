import {type Account, type Role} from "#pipelines/accounts/account.ts";
import {readStartView} from "#pipelines/accounts/start-views.ts";
import {defaultMonth} from "./filters.server.ts";
import {readLedger} from "./store.server.ts";

type Owner = Pick<Account, "role" | "unit_code" | "is_aid_officer">;

/**
 * Where each role begins its day: leaders with the overview, a unit with its own page, the office with its queue, its
 * aid officer with the assistance records, an administrator with how the system does.
 */
const START_PAGES: Record<Role, (account: Owner) => string> = {
  leadership: () => "/",
  committee: () => "/",
  unit: ({unit_code}) => (unit_code === null ? "/" : `/units/${unit_code}`),
  office: ({is_aid_officer}) => (is_aid_officer ? "/assistance" : "/submissions/queue"),
  administrator: () => "/admin/system"
};

/** Returns the page that an account begins with: the set that the office made the start page of its role, else the usual. */
export async function startPageOf(account: Owner): Promise<string> {
  const year = Number(defaultMonth().slice(0, 4));
  const {codes = null} = (await readStartView(await readLedger(), account.role, year)) ?? {};
  return codes === null ? START_PAGES[account.role](account) : `/my?pins=${codes.join(",")}`;
}

/** Returns the page to open after sign-in: the one that was asked for, else the start page. */
export async function landingOf(account: Owner, to: string): Promise<string> {
  return to === "/" ? startPageOf(account) : to;
}
