import {json, redirect} from "@remix-run/node";
import type {Access} from "#app/server/access.server.ts";
import {now, today} from "#app/server/clock.server.ts";
import {defaultMonth, monthsOf} from "#app/server/filters.server.ts";
import {readForm} from "#app/server/forms.server.ts";
import {badRequest} from "#app/server/http.server.ts";
import {readLedger, store, transaction} from "#app/server/store.server.ts";
import {entryOf} from "#app/server/table-entry.ts";
import {readAccountNames} from "#app/server/account-names.server.ts";
import {readUnitNames} from "#app/server/unit-names.server.ts";
import {readWarehouse} from "#app/server/warehouse.server.ts";
import {isDay} from "#pipelines/time/clock.ts";
import {type OwedDataset, readOwedDatasets} from "#pipelines/completeness/periods.ts";
import {isDueDay} from "#pipelines/contracts/contract.ts";
import type {LedgerReader, LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import {readClosings} from "#pipelines/ledger/month-closings.ts";
import {readSetting, setSetting} from "#pipelines/ledger/settings.ts";
import {readUnitAliases, setUnitAlias} from "#pipelines/ledger/unit-aliases.ts";
import {closeMonth} from "#pipelines/submissions/close-month.ts";
import {addException, lockMonth, readLocks, unlockMonth} from "#pipelines/submissions/month-locks.ts";
import {isMonth, lastDayOf} from "#pipelines/time/months.ts";
import {chineseDayOf, daysBefore} from "#pipelines/time/chinese-day.ts";
import {questionOf} from "./settings-questions.server.ts";
import {requireOffice} from "../queue/queue.server.ts";

const CYCLE_WORDS = {month: "每月", quarter: "每季", year: "每年"};

/** Reads the office's reporting settings. */
export async function readReportSettings(access: Access) {
  requireOffice(access);
  const ledger = await readLedger();
  const warehouse = await readWarehouse();
  const units = warehouse ? await readUnitNames(warehouse.db) : [];
  const owed = await readOwedDatasets(ledger);
  const {locks, exceptions} = await readLocks(ledger);
  const automatic = await readAutomatic(ledger, owed);
  const nameOf = await readAccountNames();
  const closings = await readClosings(ledger);
  const months = monthsOf(Number(defaultMonth().slice(0, 4)));
  const titles = new Map(owed.map(({dataset, title}) => [dataset, title]));
  const names = new Map(units.map(({unit_code, unit_name}) => [unit_code, unit_name]));
  return {
    datasets: owed.map(({dataset, title, cycle, dueDay, isFromUnits}) => ({
      dataset,
      title,
      dueDay,
      cycle: CYCLE_WORDS[cycle],
      isFromUnits,
      isAutomatic: automatic.has(dataset)
    })),
    locks,
    exceptions: exceptions.map((each) => ({
      ...each,
      unit_name: names.get(each.unit_code) ?? each.unit_code,
      title: titles.get(each.dataset) ?? each.dataset,
      is_open: each.open_until >= today()
    })),
    aliases: (await readUnitAliases(ledger)).map((each) => ({
      ...each,
      unit_name: names.get(each.unit_code) ?? each.unit_code
    })),
    months,
    closings: closings.map(({month, reason, closed_at, closed_by}) => ({
      month,
      reason,
      closed_on: chineseDayOf(closed_at),
      closed_by: nameOf(closed_by)
    })),
    closable: months.filter((month) => lastDayOf(month) < today() && !closings.some((each) => each.month === month)),
    units: units.map(({unit_code, unit_name}) => ({value: unit_code, label: unit_name})),
    fromUnits: owed.filter(({isFromUnits}) => isFromUnits).map(({dataset, title}) => ({value: dataset, label: title}))
  };
}

export type ReportSettings = Awaited<ReturnType<typeof readReportSettings>>;

type TypedFields = Record<string, string>;

/** Handles the forms of the page. After a refusal it returns what was entered. */
export async function postReportSettings(access: Access) {
  requireOffice(access);
  const form = await readForm(access.request);
  const typed: TypedFields = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]));
  const set = entryOf(ACTIONS, typed.intent ?? "");
  if (!set && typed.intent !== "close") throw badRequest("没有说明要设置什么。");
  const by = access.visitor.account.name;
  const question = typed.confirmed === "1" ? undefined : await questionOf(typed);
  if (question !== undefined) {
    // Errors are reported before any question.
    const wrong = typed.intent === "alias" ? aliasProblem(typed) : undefined;
    return json(
      {message: wrong ?? question, isQuestion: wrong === undefined, intent: typed.intent!, typed},
      {status: 422}
    );
  }
  const message = set ? await transaction((tx) => set(tx, typed, by)) : await close(typed, by);
  if (message !== undefined) return json({message, isQuestion: false, intent: typed.intent!, typed}, {status: 422});
  throw redirect("/submissions/settings");
}

