import fc from "fast-check";
import {expect, test} from "vitest";
import {readInForce, readRevision, readSubmissions, type Verdict} from "#pipelines/ledger/submission-entries.ts";
import {readLookBacks} from "#pipelines/ledger/look-backs.ts";
import type {LookBackResult, LookBackSchedule} from "#pipelines/numbers/look-backs.ts";
import {recordLookBack} from "#pipelines/promises/look-back.ts";
import type {Store} from "#pipelines/store/store.ts";
import {giveVerdicts} from "#pipelines/submissions/verdicts.ts";
import {actorOf, basicStore, send} from "./store.ts";

const TODAY = "2026-11-15";
/** When a deliverable that is closed today is looked at again. */
const DUE = "2027-02-16";

interface Who {
  account: string;
  unit?: "U01" | "U02";
}

const ACTORS: Who[] = [
  {account: "unit1", unit: "U01"},
  {account: "unit2", unit: "U02"},
  {account: "office1"},
  {account: "office2"}
];

/** What the test believes of one submission. */
interface Believed {
  id: string;
  who: Who;
  content: string;
  verdict: Verdict | null;
}

interface Model {
  sent: Believed[];
  /** What was found at the deliverable, by whom, in order. */
  looked: {result: LookBackResult; by: string; afterSent: number}[];
  /** Every answer that was met, over all runs. */
  met: Set<string>;
}

type Step = fc.AsyncCommand<Model, Store>;

const isCounted = ({verdict}: Believed) => verdict !== "return" && verdict !== "withdraw";

/** What the rules of reviewing say, written apart from the code: the answer, `given` where the verdict changes. */
function answerOf(report: Believed, who: Who, verdict: Verdict, reason: string): string {
  if (who.unit !== undefined) {
    if (report.who.unit !== who.unit || verdict !== "withdraw") return "forbidden";
    if (report.verdict === "approve") return "approved";
    return report.verdict === "withdraw" ? "nothing" : "given";
  }
  if (report.verdict === "withdraw" && verdict !== "withdraw") return "final";
  if (report.verdict === verdict) return "nothing";
  if (verdict === "return" && reason === "") return "reason";
  return verdict === "approve" && report.who.account === who.account ? "own" : "given";
}

async function expectSame({sent, looked}: Model, {ledger}: Store): Promise<void> {
  const reports = (await readSubmissions(ledger)).filter(({dataset}) => dataset === "progress");
  expect(reports.map(({submission_id, verdict, sent_by}) => [submission_id, verdict, sent_by])).toEqual(
    sent.map(({id, verdict, who}) => [id, verdict, who.account])
  );
  const counted = (await readInForce(ledger)).filter(({dataset}) => dataset === "progress");
  expect(counted.map(({submission_id}) => submission_id)).toEqual(sent.filter(isCounted).map(({id}) => id));
  const entries = await readLookBacks(ledger);
  expect(entries.map(({result, looked_by}) => [result, looked_by])).toEqual(looked.map(({result, by}) => [result, by]));
}

/** Each unit's newest report that counts says that all is done, and the office has approved it. */
function closingOf({sent}: Model): Believed[] | undefined {
  const newest = new Map(sent.filter(isCounted).map((each) => [each.content.includes(",U02,") ? "U02" : "U01", each]));
  const last = [...newest.values()];
  const isClosed =
    last.length > 0 && last.every(({content, verdict}) => content.includes("已完成") && verdict === "approve");
  return isClosed ? last : undefined;
}

/** The deliverable as the test believes it: closed, what was found since its reports, or open again. */
function standingOf(model: Model): LookBackSchedule | null {
  const closing = closingOf(model);
  const last = model.looked.at(-1);
  const isSince =
    last !== undefined &&
    closing !== undefined &&
    closing.every(({id}) => model.sent.findIndex((each) => each.id === id) < last.afterSent);
  if (!closing) return null;
  const found = isSince
    ? {
        ...{deliverable_code: "T02-03", closed_on: TODAY, result: last.result, sentence: ""},
        ...{evidence_link: null, looked_on: TODAY, looked_at: TODAY}
      }
    : null;
  return {closed_on: TODAY, due_on: DUE, found};
}

/** What the rules of looking back say, written apart from the code. */
function lookedAnswerOf(model: Model, {who, result, on}: Looking): string {
  if (who.unit !== undefined) return "forbidden";
  const standing = standingOf(model);
  if (standing === null || standing.found?.result === "反弹") return "open";
  if (result === "巩固" && standing.found) return "looked";
  if (result === "巩固" && on < DUE) return "early";
  return closingOf(model)!.some((report) => report.who.account === who.account) ? "own-closing" : "recorded";
}

interface Looking {
  who: Who;
  result: LookBackResult;
  on: string;
}

