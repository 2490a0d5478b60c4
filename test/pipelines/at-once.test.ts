import {execFile} from "node:child_process";
import {readdirSync} from "node:fs";
import {join} from "node:path";
import {setTimeout as sleep} from "node:timers/promises";
import {fileURLToPath} from "node:url";
import {promisify} from "node:util";
import {TOTP} from "otpauth";
import {expect, test} from "vitest";
import {addAccount, disableAccount, readAccounts} from "#pipelines/accounts/accounts.ts";
import type {Account, Role} from "#pipelines/accounts/account.ts";
import {makeFirstLink, makeLink, useLink} from "#pipelines/accounts/links.ts";
import {confirmSecondFactor, offerSecondFactor, readOfferedSecondFactor} from "#pipelines/accounts/second-factor.ts";
import {readSession, startSession} from "#pipelines/accounts/sessions.ts";
import {signIn, signInWithCode} from "#pipelines/accounts/sign-in.ts";
import {auditAlone, readAudit, verifyAudit} from "#pipelines/ledger/audit.ts";
import {type Ledger, openLedger} from "#pipelines/ledger/ledger.ts";
import {readSubmission, readSubmissions} from "#pipelines/ledger/submission-entries.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {withNumbers} from "#pipelines/rebuild/with-numbers.ts";
import {lockMonth} from "#pipelines/submissions/month-locks.ts";
import {giveVerdicts} from "#pipelines/submissions/verdicts.ts";
import {at, post, sendOn} from "./completeness-store.ts";
import {actorOf, basicStore, csvOf, emptyStore, keptRows, send, temporaryFolder} from "./store.ts";

const NOW = "2026-11-15T04:00:00.000Z";
const ACTING = {by: "admin", now: NOW};
const PASSWORD = "春天里的第一次登山活动";
const SECRET = "a secret of this test, and of nothing else";

async function added(ledger: Ledger, name: string, role: Role = "office"): Promise<Account> {
  const made = await ledger.transaction((tx) => addAccount(tx, name, {role}, ACTING));
  if ("problem" in made) throw new Error(made.problem);
  return made.account;
}

const twice = <T>(act: (index: number) => Promise<T>) => Promise.all([act(0), act(1)]);

test("the same file sent twice at once is kept once, in one folder", async () => {
  const store = await basicStore();
  const before = readdirSync(store.dir.submissions).length;
  const outcomes = await twice(() => send(store, "meetings", csvOf("meetings", [{meeting_id: "M1"}])));
  expect(outcomes.map(({outcome}) => outcome).sort()).toEqual(["accepted", "already-accepted"]);
  const kept = (await readSubmissions(store.ledger)).map(({submission_id}) => submission_id);
  expect(readdirSync(store.dir.submissions).sort()).toEqual(kept.sort());
  expect(kept).toHaveLength(before + 1);
});

test("sent at once, files with other rows are all added, and of two with the same row one changes the other's", async () => {
  const store = await basicStore();
  const sendPost = (item_id: string, title: string) =>
    send(store, "media", csvOf("media", [{item_id, title, unit_code: "U01"}]));
  const others = Array.from({length: 8}, (_, index) => `N${index}`);
  const outcomes = await Promise.all([
    ...others.map((id) => sendPost(id, `第${id}篇`)),
    sendPost("SAME", "初稿"),
    sendPost("SAME", "定稿")
  ]);
  const counted = outcomes.map((outcome) =>
    "counts" in outcome ? [outcome.counts.added, outcome.counts.updated] : []
  );
  expect(counted.slice(0, 8)).toEqual(others.map(() => [1, 0]));
  expect(counted.slice(8).sort()).toEqual([
    [0, 1],
    [1, 0]
  ]);
  const marks = (await readSubmissions(store.ledger)).filter(({dataset}) => dataset === "media");
  expect(marks.filter(({has_replaced}) => has_replaced === 1)).toHaveLength(1);
});

test("sensitive files sent at once are each sealed and kept once", async () => {
  const store = await basicStore();
  const sendRecord = (record_id: string) =>
    send(store, "assistance", csvOf("assistance", [{record_id, person_id: "00001"}]));
  const outcomes = await Promise.all(["H1", "H2", "H3", "H4"].map(sendRecord));
  expect(outcomes.map(({outcome}) => outcome)).toEqual(Array(4).fill("accepted"));
  for (const outcome of outcomes)
    expect("submission_id" in outcome && (await keptRows(store, outcome.submission_id))).toHaveLength(1);
});

