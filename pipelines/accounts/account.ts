import type {Role} from "#pipelines/ledger/tables.ts";

export type {Role};

export const ROLES = ["leadership", "committee", "unit", "office", "administrator"] as const satisfies Role[];

export const ROLE_WORDS: Record<Role, string> = {
  leadership: "领导",
  committee: "委员会",
  unit: "二级单位工会",
  office: "校工会办公室",
  administrator: "系统管理员"
};

export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}

/** The name of the permission to read assistance records, by the account's role. */
export function aidWordOf({role, is_aid_officer}: Pick<Account, "role" | "is_aid_officer">): string | undefined {
  if (!is_aid_officer) return undefined;
  return role === "unit" ? "本单位工会主席" : "帮扶岗";
}

export interface Account {
  account_id: string;
  name: string;
  role: Role;
  unit_code: string | null;
  /** Whether the account may read assistance records: the 帮扶岗 of the office, or the chair of a unit. */
  is_aid_officer: 0 | 1;
  staff_number: string | null;
  /** 姓名或岗位, as histories call the account. */
  display_name: string | null;
  has_password: 0 | 1;
  has_second_factor: 0 | 1;
  made_at: string;
  disabled_at: string | null;
}

/** The account that acts, the moment, and the address. */
export interface ActingAccount {
  by: string | null;
  now: string;
  address?: string | null;
}
