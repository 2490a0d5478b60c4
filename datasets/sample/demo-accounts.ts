import {addAccount, type AccountFacts, readAccounts, setPassword} from "#pipelines/accounts/accounts.ts";
import {hashPassword} from "#pipelines/accounts/password.ts";
import type {Store} from "#pipelines/store/store.ts";

/** Printed on screen and known to everybody: for data/demo and nothing else. */
const PASSWORD = "demo-only-2026";

/** One account of each kind and one for each sample unit, made where there are none. */
export async function makeDemoAccounts({ledger}: Store, units: string[], now: string): Promise<string[]> {
  const accounts: [string, AccountFacts][] = [
    ["leader", {role: "leadership"}],
    ["committee", {role: "committee"}],
    ["office", {role: "office"}],
    ["aid", {role: "office", isAidOfficer: true}],
    ["admin", {role: "administrator"}],
    ...units.map((unit): [string, AccountFacts] => [`unit-${unit}`, {role: "unit", unit, isAidOfficer: true}])
  ];
  if ((await readAccounts(ledger)).length === 0) {
    const acting = {by: "演示", now};
    const hashed = await hashPassword(PASSWORD);
    await ledger.transaction(async (tx) => {
      for (const [name, facts] of accounts) {
        const added = await addAccount(tx, name, facts, acting);
        if ("problem" in added) throw new Error(`${name}: ${added.problem}`);
        await setPassword(tx, added.account, hashed, acting);
      }
    });
  }
  return [
    `演示账户（密码都是 ${PASSWORD}，只在 data/demo 里有效，请勿用于真实数据）：`,
    "  leader 领导 · committee 委员会 · office 校工会办公室 · aid 校工会帮扶岗 · admin 系统管理员",
    `  各单位（本单位工会主席）：${units.map((unit) => `unit-${unit}`).join(" ")}`
  ];
}
