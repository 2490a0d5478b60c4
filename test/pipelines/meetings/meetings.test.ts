import fc from "fast-check";
import {sql} from "kysely";
import {expect, test} from "vitest";
import {readAudit} from "#pipelines/ledger/audit.ts";
import type {Ledger, LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import {addItems, moveItem, type ProposedItem, readUndecided, removeItem} from "#pipelines/meetings/agenda.ts";
import {daysOverdue, enterActionItem, readActionItems, readOpenActionItems} from "#pipelines/meetings/action-items.ts";
import {answerInstruction, giveInstruction, readInstructions} from "#pipelines/meetings/instructions.ts";
import {
  changeMeeting,
  closeMeeting,
  noteErratum,
  openMeeting,
  readMeetings,
  removeMeeting
} from "#pipelines/meetings/meetings.ts";
import {minutesOf, minutesText} from "#pipelines/meetings/minutes.ts";
import {readOutcomesAbout, recordOutcome, strikeOutcome} from "#pipelines/meetings/outcomes.ts";
import {countMentions, scrubMentions} from "#pipelines/removals/mentions.ts";
import {emptyStore} from "../store.ts";
import {ACTING, decision, actionItem, errataOf, FACTS, free, planned, recordOf} from "./held.ts";

const run = <T>(ledger: Ledger, work: (tx: LedgerTransaction) => Promise<T>) => ledger.transaction(work);
const problemOf = (outcome: object) => ("problem" in outcome ? outcome.problem : undefined);

/** A closed meeting with one decision, one action item and one item left undecided. */
async function held(ledger: Ledger, due = "2026-12-05") {
  const {id, items} = await planned(ledger, ["换届筹备", "网站改版", "其他"]);
  await run(ledger, async (tx) => {
    await openMeeting(tx, id, ACTING);
    await recordOutcome(tx, id, {itemId: items[0]!.item_id, facts: decision("同意方案"), acting: ACTING});
    await recordOutcome(tx, id, {itemId: items[1]!.item_id, facts: actionItem("补齐等保材料", due), acting: ACTING});
    await closeMeeting(tx, id, ACTING);
  });
  const [charged] = (await readActionItems(ledger)).filter(({meeting_id}) => meeting_id === id);
  return {id, items, actionItemId: charged!.action_item_id};
}

test("what closed meetings came to about a code is found by the item and by the outcome", async () => {
  const {ledger} = await emptyStore();
  const {id} = await planned(ledger, ["其他"]);
  const about: ProposedItem = {source: "concern", subject: "T05-07", title: "登山活动", note: null};
  await run(ledger, (tx) => addItems(tx, id, {items: [about], acting: ACTING}));
  const [other, item] = (await recordOf(ledger, id)).agenda;
  const facts = {...actionItem("核对名单", "2026-12-05"), subject: "T05-08"};
  await run(ledger, async (tx) => {
    await openMeeting(tx, id, ACTING);
    await recordOutcome(tx, id, {itemId: item!.item_id, facts: decision("月底前举办"), acting: ACTING});
    await recordOutcome(tx, id, {itemId: other!.item_id, facts, acting: ACTING});
  });
  const words = async (...codes: string[]) => (await readOutcomesAbout(ledger, 2026, codes)).map((each) => each.words);
  // What a meeting in session came to may still be struck.
  expect(await words("T05-07", "T05-08")).toEqual([]);
  await run(ledger, (tx) => closeMeeting(tx, id, ACTING));
  expect(await words("T05-07")).toEqual(["月底前举办"]);
  expect(await words("T05-07", "T05-08")).toEqual(["月底前举办", "核对名单"]);
  expect(await words("T05-01")).toEqual([]);
  expect((await readOutcomesAbout(ledger, 2026, ["T05-07"]))[0]).toMatchObject({meeting_id: id, body: FACTS.body});
});

test("the agenda is ordered, cut and extended before the session, and only extended in it", async () => {
  const {ledger} = await emptyStore();
  const {id, items} = await planned(ledger, ["一", "二", "三"]);
  const [first, second, third] = items.map(({item_id}) => item_id);
  const titles = async () => (await recordOf(ledger, id)).agenda.map(({title}) => title);
  await run(ledger, (tx) => moveItem(tx, id, {itemId: third!, direction: "up", acting: ACTING}));
  expect(await titles()).toEqual(["一", "三", "二"]);
  await run(ledger, (tx) => moveItem(tx, id, {itemId: first!, direction: "up", acting: ACTING}));
  expect(await titles()).toEqual(["一", "三", "二"]);
  await run(ledger, (tx) => removeItem(tx, id, {itemId: first!, acting: ACTING}));
  await run(ledger, (tx) => openMeeting(tx, id, ACTING));
  await run(ledger, (tx) => addItems(tx, id, {items: [free("临时动议")], acting: ACTING}));
  const refused = await run(ledger, (tx) => removeItem(tx, id, {itemId: second!, acting: ACTING}));
  expect(problemOf(refused)).toContain("会议已经开始");
  expect(await titles()).toEqual(["三", "二", "临时动议"]);
});

test("a meeting without an agenda does not begin, and one that did not begin can be given up", async () => {
  const {ledger} = await emptyStore();
  const {id} = await planned(ledger, []);
  expect(problemOf(await run(ledger, (tx) => openMeeting(tx, id, ACTING)))).toContain("议程还是空的");
  await run(ledger, (tx) => removeMeeting(tx, id, ACTING));
  expect(await readMeetings(ledger)).toEqual([]);
  expect((await readAudit(ledger)).map(({action}) => action)).toContain("meeting-removed");
});

test("outcomes carry who, when and the plan year, and a struck one is gone before the meeting closes", async () => {
  const {ledger} = await emptyStore();
  const {id, items} = await planned(ledger, ["一"]);
  const facts = {itemId: items[0]!.item_id, facts: decision("写错了"), acting: ACTING};
  expect(problemOf(await run(ledger, (tx) => recordOutcome(tx, id, facts)))).toContain("会议还没有开始");
  await run(ledger, (tx) => openMeeting(tx, id, ACTING));
  await run(ledger, (tx) => recordOutcome(tx, id, facts));
  const [outcome] = (await recordOf(ledger, id)).outcomes;
  expect(outcome).toMatchObject({plan_year: 2026, recorded_by: "office", recorded_by_name: "办公室"});
  await run(ledger, (tx) => strikeOutcome(tx, id, {outcomeId: outcome!.outcome_id, acting: ACTING}));
  expect((await recordOf(ledger, id)).outcomes).toEqual([]);
});

test("an action item comes into force when its meeting closes, and begins the next agenda until it is closed", async () => {
  const {ledger} = await emptyStore();
  const {actionItemId} = await held(ledger);
  const enter = (kind: "answer" | "extend" | "close", words: string | null, due_on: string | null = null) =>
    run(ledger, (tx) =>
      enterActionItem(tx, actionItemId, {facts: {kind, words, evidence: null, due_on}, acting: ACTING})
    );
  expect(problemOf(await enter("close", null))).toContain("办结要先有办理情况");
  expect(problemOf(await enter("extend", "等待经费", "2026-12-05"))).toContain("晚于现定期限");
  await enter("extend", "等待经费", "2026-12-20");
  const [open] = await readOpenActionItems(ledger);
  expect(open).toMatchObject({due_on: "2026-12-20", first_due_on: "2026-12-05", times_extended: 1, state: "open"});
  expect([daysOverdue(open!, "2026-12-20"), daysOverdue(open!, "2026-12-23")]).toEqual([0, 3]);
  await enter("answer", "材料已报");
  await enter("close", null);
  expect(await readOpenActionItems(ledger)).toEqual([]);
  expect(problemOf(await enter("answer", "再报"))).toContain("已经办结");
});

test("what a meeting left without an outcome is carried to the next of its body, action items apart", async () => {
  const {ledger} = await emptyStore();
  await held(ledger);
  expect((await readUndecided(ledger)).map(({title, body}) => [title, body])).toEqual([["其他", "校工会常委会"]]);
  const {id, items} = await planned(ledger, ["下次的"]);
  await run(ledger, (tx) => openMeeting(tx, id, ACTING));
  await run(ledger, (tx) =>
    recordOutcome(tx, id, {itemId: items[0]!.item_id, facts: decision("同意"), acting: ACTING})
  );
  await run(ledger, (tx) => closeMeeting(tx, id, {...ACTING, now: "2026-11-21T06:00:00.000Z"}));
  expect(await readUndecided(ledger)).toEqual([]);
});

test("the minutes say time, place, chair, present, items and outcomes by kind", async () => {
  const {ledger} = await emptyStore();
  const {id} = await held(ledger);
  await run(ledger, (tx) => noteErratum(tx, id, {words: "地点应为 302", acting: ACTING}));
  const {meeting, ...record} = await recordOf(ledger, id);
  const [erratum] = await ledger.selectFrom("errata").selectAll().execute();
  expect(minutesText(minutesOf({meeting: meeting!, ...record, errata: [erratum!]}))).toBe(
    `校工会常委会纪要

时间：2026年11月20日 14:30
地点：行政楼 301
主持：工会主席
出席：（未填写）

议题
1. 换届筹备
2. 网站改版
3. 其他（议而未决）

议定事项
（一）决定
1. 同意方案
（二）交办
1. 补齐等保材料（责任：计算机学院工会；期限：2026年12月5日）

更正说明
2026年11月20日 办公室：地点应为 302`
  );
});

test("an instruction is closed by its one answer, and both stay", async () => {
  const {ledger} = await emptyStore();
  const given = {plan_year: 2026, subject: "T05-04", words: "请抓紧"};
  const id = await run(ledger, (tx) => giveInstruction(tx, given, ACTING));
  const answer = () => run(ledger, (tx) => answerInstruction(tx, id, {words: "已办", evidence: null, acting: ACTING}));
  expect(problemOf(await answer())).toBeUndefined();
  expect(problemOf(await answer())).toContain("已经答复");
  const [kept] = await readInstructions(ledger, 2026);
  expect(kept).toMatchObject({...given, given_by_name: "办公室", answer: {words: "已办"}});
  for (const table of ["instructions", "instruction_answers"])
    await expect(run(ledger, (tx) => raw(tx, `update ${table} set words = 'x'`))).rejects.toThrow(/append-only/);
});

test("a person who asks is taken out of the texts of a closed meeting, and nothing else of it is another", async () => {
  const {ledger} = await emptyStore();
  const {id, items} = await planned(ledger, ["慰问会员0001"], {present: "会员0001等 12 人"});
  await run(ledger, async (tx) => {
    await openMeeting(tx, id, ACTING);
    const facts = actionItem("走访会员0001", "2026-12-05");
    await recordOutcome(tx, id, {itemId: items[0]!.item_id, facts, acting: ACTING});
    await closeMeeting(tx, id, ACTING);
    await noteErratum(tx, id, {words: "会员0001未到会", acting: ACTING});
  });
  const [charged] = await readActionItems(ledger);
  const answer = {kind: "answer" as const, words: "已走访会员0001", evidence: null, due_on: null};
  await run(ledger, (tx) => enterActionItem(tx, charged!.action_item_id, {facts: answer, acting: ACTING}));
  const given = {plan_year: 2026, subject: "T08", words: "请走访会员0001"};
  const instruction = await run(ledger, (tx) => giveInstruction(tx, given, {...ACTING, name: "会员0001"}));
  await run(ledger, (tx) =>
    answerInstruction(tx, instruction, {words: "会员0001已走访", evidence: null, acting: ACTING})
  );
  const before = await everything(ledger, id);
  expect(await countMentions(ledger, ["会员0001"])).toBe(7);
  expect(await run(ledger, (tx) => scrubMentions(tx, ["会员0001"]))).toBe(7);
  expect(await everything(ledger, id)).toBe(before.replaceAll("会员0001", "已删除"));
  expect(before).toContain("会员0001");
  // The exception is no way to change something else along with it.
  for (const change of ["kind = 'notice', owner = null, due_on = null", "due_on = '2027-01-01'", "item_id = 'x'"])
    await expect(run(ledger, (tx) => raw(tx, `update outcomes set words = '已删除', ${change}`))).rejects.toThrow();
  await expect(
    run(ledger, (tx) => raw(tx, "update meetings set held_on = '2027-01-01', place = '已删除'"))
  ).rejects.toThrow(/planned to in session/);
});

const everything = async (ledger: Ledger, id: string) =>
  JSON.stringify([
    await recordOf(ledger, id),
    await errataOf(ledger, id),
    await readActionItems(ledger),
    await readInstructions(ledger, 2026)
  ]);

/** Statements that a careless or hostile writer could send past the modules. */
const RAW = [
  "update meetings set place = 'x' where meeting_id = $id",
  "update meetings set state = 'in-session', closed_by = null, closed_by_name = null, closed_at = null where meeting_id = $id",
  "delete from meetings where meeting_id = $id",
  "update agenda_items set title = 'x' where meeting_id = $id",
  "delete from agenda_items where meeting_id = $id",
  "update outcomes set words = 'x' where meeting_id = $id",
  "delete from outcomes where meeting_id = $id",
  "insert into agenda_items select 'new', meeting_id, plan_year, 99, source, subject, title, note, added_by, added_by_name, added_at from agenda_items where meeting_id = $id limit 1",
  "insert into outcomes select 'new', meeting_id, item_id, plan_year, kind, words, owner, owner_unit, owner_account, due_on, subject, recorded_by, recorded_by_name, recorded_at from outcomes where meeting_id = $id limit 1",
  "update errata set words = 'x'",
  "delete from errata",
  "update action_item_entries set words = 'x'",
  "delete from action_item_entries"
];

async function raw(tx: LedgerTransaction, statement: string): Promise<void> {
  // A unit of work shows no raw SQL, which is what this test is about.
  const executor = tx as unknown as Parameters<ReturnType<typeof sql.raw>["execute"]>[0];
  await sql.raw(statement).execute(executor);
}

test("a closed meeting never changes, whatever is tried through the modules or past them", async () => {
  const {ledger} = await emptyStore();
  const {id, items, actionItemId} = await held(ledger);
  await run(ledger, (tx) => noteErratum(tx, id, {words: "说明", acting: ACTING}));
  await run(ledger, (tx) =>
    enterActionItem(tx, actionItemId, {
      facts: {kind: "answer", words: "办了", evidence: null, due_on: null},
      acting: ACTING
    })
  );
  const before = await recordOf(ledger, id);
  const itemId = items[0]!.item_id;
  const attempts: ((tx: LedgerTransaction) => Promise<unknown>)[] = [
    (tx) => changeMeeting(tx, id, {facts: {...FACTS, place: "别处"}, acting: ACTING}),
    (tx) => addItems(tx, id, {items: [free("新")], acting: ACTING}),
    (tx) => moveItem(tx, id, {itemId, direction: "down", acting: ACTING}),
    (tx) => removeItem(tx, id, {itemId, acting: ACTING}),
    (tx) => openMeeting(tx, id, ACTING),
    (tx) => recordOutcome(tx, id, {itemId, facts: decision("新"), acting: ACTING}),
    (tx) => strikeOutcome(tx, id, {outcomeId: actionItemId, acting: ACTING}),
    (tx) => closeMeeting(tx, id, {...ACTING, now: "2027-01-01T00:00:00.000Z"}),
    (tx) => removeMeeting(tx, id, ACTING)
  ];
  const attempt = fc.oneof(
    fc.constantFrom(...attempts).map((act) => ({act, isRaw: false})),
    fc
      .constantFrom(...RAW)
      .map((text) => ({act: (tx: LedgerTransaction) => raw(tx, text.replace("$id", `'${id}'`)), isRaw: true})),
    // What may still be said beside it.
    fc
      .string({maxLength: 20})
      .map((words) => ({act: (tx: LedgerTransaction) => noteErratum(tx, id, {words, acting: ACTING}), isRaw: false}))
  );
  const refused = {raw: 0, moves: 0};
  await fc.assert(
    fc.asyncProperty(fc.array(attempt, {minLength: 1, maxLength: 12}), async (acts) => {
      for (const {act, isRaw} of acts) {
        const outcome = await run(ledger, act).catch((error: Error) => error);
        if (isRaw) {
          expect(outcome).toBeInstanceOf(Error);
          refused.raw++;
        } else if (problemOf(outcome as object) !== undefined) refused.moves++;
        expect(await recordOf(ledger, id)).toEqual(before);
      }
    }),
    {numRuns: 40}
  );
  expect(refused.raw).toBeGreaterThan(20);
  expect(refused.moves).toBeGreaterThan(20);
  expect((await errataOf(ledger, id))[0]).toEqual(["说明", "办公室"]);
});
