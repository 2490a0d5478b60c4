import fc from "fast-check";
import {expect, test} from "vitest";
import {readInForce, readSubmissions, type Verdict} from "#pipelines/ledger/submission-entries.ts";
import type {Store} from "#pipelines/store/store.ts";
import {giveVerdicts} from "#pipelines/submissions/verdicts.ts";
import {actorOf, basicStore, send} from "./store.ts";

const TODAY = "2026-11-15";

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
  if (verdict === "return" && reason === "") return "reason";
  if (report.verdict === verdict) return "nothing";
  return verdict === "approve" && report.who.account === who.account ? "own" : "given";
}

async function expectSame({sent}: Model, {ledger}: Store): Promise<void> {
  const reports = (await readSubmissions(ledger)).filter(({dataset}) => dataset === "progress");
  expect(reports.map(({submission_id, verdict, sent_by}) => [submission_id, verdict, sent_by])).toEqual(
    sent.map(({id, verdict, who}) => [id, verdict, who.account])
  );
  const counted = (await readInForce(ledger)).filter(({dataset}) => dataset === "progress");
  expect(counted.map(({submission_id}) => submission_id)).toEqual(sent.filter(isCounted).map(({id}) => id));
}

/** A report for U01 or U02; the same again counts as sent already while the first is in force. */
function reporting(who: Who, percent: number): Step {
  const unit = who.unit ?? "U01";
  const content = `承诺编号,责任单位编码,填报月份,状态,完成比例,填报人工号\nT02-03,${unit},2026-11,进行中,${percent},00001\n`;
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

const ANSWERS = ["accepted", "already-accepted", "approved", "final", "forbidden", "given", "nothing", "own", "reason"];

const who = fc.constantFrom(...ACTORS);
const verdict = fc.constantFrom<Verdict>("approve", "return", "hold", "withdraw");
const report = fc.tuple(who, fc.constantFrom(40, 50)).map((given) => reporting(...given));
const decision = fc
  .tuple(who, fc.nat(2), verdict, fc.constantFrom("", "佐证材料打不开"))
  .map((given) => deciding(...given));
/** The moves that meet each other most. */
const approval = fc.nat(2).map((place) => deciding({account: "office2"}, place, "approve", ""));
const withdrawal = fc.nat(2).map((place) => deciding({account: "unit1", unit: "U01"}, place, "withdraw", ""));

test("whatever units and office do in turn, a report stands in the ledger as the rules say", async () => {
  const steps = fc.commands([report, decision, decision, approval, withdrawal], {maxCommands: 30, size: "max"});
  const met = new Set<string>();
  await fc.assert(
    fc.asyncProperty(steps, async (given) => {
      const store = await basicStore();
      await fc.asyncModelRun(() => ({model: {sent: [], met}, real: store}), given);
    }),
    {numRuns: 12, seed: 2026}
  );
  expect([...met].toSorted()).toEqual(ANSWERS);
}, 240_000);