/** Each action applies a setting, or returns the problem in words. */
const ACTIONS: Record<string, (tx: LedgerTransaction, typed: TypedFields, by?: string) => Promise<string | undefined>> =
  {
    datasets: setDatasets,
    lock: async (tx, {month = "", reason = ""}, by) => {
      if (!isMonth(month)) return "请选择要锁定的月份。";
      await lockMonth(tx, {month, reason: reason.trim() || undefined, by, now: now()});
      return undefined;
    },
    unlock: async (tx, {month = ""}, by) => {
      if (!isMonth(month)) return "请选择要解锁的月份。";
      if ((await readClosings(tx)).some((each) => each.month === month)) return CLOSED_STAYS_LOCKED;
      await unlockMonth(tx, {month, by, now: now()});
      return undefined;
    },
    exception: setException,
    "exception-back": takeBackException,
    alias: setAlias,
    "alias-back": async (tx, {alias = ""}, by) => {
      await setUnitAlias(tx, {alias, unit_code: "", set_by: by, set_at: now()});
      return undefined;
    }
  };

const CLOSED_STAYS_LOCKED = "这个月已经封存，不能解锁；确需补报的，请在“补报授权”里对单位开放。";

/** Keeps the numbers of a month for ever, in a unit of work of its own. */
async function close({month = "", reason = ""}: TypedFields, by: string): Promise<string | undefined> {
  const {dir, ledger} = await store();
  const outcome = await closeMonth(dir, ledger, {month, reason: reason.trim(), by, today: today(), now: now()});
  return outcome.outcome === "refused" ? outcome.message : undefined;
}

async function setDatasets(tx: LedgerTransaction, typed: TypedFields, by?: string): Promise<string | undefined> {
  const owed = await readOwedDatasets(tx);
  const automatic = await readAutomatic(tx, owed);
  const wrong = owed.find(({dataset}) => !isDueDay(Number(typed[`due-day/${dataset}`])));
  if (wrong) return `“${wrong.title}”的截止日应是 1 到 28 之间的整数。`;
  for (const {dataset, dueDay} of owed) {
    const day = Number(typed[`due-day/${dataset}`]);
    if (day !== dueDay) await setSetting(tx, {name: `due-day/${dataset}`, value: day, by, now: now()});
    const isAutomatic = typed[`auto-approve/${dataset}`] === "1";
    if (isAutomatic !== automatic.has(dataset))
      await setSetting(tx, {name: `auto-approve/${dataset}`, value: isAutomatic, by, now: now()});
  }
  return undefined;
}

/** Reads the datasets whose submissions are approved automatically. */
async function readAutomatic(ledger: LedgerReader, owed: OwedDataset[]): Promise<Set<string>> {
  const automatic = new Set<string>();
  for (const {dataset} of owed)
    if ((await readSetting(ledger, `auto-approve/${dataset}`)) === true) automatic.add(dataset);
  return automatic;
}

const ALIAS_LENGTH = 40;

async function setAlias(tx: LedgerTransaction, typed: TypedFields, by?: string): Promise<string | undefined> {
  const problem = aliasProblem(typed);
  if (problem !== undefined) return problem;
  await setUnitAlias(tx, {alias: (typed.alias ?? "").trim(), unit_code: typed.unit ?? "", set_by: by, set_at: now()});
  return undefined;
}

function aliasProblem(typed: TypedFields): string | undefined {
  const alias = (typed.alias ?? "").trim();
  if (alias.length < 2 || alias.length > ALIAS_LENGTH) return `简称应是 2 到 ${ALIAS_LENGTH} 个字。`;
  return typed.unit ? undefined : "请选择单位。";
}

async function setException(tx: LedgerTransaction, typed: TypedFields, by?: string): Promise<string | undefined> {
  const {month = "", unit = "", dataset = "", openUntil = ""} = typed;
  const reason = (typed.reason ?? "").trim();
  const owed = await readOwedDatasets(tx);
  const isLocked = (await readLocks(tx)).locks.some((lock) => lock.month === month);
  const problems = [
    ...(isLocked ? [] : ["请选择一个已锁定的月份。"]),
    ...(unit ? [] : ["请选择单位。"]),
    ...(owed.some((each) => each.isFromUnits && each.dataset === dataset) ? [] : ["请选择台账（表）。"]),
    ...(isDay(openUntil) && openUntil >= today() ? [] : ["开放到的日期应是今天或以后。"]),
    ...(reason.length >= 2 ? [] : ["请写明为什么开放（至少 2 个字）。"])
  ];
  if (problems.length > 0) return problems.join("");
  await addException(tx, {month, unit, dataset, openUntil, reason, by, now: now()});
  return undefined;
}

/** From today on the unit may send nothing of that month. */
async function takeBackException(tx: LedgerTransaction, typed: TypedFields, by?: string): Promise<string | undefined> {
  const {month = "", unit = "", dataset = ""} = typed;
  const known = (await readLocks(tx)).exceptions.find(
    (each) => each.month === month && each.unit_code === unit && each.dataset === dataset
  );
  if (!known || known.open_until < today()) return "这项授权已经结束。";
  await addException(tx, {month, unit, dataset, openUntil: daysBefore(today(), 1), reason: "已收回", by, now: now()});
  return undefined;
}
