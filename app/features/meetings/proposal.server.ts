import type {DuckDBConnection} from "@duckdb/node-api";
import {formatDay} from "#app/format.ts";
import type {Access} from "#app/server/access.server.ts";
import {type Filters, firstDayOf, lastDayOf, monthBefore, readFilters} from "#app/server/filters.server.ts";
import {isBegun, readTasks} from "#app/server/plan-progress.server.ts";
import {requireSettledPlan} from "#app/server/plan.server.ts";
import {readLedger} from "#app/server/store.server.ts";
import {readAllUnitNames} from "#app/server/unit-names.server.ts";
import {cachedByBuild} from "#app/server/warehouse.server.ts";
import {type ProposedItem, readUndecided, type UndecidedItem} from "#pipelines/meetings/agenda.ts";
import {daysOverdue, type ActionItem, readOpenActionItems} from "#pipelines/meetings/action-items.ts";
import {attentionOf} from "#pipelines/numbers/attention.ts";
import type {TaskProgress} from "#pipelines/numbers/task-progress.ts";
import type {SettledPlan} from "#pipelines/plan/plan.ts";

/** What an agenda may take, in the order in which a meeting comes to it. */
export interface Proposed extends ProposedItem {
  /** Names it in a form. */
  key: string;
  /** Chosen unless somebody says otherwise. */
  isChosen: boolean;
}

/** Concerns that are chosen by themselves; a meeting has no time for all. */
const CONCERNS_CHOSEN = 5;

/**
 * Reads what the next agenda may hold: open action items with the oldest due day first, what earlier meetings left
 * undecided, what needs attention, and what changed this month.
 */
export async function readProposal(access: Access, body: string | undefined): Promise<Proposed[]> {
  const filters = readFilters({...access, unit: undefined});
  const ledger = await readLedger();
  const actionItems = (await readOpenActionItems(ledger)).map((actionItem) => actionItemItem(actionItem, filters.on));
  const plan = await requireSettledPlan(filters.year);
  const found = await cachedByBuild(`agenda ${filters.month} ${filters.on} ${isBegun(filters.month)}`, async (db) => [
    ...(await concernItems(db, plan, filters)),
    ...(await changeItems(db, plan, filters))
  ]);
  const carried = (await readUndecided(ledger)).map((item) => {
    const now = found?.find(({subject}) => subject === item.subject);
    return carriedItem(item, now, body);
  });
  const all = [...actionItems, ...carried, ...(found ?? [])];
  // Of several reasons to speak of one thing the first suffices.
  return all.filter(({subject}, at) => all.findIndex((each) => each.subject === subject) === at);
}

function proposed(item: ProposedItem & {subject: string}, isChosen: boolean): Proposed {
  return {...item, key: `${item.source}:${item.subject}`, isChosen};
}

function actionItemItem(actionItem: ActionItem, on: string): Proposed {
  const late = daysOverdue(actionItem, on);
  const answer = actionItem.entries.findLast(({kind}) => kind === "answer");
  const note = [
    `责任：${actionItem.owner}`,
    `期限：${formatDay(actionItem.due_on)}`,
    actionItem.times_extended > 0 && `原定 ${formatDay(actionItem.first_due_on)}，延期 ${actionItem.times_extended} 次`,
    late > 0 && `已逾期 ${late} 天`,
    answer ? `办理情况：${answer.words}` : "尚未报办理情况"
  ];
  return proposed(
    {
      source: "action-item",
      subject: actionItem.action_item_id,
      title: `交办：${actionItem.words}`,
      note: note.filter(Boolean).join("；")
    },
    true
  );
}

/** What was left undecided, with what is known of it now; where nothing is, as it was. */
function carriedItem(item: UndecidedItem, now: ProposedItem | undefined, chosen: string | undefined): Proposed {
  const {item_id, subject, body, held_on} = item;
  const {title, note} = now ?? item;
  const from = `${formatDay(held_on)}${body}议而未决`;
  const before = note && !note.includes("议而未决") ? `；${note}` : "";
  return proposed({source: "carried", subject: subject ?? item_id, title, note: from + before}, body === chosen);
}

async function concernItems(db: DuckDBConnection, plan: SettledPlan, {month, on}: Filters): Promise<Proposed[]> {
  const names = new Map((await readAllUnitNames(db)).map(({unit_code, unit_name}) => [unit_code, unit_name]));
  const items = attentionOf(await readTasks(db, plan, {month, on}), plan.assignments, on);
  return items.map(({code, name, status, reasons, problem_note, lead_unit, leader}, at) => {
    const owner = [lead_unit && (names.get(lead_unit) ?? lead_unit), leader].filter(Boolean).join("、");
    const note = [
      reasons.join("；"),
      problem_note && `说明：${problem_note.replace(/。$/, "")}`,
      `牵头：${owner || "未定"}`
    ];
    return proposed(
      {source: "concern", subject: code, title: `${code} ${name}（${status}）`, note: note.filter(Boolean).join("；")},
      at < CONCERNS_CHOSEN
    );
  });
}

/** The tasks and deliverables whose status is another than at the end of the month before. */
async function changeItems(db: DuckDBConnection, plan: SettledPlan, {month, on}: Filters): Promise<Proposed[]> {
  const before = monthBefore(month);
  if (!before) return [];
  const was = judgedOf(await readTasks(db, plan, {month: before, on: lastDayOf(firstDayOf(before))}));
  const is = judgedOf(await readTasks(db, plan, {month, on}));
  const earlier = new Map(was.map(({code, status}) => [code, status]));
  return is
    .filter(({code, status}) => earlier.has(code) && earlier.get(code) !== status)
    .map(({code, name, status, rule}) =>
      proposed(
        {source: "change", subject: code, title: `${code} ${name}：${earlier.get(code)} → ${status}`, note: rule},
        false
      )
    );
}

function judgedOf(tasks: TaskProgress[]) {
  return tasks.flatMap(({deliverables, ...task}) => [
    {code: task.code, name: task.title, status: task.status, rule: task.rule},
    ...deliverables.map(({code, name, status, rule}) => ({code, name, status, rule}))
  ]);
}
