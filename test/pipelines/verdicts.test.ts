import {expect, test} from "vitest";
import {setSetting} from "#pipelines/ledger/settings.ts";
import {lockMonth} from "#pipelines/submissions/month-locks.ts";
import type {Store} from "#pipelines/store/store.ts";
import {giveVerdicts, type VerdictRequest} from "#pipelines/submissions/verdicts.ts";
import {actorOf, basicStore, csvOf, sendAccepted} from "./store.ts";
import {at, give, post, sendOn} from "./completeness-store.ts";
import {readRevision, readSubmission, readSubmissions, type Verdict} from "#pipelines/ledger/submission-entries.ts";

const TODAY = "2026-11-15";

const decide = (
  {dir, ledger}: Store,
  request: Pick<VerdictRequest, "submissionIds" | "verdict"> & Partial<VerdictRequest>
) => giveVerdicts(dir, ledger, {by: actorOf(), today: TODAY, now: at(TODAY), ...request});

const october = (store: Store, id = "N1", unit: "U01" | "U02" = "U01") =>
  sendOn(store, "2026-11-04", "media", [post(id, unit, "2026-10-01")], unit);

const verdictsOf = ({ledger}: Store) =>
  ledger.selectFrom("verdicts").select(["verdict", "reason", "given_by"]).orderBy("verdict_id").execute();

const STANDING: (Verdict | "none")[] = ["none", "hold", "approve", "return", "withdraw"];
const ASKED: Verdict[] = ["approve", "return", "hold", "withdraw"];

/** Rows: what stands. Columns: approve, return, hold, withdraw. */
const ALLOWED = {
  office: {
    none: ["given", "given", "given", "given"],
    hold: ["given", "given", "nothing", "given"],
    approve: ["nothing", "given", "given", "given"],
    return: ["given", "nothing", "given", "given"],
    withdraw: ["final", "final", "final", "nothing"]
  },
  unit: {
    none: ["forbidden", "forbidden", "forbidden", "given"],
    hold: ["forbidden", "forbidden", "forbidden", "given"],
    approve: ["forbidden", "forbidden", "forbidden", "approved"],
    return: ["forbidden", "forbidden", "forbidden", "given"],
    withdraw: ["forbidden", "forbidden", "forbidden", "nothing"]
  }
};

test.each(["office", "unit"] as const)("every move of the %s is allowed or not as written here", async (who) => {
  const store = await basicStore();
  const by = actorOf(who === "unit" ? "U01" : undefined);
  const seen: Record<string, string[]> = {};
  for (const standing of STANDING) {
    seen[standing] = [];
    for (const verdict of ASKED) {
      const submissionId = await october(store, `${standing}-${verdict}`);
      if (standing !== "none") await give(store, submissionId, standing, "先前的原因");
      const before = await readRevision(store.ledger);
      const outcome = await decide(store, {submissionIds: [submissionId], verdict, reason: "题目不全", by});
      const isChanged = (await readRevision(store.ledger)) !== before;
      seen[standing].push(outcome.outcome === "refused" ? outcome.code : isChanged ? "given" : "nothing");
      if (outcome.outcome === "given")
        expect((await readSubmission(store.ledger, submissionId))?.verdict).toBe(verdict);
      else expect(isChanged).toBe(false);
    }
  }
  expect(seen).toEqual(ALLOWED[who]);
});

const ownReport = (store: Store, account: string | null, unit?: string) =>
  sendAccepted(
    store,
    "progress",
    "承诺编号,责任单位编码,填报月份,状态,完成比例,填报人工号\nT02-03,U01,2026-11,进行中,40,00001\n",
    {account, unit}
  );

test("nobody approves an own report on deliverables, though it may be returned or held", async () => {
  const store = await basicStore();
  const {submission_id} = await ownReport(store, "office1");
  const submissionIds = [submission_id];
  const [self, colleague] = [actorOf(undefined, "office1"), actorOf(undefined, "office2")];
  expect(await decide(store, {submissionIds, verdict: "approve", by: self})).toMatchObject({
    outcome: "refused",
    code: "own",
    submissionIds
  });
  expect(await decide(store, {submissionIds, verdict: "hold", by: self})).toMatchObject({outcome: "given"});
  expect(await decide(store, {submissionIds, verdict: "approve", by: colleague})).toMatchObject({outcome: "given"});
  // A second approval changes nothing, so there is nothing to refuse.
  expect(await decide(store, {submissionIds, verdict: "approve", by: self})).toEqual({outcome: "given", changed: []});
});

test("a report that no account sent, and other data of the office's own, are approved as before", async () => {
  const store = await basicStore();
  const {submission_id: unnamed} = await ownReport(store, null);
  expect(await decide(store, {submissionIds: [unnamed], verdict: "approve"})).toMatchObject({outcome: "given"});
  const sent = csvOf("media", [post("N1", "U01", "2026-10-01")]);
  const {submission_id} = await sendAccepted(store, "media", sent, {account: "office1"});
  expect(
    await decide(store, {submissionIds: [submission_id], verdict: "approve", by: actorOf(undefined, "office1")})
  ).toMatchObject({outcome: "given"});
});

