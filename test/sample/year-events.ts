import {deepStrictEqual, equal} from "node:assert/strict";
import {type Actor, OFFICE, unitSender} from "#pipelines/contracts/sender.ts";
import {readPostponementRequests} from "#pipelines/ledger/postponement-requests.ts";
import {readRevision} from "#pipelines/ledger/submission-entries.ts";
import {enterActionItem, readOpenActionItems} from "#pipelines/meetings/action-items.ts";
import type {Acting} from "#pipelines/meetings/acting.ts";
import {addItems, type ProposedItem, readAgenda} from "#pipelines/meetings/agenda.ts";
import {answerInstruction, giveInstruction, readInstructions} from "#pipelines/meetings/instructions.ts";
import {closeMeeting, makeMeeting, openMeeting} from "#pipelines/meetings/meetings.ts";
import {type OutcomeFacts, recordOutcome} from "#pipelines/meetings/outcomes.ts";
import {isOpen, noticeNumber} from "#pipelines/messages/notice.ts";
import {acknowledgeNotice, readNotices} from "#pipelines/messages/notices.ts";
import {attentionOf} from "#pipelines/numbers/attention.ts";
import {lookBack, type LookBackRequest} from "#pipelines/promises/look-back.ts";
import {approvePostponement, askPostponement} from "#pipelines/promises/postponements.ts";
import {stateStatus} from "#pipelines/promises/state-status.ts";
import {closeMonth} from "#pipelines/submissions/close-month.ts";
import {submit} from "#pipelines/submissions/submissions.ts";
import {takePlan} from "#pipelines/submissions/take-plan.ts";
import {giveVerdicts} from "#pipelines/submissions/verdicts.ts";
import {planFilesOf} from "../plan/next-year.ts";
import {CLOSED_MONTH, type Events, momentOf, type PlayedYear, tasksOn} from "./simulated-year.ts";

const BY_OFFICE: Actor = {sender: OFFICE, account: "office"};
const BY_DEPUTY: Actor = {sender: OFFICE, account: "deputy"};
const BY_U07: Actor = {sender: unitSender("U07"), account: "unit-U07"};

const actingOf = ({day}: PlayedYear, account = "office", name = "办公室"): Acting => ({
  account,
  name,
  now: momentOf(day, 15)
});

async function sendFile(year: PlayedYear, dataset: string, text: string, by: Actor) {
  const {dir, ledger} = year.store;
  const outcome = await submit(dir, ledger, {
    ...by,
    ...{dataset, fileName: `${dataset}.csv`, today: year.day, now: momentOf(year.day, 10)},
    chunks: (async function* () {
      yield Buffer.from(text);
    })()
  });
  if (outcome.outcome !== "accepted") throw new Error(`${dataset}: ${JSON.stringify(outcome)}`);
  return outcome.submission_id;
}

const report = (year: PlayedYear, row: string, by: Actor) =>
  sendFile(
    year,
    "progress",
    `承诺编号,责任单位编码,填报月份,状态,完成比例,佐证材料链接,填报人工号\n${row},00001\n`,
    by
  );

async function judge(
  year: PlayedYear,
  id: string,
  {verdict, reason}: {verdict: "approve" | "return"; reason?: string}
) {
  const {dir, ledger} = year.store;
  const outcome = await giveVerdicts(dir, ledger, {
    ...{submissionIds: [id], verdict, reason, by: BY_DEPUTY},
    ...{today: year.day, now: momentOf(year.day, 14)}
  });
  equal(outcome.outcome, "given");
}

/** Reports a deliverable as done with evidence, and has it approved. */
async function closeDeliverable(year: PlayedYear, code: string): Promise<void> {
  const month = year.day.slice(0, 7);
  await judge(year, await report(year, `${code},U00,${month},已完成,100,https://example.edu.cn/${code}`, BY_OFFICE), {
    verdict: "approve"
  });
  year.note(`办结 ${code}：${(await year.deliverable(code)).status}`);
}

async function lookAgain(
  year: PlayedYear,
  code: string,
  found: Pick<LookBackRequest, "result" | "sentence">
): Promise<void> {
  const {look_back} = await year.deliverable(code);
  const outcome = await lookBack(year.store, {
    ...{plan_year: 2026, deliverable_code: code, standing: look_back, ...found},
    revision: await readRevision(year.store.ledger),
    ...{reportedIn: [], links: ["https://example.edu.cn/look"], evidenceIds: [], by: BY_DEPUTY},
    ...{today: year.day, now: momentOf(year.day, 15)}
  });
  deepStrictEqual(outcome, {outcome: "recorded"});
  const {status, rule} = await year.deliverable(code);
  year.note(`回头看 ${code} ${found.result}：${status}，${rule}`);
}