function looking(given: Looking): Step {
  const {who, result, on} = given;
  return {
    check: () => true,
    async run(model, store) {
      const answer = lookedAnswerOf(model, given);
      const outcome = await recordLookBack(store.ledger, {
        ...{plan_year: 2026, deliverable_code: "T02-03", standing: standingOf(model), result},
        revision: await readRevision(store.ledger),
        reportedIn: (closingOf(model) ?? []).map(({id}) => id),
        ...{sentence: "看过现场", links: ["https://example.edu.cn/1"], evidenceIds: []},
        by: actorOf(who.unit, who.account),
        today: on,
        now: `${TODAY}T06:00:00.000Z`
      });
      const told = outcome.outcome === "refused" ? outcome.code.replace("own", "own-closing") : outcome.outcome;
      expect(told).toBe(answer);
      model.met.add(answer);
      if (answer === "recorded") model.looked.push({result, by: who.account, afterSent: model.sent.length});
      await expectSame(model, store);
    },
    toString: () => `${who.account} finds ${result} on ${on}`
  };
}

/** A report for U01 or U02; the same again counts as sent already while the first is in force. */
function reporting(who: Who, percent: number): Step {
  const unit = who.unit ?? "U01";
  const state = percent === 100 ? "已完成" : "进行中";
  const head = "承诺编号,责任单位编码,填报月份,状态,完成比例,佐证材料链接,填报人工号";
  const content = `${head}\nT02-03,${unit},2026-11,${state},${percent},https://example.edu.cn/1,00001\n`;
  return {
    check: () => true,
    async run(model, store) {
      const outcome = await send(store, "progress", content, {unit: who.unit, account: who.account, today: TODAY});
      model.met.add(outcome.outcome);
      const isSame = model.sent.some((each) => each.content === content && isCounted(each));
      expect(outcome.outcome).toBe(isSame ? "already-accepted" : "accepted");
      if (outcome.outcome === "accepted") model.sent.push({id: outcome.submission_id, who, content, verdict: null});
      await expectSame(model, store);
    },
    toString: () => `${who.account} reports ${percent} %`
  };
}

function deciding(who: Who, place: number, verdict: Verdict, reason: string): Step {
  return {
    check: ({sent}) => sent.length > 0,
    async run(model, store) {
      const report = model.sent[place % model.sent.length]!;
      const outcome = await giveVerdicts(store.dir, store.ledger, {
        submissionIds: [report.id],
        verdict,
        reason,
        by: actorOf(who.unit, who.account),
        today: TODAY,
        now: `${TODAY}T05:00:00.000Z`
      });
      const answer = answerOf(report, who, verdict, reason);
      const told = outcome.outcome === "refused" ? outcome.code : outcome.changed.length > 0 ? "given" : "nothing";
      expect(told).toBe(answer);
      model.met.add(answer);
      if (answer === "given") report.verdict = verdict;
      await expectSame(model, store);
    },
    toString: () => `${who.account}: ${verdict} of ${place} ${reason}`
  };
}

const ANSWERS = [
  ...[
    "accepted",
    "already-accepted",
    "approved",
    "early",
    "final",
    "forbidden",
    "given",
    "looked",
    "nothing",
    "open",
    "own"
  ],
  ...["own-closing", "reason", "recorded"]
];

const who = fc.constantFrom(...ACTORS);
const verdict = fc.constantFrom<Verdict>("approve", "return", "hold", "withdraw");
const report = fc
  .tuple(fc.constantFrom(...ACTORS, ...ACTORS.slice(0, 1), ...ACTORS.slice(2, 3)), fc.constantFrom(40, 100, 100))
  .map((given) => reporting(...given));
const decision = fc
  .tuple(who, fc.nat(2), verdict, fc.constantFrom("", "佐证材料打不开"))
  .map((given) => deciding(...given));
const look = fc
  .record({
    who: fc.constantFrom(...ACTORS.slice(1)),
    result: fc.constantFrom<LookBackResult>("巩固", "反弹"),
    on: fc.constantFrom(TODAY, DUE)
  })
  .map(looking);
const LASTING: Looking = {who: {account: "office1"}, result: "巩固", on: DUE};
/** Half of the runs begin with a deliverable that is closed. */
const closing: Step[] = [
  reporting({account: "unit1", unit: "U01"}, 100),
  deciding({account: "office2"}, 0, "approve", "")
];
/** The moves that meet each other most. */
const approval = fc.nat(2).map((place) => deciding({account: "office2"}, place, "approve", ""));
const withdrawal = fc.nat(2).map((place) => deciding({account: "unit1", unit: "U01"}, place, "withdraw", ""));

test("whatever units and office do in turn, a report stands in the ledger as the rules say", async () => {
  const steps = fc.commands([report, decision, decision, approval, approval, withdrawal, look, look], {
    maxCommands: 30,
    size: "max"
  });
  const met = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.boolean(), steps, async (isClosed, given) => {
      const store = await basicStore();
      await fc.asyncModelRun(
        () => ({model: {sent: [], looked: [], met}, real: store}),
        [...(isClosed ? closing : []), ...given]
      );
    }),
    {numRuns: 24, seed: 2026}
  );
  // Chance seldom looks twice at what lasts.
  const twice = [...closing, looking(LASTING), looking(LASTING)];
  const store = await basicStore();
  await fc.asyncModelRun(() => ({model: {sent: [], looked: [], met}, real: store}), twice);
  expect([...met].toSorted()).toEqual(ANSWERS);
}, 240_000);