test("many are decided at once, with who and why", async () => {
  const store = await basicStore();
  const submissionIds = [await october(store, "N1"), await october(store, "N2")];
  expect(
    await decide(store, {submissionIds, verdict: "return", reason: " 缺少阅读量 ", by: actorOf(undefined, "office1")})
  ).toEqual({
    outcome: "given",
    changed: submissionIds
  });
  expect(await verdictsOf(store)).toEqual([
    {verdict: "return", reason: "缺少阅读量", given_by: "office1"},
    {verdict: "return", reason: "缺少阅读量", given_by: "office1"}
  ]);
});

test("one that may not be decided holds back all, and is named", async () => {
  const store = await basicStore();
  const [good, withdrawn] = [await october(store, "N1"), await october(store, "N2")];
  await give(store, withdrawn, "withdraw");
  const before = await readRevision(store.ledger);
  expect(await decide(store, {submissionIds: [good, withdrawn], verdict: "approve"})).toEqual({
    outcome: "refused",
    code: "final",
    message: "已撤回的报送不能再处理，请让单位重新报送。",
    submissionIds: [withdrawn]
  });
  expect(await decide(store, {submissionIds: [good, "nothing"], verdict: "approve"})).toMatchObject({
    code: "unknown",
    submissionIds: ["nothing"]
  });
  expect(await readRevision(store.ledger)).toBe(before);
});

test.each([undefined, "", " 改 "])("a return without a reason (%s) is refused", async (reason) => {
  const store = await basicStore();
  const submissionIds = [await october(store)];
  expect(await decide(store, {submissionIds, verdict: "return", reason})).toMatchObject({
    code: "reason",
    submissionIds
  });
});

test("a reason longer than anybody reads is refused", async () => {
  const store = await basicStore();
  const submissionIds = [await october(store)];
  const hold = (length: number) => decide(store, {submissionIds, verdict: "hold", reason: "长".repeat(length)});
  expect(await hold(501)).toMatchObject({code: "reason-long"});
  expect(await hold(500)).toMatchObject({outcome: "given"});
});

test("a unit withdraws neither another's nor the office's", async () => {
  const store = await basicStore();
  const others = [
    await october(store, "N2", "U02"),
    await sendOn(store, "2026-11-04", "media", [post("N3", "U01", "2026-10-02")])
  ];
  for (const submissionId of others)
    expect(await decide(store, {submissionIds: [submissionId], verdict: "withdraw", by: actorOf("U01")})).toMatchObject(
      {
        code: "forbidden"
      }
    );
});

test("what brought rows of a locked month is withdrawn by the office only", async () => {
  const store = await basicStore();
  const submissionIds = [await october(store)];
  await store.ledger.transaction((tx) => lockMonth(tx, {month: "2026-10", now: at(TODAY)}));
  const by = actorOf("U01");
  expect(await decide(store, {submissionIds, verdict: "withdraw", by})).toMatchObject({code: "locked", submissionIds});
  expect((await decide(store, {submissionIds, verdict: "withdraw"})).outcome).toBe("given");
});

test("an export that only repeated a locked month's rows may be withdrawn", async () => {
  const store = await basicStore();
  await october(store);
  const again = await sendOn(
    store,
    "2026-11-10",
    "media",
    [post("N1", "U01", "2026-10-01"), post("N2", "U01", "2026-11-02")],
    "U01"
  );
  await store.ledger.transaction((tx) => lockMonth(tx, {month: "2026-10", now: at(TODAY)}));
  expect((await decide(store, {submissionIds: [again], verdict: "withdraw", by: actorOf("U01")})).outcome).toBe(
    "given"
  );
});

test("a dataset set so approves what brings no warning, and says which rule did", async () => {
  const store = await basicStore();
  await store.ledger.transaction((tx) => setSetting(tx, {name: "auto-approve/media", value: true, now: at(TODAY)}));
  const clean = await october(store);
  const lines = csvOf("media", [post("N2", "U01", "2026-10-02")])
    .trim()
    .split("\n");
  const extra = lines.map((line, index) => `${line},${index === 0 ? "多余的列" : "一"}`).join("\n");
  const warned = await sendAccepted(store, "media", extra, {unit: "U01"});
  expect(warned.findings.warnings).toBeGreaterThan(0);
  await store.ledger.transaction((tx) => setSetting(tx, {name: "auto-approve/media", value: false, now: at(TODAY)}));
  const later = await october(store, "N3");
  const approved = await readSubmissions(store.ledger);
  const verdictOf = (id: string) => approved.find(({submission_id}) => submission_id === id)?.verdict;
  expect([clean, warned.submission_id, later].map(verdictOf)).toEqual(["approve", null, null]);
  expect(await verdictsOf(store)).toEqual([{verdict: "approve", reason: "按设置自动通过：没有提示", given_by: null}]);
});
