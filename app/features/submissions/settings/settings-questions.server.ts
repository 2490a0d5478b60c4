import {today} from "#app/server/clock.server.ts";
import {readWarehouse} from "#app/server/warehouse.server.ts";
import {readUnitName} from "#app/server/unit-names.server.ts";
import {type Cell, readMatrix} from "#pipelines/completeness/matrix.ts";
import {isReported, measuresOf} from "#pipelines/completeness/measures.ts";
import {chineseDayOf} from "#pipelines/time/chinese-day.ts";
import {isMonth, lastDayOf} from "#pipelines/time/months.ts";
import {isDueDay} from "#pipelines/contracts/contract.ts";
import {readClosings} from "#pipelines/ledger/month-closings.ts";
import {readUnitAliases} from "#pipelines/ledger/unit-aliases.ts";
import {readLedger} from "#app/server/store.server.ts";

/** Returns the question to confirm before a setting changes; undefined if nothing speaks against the change. */
export async function questionOf(typed: Record<string, string>): Promise<string | undefined> {
  switch (typed.intent) {
    case "lock":
      return lockQuestion(typed.month ?? "");
    case "close":
      return closeQuestion(typed.month ?? "");
    case "datasets":
      return dueDayQuestion(typed);
    case "alias":
      return aliasQuestion(typed);
    default:
      return undefined;
  }
}

/** “2026年1月还有 4 份缺报、1 份未审，确定锁定吗？” */
async function lockQuestion(month: string): Promise<string | undefined> {
  if (!isMonth(month)) return undefined;
  const said = await openReports(month);
  if (said.length === 0) return undefined;
  return `${Number(month.slice(5))}月还有 ${said.join("、")}。锁定后单位不能再报这个月，确定锁定吗？`;
}

/** “4 份缺报”, “1 份未审”: what is not settled of a month. */
async function openReports(month: string): Promise<string[]> {
  const cells = (await readCells(Number(month.slice(0, 4)))).filter((cell) => cell.month === month);
  const {missing, returned, waiting, not_due} = measuresOf(cells);
  const open = [
    [missing, "缺报"],
    [returned, "退回待重报"],
    [not_due, "未到期"],
    [waiting, "未审"]
  ] as const;
  return open.filter(([count]) => count > 0).map(([count, word]) => `${count} 份${word}`);
}

/** Closing cannot be taken back, so it is always asked. */
async function closeQuestion(month: string): Promise<string | undefined> {
  if (!isMonth(month) || lastDayOf(month) >= today()) return undefined;
  if ((await readClosings(await readLedger())).some((each) => each.month === month)) return undefined;
  const said = await openReports(month);
  const open = said.length > 0 ? `还有 ${said.join("、")}；` : "";
  return `${Number(month.slice(5))}月${open}封存后，这个月的数字永远照现在的样子显示，不能撤销，确定封存吗？`;
}

/** Counts the reports of the year whose punctuality would change. */
async function dueDayQuestion(typed: Record<string, string>): Promise<string | undefined> {
  const cells = await readCells(Number(today().slice(0, 4)));
  const changes = {onTime: 0, late: 0, open: 0, missing: 0};
  for (const cell of cells) {
    const day = Number(typed[`due-day/${cell.dataset}`]);
    if (!isDueDay(day)) continue;
    const due_on = `${cell.due_on.slice(0, 8)}${String(day).padStart(2, "0")}`;
    const [before, after] = [standingOf(cell, cell.due_on), standingOf(cell, due_on)];
    if (before !== after) changes[after]++;
  }
  const words = {onTime: "变为按时", late: "变为迟报", open: "变为未到期", missing: "变为缺报"};
  const said = (["onTime", "late", "open", "missing"] as const)
    .filter((name) => changes[name] > 0)
    .map((name) => `${changes[name]} 份${words[name]}`);
  return said.length > 0 ? `改动后，今年的报送将有 ${said.join("、")}，确定保存吗？` : undefined;
}

function standingOf(cell: Cell, due_on: string): "onTime" | "late" | "open" | "missing" {
  if (isReported(cell)) return chineseDayOf(cell.sent_at ?? "") > due_on ? "late" : "onTime";
  return today() > due_on ? "missing" : "open";
}

/** An alias belongs to one unit, and files are read by it at once. */
async function aliasQuestion({alias = "", unit = ""}: Record<string, string>): Promise<string | undefined> {
  const known = (await readUnitAliases(await readLedger())).find((each) => each.alias === alias.trim());
  if (!known || unit === "" || known.unit_code === unit) return undefined;
  return `“${known.alias}”现在指${await nameOf(known.unit_code)}，确定改为${await nameOf(unit)}吗？`;
}

async function nameOf(unit: string): Promise<string> {
  const warehouse = await readWarehouse();
  return warehouse ? readUnitName(warehouse.db, unit) : unit;
}

async function readCells(year: number): Promise<Cell[]> {
  const warehouse = await readWarehouse();
  if (!warehouse) return [];
  return (await readMatrix(warehouse.db, await readLedger(), {year, on: today()})).cells;
}