async function ask(year: PlayedYear, code: string, wanted_on: string): Promise<string> {
  const {status, due_on} = await year.deliverable(code);
  const outcome = await askPostponement(year.store.ledger, {
    ...{plan_year: 2026, deliverable_code: code, status, due_on, wanted_on, reason: "等保测评排期推迟"},
    ...{by: BY_U07, today: year.day, now: momentOf(year.day, 11)}
  });
  return outcome.outcome === "done" ? "已申请" : outcome.message;
}

const outcomeOf = (kind: OutcomeFacts["kind"], words: string, rest: Partial<OutcomeFacts> = {}): OutcomeFacts => ({
  kind,
  words,
  ...{owner: null, owner_unit: null, owner_account: null, due_on: null, subject: null, ...rest}
});

/** Holds a meeting: the open action items first, then what needs attention most; its outcomes go to the last item. */
async function hold(year: PlayedYear, outcomes: OutcomeFacts[]): Promise<void> {
  const {ledger} = year.store;
  const acting = actingOf(year);
  await year.rebuild();
  const tasks = await year.read((db) => tasksOn(db, year.day));
  const open = (await readOpenActionItems(ledger)).map(({action_item_id, words, due_on}): ProposedItem => ({
    ...{source: "action-item", subject: action_item_id, title: `交办：${words}`, note: `期限 ${due_on}`}
  }));
  const concerns = attentionOf(tasks, [], year.day)
    .slice(0, 3)
    .map(({code, name, status}): ProposedItem => ({
      ...{source: "concern", subject: code, title: `${code} ${name}（${status}）`, note: null}
    }));
  const facts = {body: "校工会常委会", held_on: year.day, held_at: "15:00", place: "会议室", chair: "工会主席"};
  const id = await ledger.transaction((tx) => makeMeeting(tx, {plan_year: 2026, present: null, ...facts}, acting));
  await ledger.transaction((tx) => addItems(tx, id, {items: [...open, ...concerns], acting}));
  await ledger.transaction((tx) => openMeeting(tx, id, acting));
  const agenda = await readAgenda(ledger, id);
  for (const facts of outcomes)
    await ledger.transaction((tx) => recordOutcome(tx, id, {itemId: agenda.at(-1)!.item_id, facts, acting}));
  await ledger.transaction((tx) => closeMeeting(tx, id, acting));
  year.note(`会议议程：${agenda.map(({title}) => title).join("；")}`);
  for (const {words} of outcomes) year.note(`会议议定：${words}`);
}

async function enter(year: PlayedYear, kind: "answer" | "close", words: string): Promise<void> {
  const [item] = await readOpenActionItems(year.store.ledger);
  const facts = {kind, words, evidence: null, due_on: null};
  const outcome = await year.store.ledger.transaction((tx) =>
    enterActionItem(tx, item!.action_item_id, {facts, acting: actingOf(year)})
  );
  equal("problem" in outcome, false);
  year.note(`交办${kind === "answer" ? "答复" : "办结"}：${words}`);
}

/** Acknowledges the oldest open notice. */
async function acknowledge(year: PlayedYear): Promise<void> {
  const {ledger} = year.store;
  const notice = (await readNotices(ledger, 2026)).find(isOpen);
  if (!notice) throw new Error("no notice is open");
  const acting = {day: year.day, now: momentOf(year.day, 16), by: "office"};
  await ledger.transaction((tx) => acknowledgeNotice(tx, notice, acting));
  year.note(`签收 ${noticeNumber(notice)} ${notice.deliverable_code}`);
}

async function state(year: PlayedYear, status: string, reason: string): Promise<void> {
  const {override, status: shown} = await year.deliverable("T11-08");
  const outcome = await stateStatus(year.store, {
    ...{plan_year: 2026, deliverable_code: "T11-08", status, computed: shown, isStated: override !== null, reason},
    ...{until_on: "", meeting: "", decided_on: "", by: "office", today: year.day, now: momentOf(year.day, 11)}
  });
  deepStrictEqual(outcome, {outcome: "done"});
  year.note(`认定 T11-08：${(await year.deliverable("T11-08")).rule}`);
}