test("a list that a file refers to and that changes while it is checked is seen", async () => {
  const store = await basicStore();
  const without = csvOf("members", [{person_id: "00001"}, {person_id: "00002"}]);
  const came = csvOf("participation", [{activity_id: "A1", person_id: "00009"}]);
  const [list, refused] = await Promise.all([
    send(store, "members", `${without}${csvOf("members", [{person_id: "00009"}]).split("\n")[1]}\n`, {
      asOf: "2026-11-01"
    }),
    send(store, "participation", came)
  ]);
  expect(list.outcome).toBe("accepted");
  // Whichever was kept first: refused before the list came, or taken after it.
  const kept = (await readSubmissions(store.ledger)).map(({dataset}) => dataset);
  expect(refused.outcome === "accepted").toBe(kept.at(-1) === "participation");
});

test("a one-time link used twice at once sets one password", async () => {
  const {ledger} = await emptyStore();
  const account = await added(ledger, "office");
  const link = await ledger.transaction((tx) => makeLink(tx, account, ACTING));
  const used = await twice((index) => useLink(ledger, link, {password: `${PASSWORD}${index}`, now: NOW}));
  expect(used.filter((outcome) => "account" in outcome)).toHaveLength(1);
  expect(await readAudit(ledger, {action: "link-used"})).toHaveLength(1);
  const right = used.findIndex((outcome) => "account" in outcome);
  const trying = await twice((index) =>
    signIn(ledger, {
      name: "office",
      password: `${PASSWORD}${index}`,
      now: NOW,
      address: "10.0.0.1",
      secret: "of this test"
    })
  );
  expect(trying.findIndex(({outcome}) => outcome === "signed-in")).toBe(right);
});

test("the first link used by two at once makes one administrator, and two starts at once give one link", async () => {
  const {ledger} = await emptyStore();
  const [first = "", second = ""] = await twice(() => ledger.transaction((tx) => makeFirstLink(tx, NOW)));
  const used = await Promise.all(
    [first, second, second].map((link, index) =>
      useLink(ledger, link, {name: `admin${index}`, password: PASSWORD, now: NOW})
    )
  );
  expect(used.filter((outcome) => "account" in outcome)).toHaveLength(1);
  expect(await readAccounts(ledger)).toHaveLength(1);
});

test("wrong passwords tried at once are all counted, and from the sixth on nothing is tried", async () => {
  const {ledger} = await emptyStore();
  await added(ledger, "office");
  const trying = () =>
    signIn(ledger, {name: "office", password: "wrong", now: NOW, address: "10.0.0.1", secret: "of this test"});
  const outcomes = await Promise.all(Array.from({length: 12}, trying));
  expect(outcomes.filter(({outcome}) => outcome === "refused")).toHaveLength(5);
  expect(outcomes.filter(({outcome}) => outcome === "locked")).toHaveLength(7);
  const counted = await ledger.selectFrom("attempts").select(["subject", "failures"]).orderBy("subject").execute();
  expect(counted).toEqual([
    {subject: "account:office", failures: 5},
    {subject: "address:10.0.0.1", failures: 5}
  ]);
});

test("a code typed twice at once lets one in", async () => {
  const {ledger} = await emptyStore();
  const account = await added(ledger, "office");
  await ledger.transaction((tx) => offerSecondFactor(tx, account, SECRET));
  const {key} = (await readOfferedSecondFactor(ledger, account, SECRET))!;
  const codeAt = (now: string) => new TOTP({secret: key}).generate({timestamp: Date.parse(now)});
  await ledger.transaction((tx) =>
    confirmSecondFactor(tx, account, {code: codeAt(NOW), secret: SECRET, acting: ACTING})
  );
  const now = "2026-11-15T04:01:00.000Z";
  const typed = {code: codeAt(now), secret: SECRET, now, address: "10.0.0.1"};
  const outcomes = await twice(() => ledger.transaction((tx) => signInWithCode(tx, account, typed)));
  expect(outcomes.map(({outcome}) => outcome).sort()).toEqual(["refused", "signed-in"]);
});

test("of two administrators who disable each other at once one stays", async () => {
  const {ledger} = await emptyStore();
  const admins = [await added(ledger, "admin1", "administrator"), await added(ledger, "admin2", "administrator")];
  const outcomes = await twice((index) => ledger.transaction((tx) => disableAccount(tx, admins[index]!, ACTING)));
  expect(outcomes.filter((outcome) => "problem" in outcome)).toHaveLength(1);
});

