import {readdirSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {addAccount, readAccountNamed, setDisplayName} from "#pipelines/accounts/accounts.ts";
import {changePins, readPins} from "#pipelines/accounts/pins.ts";
import {startSession} from "#pipelines/accounts/sessions.ts";
import {auditAlone, readAudit} from "#pipelines/ledger/audit.ts";
import {readKnownValues} from "#pipelines/submissions/template-values.ts";
import {deletePerson, exportPerson} from "#pipelines/retention/person.ts";
import {readRemovedOriginal} from "#pipelines/removals/removals.ts";
import type {Store} from "#pipelines/store/store.ts";
import {hasOriginal} from "#pipelines/accepted/kept-rows.ts";
import {runCli} from "../child.ts";
import {csvOf, emptyStore, keptRows, sendAccepted, withdraw} from "../store.ts";
import {codeOf, filesWith, ids, nameOf, NOW, numbersOf, pastYear, stateOf} from "./past-year.ts";
import {runInFile} from "../../ledger-file.ts";
import {addVerdict, readSubmission, readSubmissions, readVerdicts} from "#pipelines/ledger/submission-entries.ts";

const SECRET = "a secret of this test that is long enough";
const request = (personId: string) => ({personId, secret: SECRET, by: "命令行", now: NOW});
const held = ({dir, ledger}: Store, personId: string) => exportPerson(dir, ledger, request(personId));
const remove = ({dir, ledger}: Store, personId: string, isDryRun = false) =>
  deletePerson(dir, ledger, {...request(personId), isDryRun, on: "2026-12-31"});

async function addPersonsAccount({ledger}: Store, personId: string, role: "office" | "administrator" = "office") {
  const made = await ledger.transaction((tx) =>
    addAccount(tx, "chair", {role, staffNumber: personId}, {by: null, now: NOW})
  );
  if ("problem" in made) throw new Error(made.problem);
  await auditAlone(ledger, {at: NOW, who: "chair", action: "sign-in", address: "192.0.2.1"});
  return made.account;
}

test("everything held about one person is told, from withdrawn files too, and nothing of anybody else", async () => {
  const store = await pastYear();
  await withdraw(store, ids["awards 2026-06-01"]!);
  await addPersonsAccount(store, codeOf(1));
  const found = await held(store, codeOf(1));
  expect(found!.submissions.map(({dataset, verdict, rows}) => [dataset, verdict, rows.length])).toEqual([
    ["units", null, 1],
    ["members", null, 1],
    ["members", null, 1],
    ["participation", null, 3],
    ["welfare", null, 2],
    ["assistance", null, 1],
    ["assistance", null, 1],
    ["awards", "withdraw", 1],
    ["proposals", null, 1]
  ]);
  expect(found!.submissions[0]!.rows).toMatchObject([{unit_code: "U01", publicity_person_id: "（他人）"}]);
  expect(found!.submissions[1]).toMatchObject({
    title: "教职工与会员名册",
    submission_id: ids["members 2026-01-01"],
    file_name: "members.csv",
    is_original_kept: true,
    rows: [{person_id: codeOf(1), name: nameOf(1), unit_code: "U01", birth_date: "1961-02-04"}]
  });
  expect(found).toMatchObject({
    person_id: codeOf(1),
    account: {name: "chair", role: "office", staff_number: codeOf(1)},
    activity: [{action: "sign-in", address: "192.0.2.1"}]
  });
  const others = JSON.stringify(found)
    .match(/660\d\d/g)!
    .filter((code) => code !== codeOf(1));
  expect(others).toEqual([]);
  expect(JSON.stringify(found)).not.toMatch(/hash/);
});

test("the audit tells that somebody was looked up or deleted, and not who", async () => {
  const store = await pastYear();
  await held(store, codeOf(1));
  await held(store, codeOf(2));
  await held(store, codeOf(1));
  await remove(store, codeOf(1));
  const said = (await readAudit(store.ledger, {limit: 4})).reverse();
  expect(said.map(({action}) => action)).toEqual([...Array(3).fill("person-exported"), "person-deleted"]);
  const [first, second, again, deleted] = said.map(({object}) => object);
  expect(first).toMatch(/^[\w-]{22}$/);
  expect([again, deleted]).toEqual([first, first]);
  expect(second).not.toBe(first);
  expect(JSON.stringify(await readAudit(store.ledger))).not.toContain(codeOf(1));
});

test("who is deleted is found nowhere in the data directory, and every number stays", async () => {
  const store = await pastYear();
  await addPersonsAccount(store, codeOf(1));
  const before = await numbersOf(store);
  const others = await keptRows(store, ids["members 2026-01-01"]!);
  const outcome = await remove(store, codeOf(1));
  expect(outcome).toMatchObject({account: {name: "chair"}});
  expect(await numbersOf(store)).toEqual(before);
  expect(filesWith(store, codeOf(2))).not.toEqual([]);
  const after = await keptRows(store, ids["members 2026-01-01"]!);
  expect(after.slice(1)).toEqual(others.slice(1).map(({has_problem: _, ...row}) => row));
  const stranger = after[0]!.person_id;
  expect(after[0]).toMatchObject({
    person_id: expect.stringMatching(/^匿名-[0-9a-f]{16}$/),
    name: "已删除",
    birth_date: "1961-02-01",
    hire_date: "2026-01-01"
  });
  const welfare = await keptRows(store, ids["welfare 2026-09-01"]!);
  expect(welfare[0]).toMatchObject({grant_id: `W-${String(stranger)}-1`, person_id: stranger});
  expect(welfare[2]).toMatchObject({grant_id: `W-${codeOf(2)}-1`, person_id: codeOf(2)});
  const kept = await Promise.all(Object.values(ids).map((id) => keptRows(store, id)));
  expect(JSON.stringify(kept)).not.toMatch(new RegExp(`${codeOf(1)}|${nameOf(1)}`));
  expect(filesWith(store, codeOf(1))).toEqual([]);
  expect(await held(store, codeOf(1))).toBeUndefined();
});

test("a stranger is offered to nobody who fills in a template", async () => {
  const {dir, ledger} = await pastYear();
  const offered = async () =>
    (await readKnownValues(dir, ledger, {name: "known", unit: "U02"})).people.map(({value}) => value);
  expect(await offered()).toContain(codeOf(10));
  const before = await offered();
  await remove({dir, ledger}, codeOf(10));
  expect(await offered()).toEqual(before.filter((code) => code !== codeOf(10)));
});

test("originals that named them are gone, the others stay", async () => {
  const store = await pastYear();
  await remove(store, codeOf(24));
  const submissions = await readSubmissions(store.ledger);
  const isGone = (id: string) =>
    !hasOriginal(
      store.dir,
      submissions.find(({submission_id}) => submission_id === id)!
    );
  const gone = Object.entries(ids).filter(([, id]) => isGone(id));
  expect(gone.map(([name]) => name)).toEqual([
    "members 2026-01-01",
    "members 2026-05-31",
    "participation 2026-08-01",
    "welfare 2026-09-01"
  ]);
  for (const [, id] of gone)
    expect(await readRemovedOriginal(store.ledger, id)).toEqual({removed_on: "2026-12-31", rule: "person"});
  expect(await readRemovedOriginal(store.ledger, ids["units 2026-01-01"]!)).toBeUndefined();
});

test("what is left of a sealed file is sealed too, and names them no more", async () => {
  const store = await pastYear();
  const id = ids["assistance 2026-04-01"]!;
  const codesIn = async () => (await keptRows(store, id)).map(({person_id}) => String(person_id));
  const [helped = ""] = await codesIn();
  await remove(store, helped);
  expect(readdirSync(join(store.dir.submissions, id))).toEqual(["rows.sealed"]);
  expect(await codesIn()).not.toContain(helped);
});

test("their account is closed and signed out; the last administrator's is not, and then nothing is changed", async () => {
  const store = await pastYear();
  const account = await addPersonsAccount(store, codeOf(3));
  await store.ledger.transaction((tx) => startSession(tx, {account, now: NOW}));
  await remove(store, codeOf(3));
  expect(await readAccountNamed(store.ledger, "chair")).toMatchObject({staff_number: null, disabled_at: NOW});
  expect(await store.ledger.selectFrom("sessions").select("revoked_at").execute()).toEqual([{revoked_at: NOW}]);
  const {ledger} = store;
  const made = await ledger.transaction((tx) =>
    addAccount(tx, "admin", {role: "administrator", staffNumber: codeOf(4)}, {by: null, now: NOW})
  );
  expect(made).toHaveProperty("account");
  const before = stateOf(store);
  expect(await remove(store, codeOf(4))).toEqual({problem: "这是最后一个可用的系统管理员账户，请先另设一个。"});
  expect(stateOf(store)).toEqual(before);
  expect(await readAccountNamed(ledger, "admin")).toMatchObject({staff_number: codeOf(4), disabled_at: null});
});

test("what they pinned is told, and goes with their account", async () => {
  const store = await pastYear();
  const account = await addPersonsAccount(store, codeOf(3));
  const acting = {by: account.name, now: NOW};
  await store.ledger.transaction((tx) => changePins(tx, account, {year: 2026, change: () => ["K23", "T05"], acting}));
  const pins = [
    {plan_year: 2026, code: "K23"},
    {plan_year: 2026, code: "T05"}
  ];
  expect(await held(store, codeOf(3))).toMatchObject({pins});
  await remove(store, codeOf(3), true);
  expect(await readPins(store.ledger, account, 2026)).toEqual(["K23", "T05"]);
  await remove(store, codeOf(3));
  expect(await readPins(store.ledger, account, 2026)).toEqual([]);
});

test("no account is called by their name any more", async () => {
  const store = await pastYear();
  const {ledger} = store;
  const own = await addPersonsAccount(store, codeOf(1));
  const acting = {by: null, now: NOW};
  await ledger.transaction(async (tx) => {
    await setDisplayName(tx, own, nameOf(1), acting);
    await addAccount(tx, "shared", {role: "office", displayName: `宣传岗 ${nameOf(1)}`}, acting);
  });
  expect(await held(store, codeOf(1))).toMatchObject({account: {display_name: nameOf(1)}});
  const tried = await remove(store, codeOf(1), true);
  expect(await remove(store, codeOf(1))).toMatchObject({mentions: tried && "mentions" in tried ? tried.mentions : -1});
  expect((await readAccountNamed(ledger, "chair"))?.display_name).toBeNull();
  expect((await readAccountNamed(ledger, "shared"))?.display_name).toBe("宣传岗 已删除");
});

test("what a file was called and why it was returned speak of them no more", async () => {
  const store = await pastYear();
  const {ledger} = store;
  const sent = {item_id: "N1", author_person_id: codeOf(1)};
  const {submission_id} = await sendAccepted(store, "media", csvOf("media", [sent]), {
    fileName: `${nameOf(1)}（${codeOf(1)}）的推文1${codeOf(1)}.csv`
  });
  runInFile(
    store.dir,
    "update submissions set warnings = ? where submission_id = ?",
    JSON.stringify([{code: "cell/reference-old", place: {row: 2, line: 2}, value: codeOf(1), dataset: "members"}]),
    submission_id
  );
  const reason = `请补${nameOf(1)}的材料`;
  await ledger.transaction((tx) => addVerdict(tx, {submission_id, verdict: "return", reason, given_at: NOW}));
  expect(await remove(store, codeOf(1), true)).toMatchObject({mentions: 3});
  expect((await readSubmission(ledger, submission_id))!.warnings).toContain(codeOf(1));
  await remove(store, codeOf(1));
  expect(await readSubmission(ledger, submission_id)).toMatchObject({
    // A longer number is another one.
    file_name: `已删除（已删除）的推文1${codeOf(1)}.csv`,
    warnings: '[{"code":"cell/reference-old","place":{"row":2,"line":2},"value":"已删除","dataset":"members"}]'
  });
  expect(await readVerdicts(ledger, submission_id)).toMatchObject([{reason: "请补已删除的材料"}]);
});

test("a dry run tells the same and changes nothing", async () => {
  const store = await pastYear();
  await addPersonsAccount(store, codeOf(1));
  const before = stateOf(store);
  const told = await remove(store, codeOf(1), true);
  expect(stateOf(store)).toEqual(before);
  expect(await remove(store, codeOf(1))).toEqual(told);
});

test("the commands print what is held and what was deleted, and say so where nobody is found", async () => {
  const store = await pastYear();
  const run = (...args: string[]) => runCli(["person", ...args], store.dir.root);
  const exported = await run("export", codeOf(9));
  expect(exported).toMatchObject({code: 0, stderr: ""});
  expect(JSON.parse(exported.stdout)).toMatchObject({person_id: codeOf(9), account: null, activity: []});
  const tried = await run("delete", codeOf(9), "--dry-run");
  expect(tried.stdout).toContain(`教职工与会员名册 ${ids["members 2026-01-01"]}：销毁原件，1 行去除个人信息`);
  expect(tried.stdout.trim().split("\n").at(-1)).toBe("以上只是试看，什么都没有改动");
  const deleted = await run("delete", codeOf(9));
  expect(deleted).toMatchObject({code: 0, stderr: ""});
  expect(deleted.stdout.trim().split("\n").at(-1)).toBe("以上已删除；各项指标的数不变");
  for (const command of ["export", "delete"])
    expect(await run(command, codeOf(9))).toMatchObject({
      code: 2,
      stdout: "",
      stderr: `没有找到工号“${codeOf(9)}”：没有哪份报送、也没有哪个账户写着它。请核对前面的 0\n`
    });
}, 40_000);

test("the command for retention waits for its day", async () => {
  const store = await emptyStore();
  const run = (...args: string[]) => runCli(["retention", ...args], store.dir.root);
  expect(await run("--on", "2026-11-16")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("还没有到，不能提前删除")
  });
  expect(await run("--on", "2026-11-31")).toMatchObject({code: 2, stderr: expect.stringContaining("不是存在的日期")});
  expect(await run("--on", "2030-01-01", "--dry-run")).toMatchObject({
    code: 0,
    stdout: "按 2030-01-01 没有到期要删的\n"
  });
  expect(await run()).toMatchObject({code: 0, stdout: "按 2026-11-15 没有到期要删的\n"});
}, 40_000);