/** What people do in the played year. */
export const EVENTS: Events = {
  "2026-04-10": (year) =>
    hold(year, [
      outcomeOf("decision", "网站改版按新栏目推进"),
      outcomeOf("action-item", "报送网站改版方案", {owner: "信息化处工会", owner_unit: "U07", due_on: "2026-06-30"})
    ]),
  "2026-05-12": async (year) => {
    year.note(`申请延期 T02-03：${await ask(year, "T02-03", "2026-12-15")}`);
    const [request] = await readPostponementRequests(year.store.ledger, "T02-03");
    const outcome = await approvePostponement(year.store, {
      ...{requestId: request!.request_id, by: BY_OFFICE, byName: "办公室"},
      ...{today: year.day, now: momentOf(year.day, 15)}
    });
    deepStrictEqual(outcome, {outcome: "done"});
    const {original_due_on, due_on, times_postponed} = await year.deliverable("T02-03");
    year.note(`批准延期 T02-03：原定 ${original_due_on}，现定 ${due_on}，延期 ${times_postponed} 次`);
  },
  "2026-05-20": async (year) => {
    await closeDeliverable(year, "T07-10");
    await closeDeliverable(year, "T10-15");
  },
  "2026-06-05": async (year) => {
    const id = await report(year, "T11-10,U07,2026-05,进行中,40,https://example.edu.cn/a", BY_U07);
    await judge(year, id, {verdict: "return", reason: "请补附件"});
    year.note("退回 T11-10：请补附件");
  },
  "2026-06-09": async (year) => {
    const id = await report(year, "T11-10,U07,2026-05,进行中,45,https://example.edu.cn/b", BY_U07);
    await judge(year, id, {verdict: "approve"});
    year.note("重报并通过 T11-10");
  },
  "2026-07-10": async (year) => {
    await hold(year, [outcomeOf("notice", "通报上半年进展")]);
    await enter(year, "answer", "方案已报送");
  },
  "2026-07-20": async (year) => {
    const {dir, ledger} = year.store;
    const closed = await closeMonth(dir, ledger, {
      ...{month: CLOSED_MONTH, reason: "半年报已上会", by: "office", today: year.day, now: momentOf(year.day, 16)}
    });
    deepStrictEqual(closed, {outcome: "closed"});
    year.note("封存 2026-06");
  },
  "2026-08-03": (year) => enter(year, "close", "同意办结"),
  "2026-08-12": async (year) => {
    const row = "LATE-1,微信推文,6月补报的推文,矿大教工,2026-06-18,U00,900";
    await sendFile(year, "media", `条目编号,类型,标题,刊物或平台,发布日期,供稿单位编码,阅读量\n${row}\n`, BY_OFFICE);
    year.note("补报 2026-06 的推文 1 篇");
  },
  "2026-08-18": (year) => lookAgain(year, "T07-10", {result: "巩固", sentence: "驿站仍在运行"}),
  "2026-08-19": (year) => lookAgain(year, "T10-15", {result: "反弹", sentence: "台账停更"}),
  "2026-08-20": async (year) => {
    const given = {plan_year: 2026, subject: "T05", words: "请把秋季活动排到月"};
    const by = actingOf(year, "leader", "主席");
    await year.store.ledger.transaction((tx) => giveInstruction(tx, given, by));
    year.note(`批示 T05：${given.words}`);
  },
  "2026-08-25": async (year) => {
    const {ledger} = year.store;
    const [instruction] = await readInstructions(ledger, 2026);
    await ledger.transaction((tx) =>
      answerInstruction(tx, instruction!.instruction_id, {words: "已排定", evidence: null, acting: actingOf(year)})
    );
    year.note("答复批示 T05：已排定");
  },
  "2026-09-10": (year) => state(year, "正常", "材料在途"),
  "2026-10-13": async (year) => {
    year.note(`申请延期 T11-09：${await ask(year, "T11-09", "2026-12-15")}`);
    await acknowledge(year);
    await hold(year, [outcomeOf("decision", "提案系统由校工会牵头督办")]);
  },
  "2026-10-15": (year) => state(year, "", "材料已到"),
  "2026-12-21": async (year) => {
    const before = JSON.stringify(await year.read((db) => tasksOn(db, year.day)));
    const outcome = await takePlan(year.store, {
      ...{uploaded: {year: 2027, files: planFilesOf(2027)}, by: "office", now: momentOf(year.day, 10)}
    });
    equal(outcome.outcome, "taken");
    equal(JSON.stringify(await year.read((db) => tasksOn(db, year.day))), before);
    year.note("启用 2027 年计划");
  }
};