test("a session that ends while it is seen again is not brought back", async () => {
  const {ledger} = await emptyStore();
  const account = await added(ledger, "office");
  const token = await ledger.transaction((tx) => startSession(tx, {account, now: NOW}));
  const later = "2026-11-15T04:10:00.000Z";
  await Promise.all([
    readSession(ledger, token, later),
    ledger.transaction((tx) => disableAccount(tx, account, ACTING)),
    readSession(ledger, token, later)
  ]);
  expect(await readSession(ledger, token, later)).toBeUndefined();
});

test("approved by the office and withdrawn by its unit at once, a submission is one of both", async () => {
  const store = await basicStore();
  const {dir, ledger} = store;
  const {submission_id: id} = (await readSubmissions(ledger)).at(-1)!;
  const own = await sendOn(store, "2026-11-04", "media", [post("N1", "U01", "2026-10-01")], "U01");
  expect(own).not.toBe(id);
  const asked = {submissionIds: [own], today: "2026-11-15", now: NOW};
  const [approved, withdrawn] = await Promise.all([
    giveVerdicts(dir, ledger, {...asked, verdict: "approve", by: actorOf()}),
    giveVerdicts(dir, ledger, {...asked, verdict: "withdraw", by: actorOf("U01")})
  ]);
  expect([approved.outcome, withdrawn.outcome].sort()).toEqual(["given", "refused"]);
  const standing = (await readSubmission(ledger, own))!.verdict;
  expect(standing).toBe(approved.outcome === "given" ? "approve" : "withdraw");
});

test("a month that is locked while a file about it is being checked takes it no more", async () => {
  const store = await basicStore();
  const before = await readSubmissions(store.ledger);
  const locking = store.ledger.transaction(async (tx) => {
    // The file is checked meanwhile as the ledger stands, and waits for its turn to be kept.
    await sleep(1500);
    await lockMonth(tx, {month: "2026-10", now: NOW, reason: "月报已上会"});
  });
  const file = csvOf("media", [post("N1", "U01", "2026-10-01")]);
  const outcome = await send(store, "media", file, {unit: "U01", today: "2026-11-15", now: at("2026-11-15")});
  await locking;
  expect(outcome).toMatchObject({outcome: "refused", findings: {shown: [{code: "file/month-locked"}]}});
  expect(await readSubmissions(store.ledger)).toEqual(before);
});

test("a build under way is of one state, named by its revision, however much is sent meanwhile", async () => {
  const store = await basicStore();
  const [build] = await Promise.all([
    rebuildWarehouse(store.dir, store.ledger, {now: NOW}),
    send(store, "meetings", csvOf("meetings", [{meeting_id: "M1"}])),
    send(store, "media", csvOf("media", [{item_id: "N9"}]))
  ]);
  const again = await rebuildWarehouse(store.dir, store.ledger, {now: NOW});
  expect(again.revision).toBeGreaterThanOrEqual(build.revision);
  expect(again.revision).toBe((await readSubmissions(store.ledger)).at(-1)!.sent_order);
});

test("three processes and this one write one chain", async () => {
  const path = join(temporaryFolder(), "ledger.sqlite");
  const script = fileURLToPath(new URL("ledger/audit-writer.ts", import.meta.url));
  const ledger = await openLedger(path);
  const writers = ["a", "b", "c"].map((who) =>
    promisify(execFile)(process.execPath, ["--import", "tsx", script, path, who])
  );
  for (let count = 0; count < 50; count++) {
    await auditAlone(ledger, {at: NOW, who: "own", action: "sign-in", detail: {count}});
    await sleep(20);
  }
  await Promise.all(writers);
  expect(await verifyAudit(ledger)).toMatchObject({isIntact: true, count: 200});
  await ledger.close();
});

test("changes that end soon after one another share a rebuild; nobody waits for one that goes on", async () => {
  const store = await basicStore();
  const sendPost = (item_id: string) => send(store, "media", csvOf("media", [{item_id, unit_code: "U01"}]));
  const change = (act: () => Promise<unknown>) => withNumbers(store, NOW, act, () => true);
  const built = await Promise.all(
    ["N1", "N2", "N3"].map((id, at) =>
      change(async () => {
        await sleep(50 * (at + 1));
        await sendPost(id);
      })
    )
  );
  expect(new Set(built.map(({rebuilt}) => rebuilt!.build_id)).size).toBe(1);

  let end: () => void = () => {};
  const endless = change(() => new Promise<void>((resolve) => (end = resolve)));
  await change(() => sendPost("N4"));
  end();
  await endless;
});
