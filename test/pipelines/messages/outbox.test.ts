import {spawn} from "node:child_process";
import {once} from "node:events";
import {createServer} from "node:http";
import type {AddressInfo} from "node:net";
import {join} from "node:path";
import {expect, onTestFinished, test} from "vitest";
import {addAccount} from "#pipelines/accounts/accounts.ts";
import {setEmail} from "#pipelines/accounts/email.ts";
import {projectRoot} from "#pipelines/host/root.ts";
import type {Channels} from "#pipelines/messages/channels.ts";
import type {Message} from "#pipelines/messages/messages-on.ts";
import {acknowledgeNotice, changeNotices, issueNotice, readNotices} from "#pipelines/messages/notices.ts";
import {addMessages, readMessage, setMessage} from "#pipelines/messages/outbox.ts";
import {robotRequest} from "#pipelines/messages/robots.ts";
import {sendDue} from "#pipelines/messages/send-due.ts";
import type {Channel, RobotKind} from "#pipelines/messages/state.ts";
import {readPlan} from "#pipelines/plan/read-plan.ts";
import type {Store} from "#pipelines/store/store.ts";
import {emptyStore} from "../store.ts";
import {mailbox, robotReceiver, type RobotReceiver, SECRET} from "./receivers.ts";

const plan = readPlan(2026)!;
/** Monday 9 March 2026, 10:05 in China. */
const MORNING = Date.parse("2026-03-09T02:05:00.000Z");
const DAY = "2026-03-09";

/** A clock that the test moves. */
function clock(at = MORNING) {
  const own = {at, now: () => new Date(own.at).toISOString(), minutes: (count: number) => (own.at += count * 60_000)};
  return own;
}

const robotOf = (kind: RobotKind, {url}: RobotReceiver, secret = SECRET): Channels => ({
  mail: undefined,
  robots: [{kind, url, secret}]
});

const messageOf = (id: string, channel: Channel, rest: Partial<Message> = {}): Message => ({
  ...{message_id: id, on_day: DAY, channel, addressee: null, subject: "督办", body: `督办 ${id}`, notice_ids: []},
  ...rest
});

const add = ({ledger}: Store, messages: Message[], now: string) =>
  ledger.transaction((tx) => addMessages(tx, messages, now));

const stateOf = async ({ledger}: Store, id: string) => {
  const {state, failures, attempts} = (await readMessage(ledger, id))!;
  return {state, failures, codes: attempts.map(({code}) => code)};
};

test("the signatures are those that the platforms document", () => {
  const text = "督办";
  const dingtalk = robotRequest(
    {kind: "dingtalk", url: "https://oapi.dingtalk.com/robot/send?access_token=x", secret: "this is secret"},
    text,
    1577262236757
  );
  // HMAC-SHA256 by openssl: key "this is secret", message "1577262236757\nthis is secret".
  expect(new URL(dingtalk.url).searchParams.get("sign")).toBe("hmPWwU+7lVdm3ZZz0r9tSfx0L4Q26jWOZr9+Gs6EZQM=");
  expect(dingtalk.url).toContain("access_token=x&timestamp=1577262236757&sign=");
  expect(dingtalk.url.split("sign=")[1]).not.toMatch(/[+/=]/);
  const feishu = robotRequest(
    {kind: "feishu", url: "https://open.feishu.cn/open-apis/bot/v2/hook/x", secret: "demo"},
    text,
    1599360473123
  );
  // By openssl: key "1599360473\ndemo", empty message.
  expect(JSON.parse(feishu.body)).toEqual({
    timestamp: "1599360473",
    sign: "l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8=",
    msg_type: "text",
    content: {text}
  });
});

test.each<RobotKind>(["wecom", "dingtalk", "feishu"])(
  "%s takes a message once, and the outbox says so",
  async (kind) => {
    const time = clock();
    const receiver = await robotReceiver(kind, () => time.at);
    const store = await emptyStore();
    await add(store, [messageOf("m1", kind)], time.now());
    await add(store, [messageOf("m1", kind)], time.now());
    const sending = {...store, plan, channels: robotOf(kind, receiver), now: time.now};
    expect(await sendDue(sending)).toBe(1);
    expect(await sendDue(sending)).toBe(0);
    expect(receiver.received).toEqual([{id: "m1", text: "督办 m1", code: 0}]);
    expect(await stateOf(store, "m1")).toEqual({state: "sent", failures: 0, codes: ["0"]});
  }
);

test.each<[RobotKind, string, string]>([
  ["dingtalk", "310000", "没有通过机器人的安全设置"],
  ["feishu", "19021", "签名没有通过"]
])(
  "%s refuses a wrong secret and a wrong clock with 200, and the message stops with words",
  async (kind, code, words) => {
    const time = clock();
    const receiver = await robotReceiver(kind, () => time.at);
    const store = await emptyStore();
    await add(store, [messageOf("m1", kind)], time.now());
    await sendDue({...store, plan, channels: robotOf(kind, receiver, "another"), now: time.now});
    expect(await stateOf(store, "m1")).toEqual({state: "stopped", failures: 0, codes: [code]});
    expect((await readMessage(store.ledger, "m1"))!.attempts[0]!.words).toContain(words);
    const late = await robotReceiver(kind, () => time.at + 3_700_000);
    await store.ledger.transaction((tx) => setMessage(tx, "m1", {state: "waiting"}));
    await sendDue({...store, plan, channels: robotOf(kind, late), now: time.now});
    expect(late.received[0]!.code).toBe(Number(code));
  }
);

test("twenty a minute go to a robot, and the rest waits", async () => {
  const time = clock();
  const receiver = await robotReceiver("wecom", () => time.at);
  const store = await emptyStore();
  await add(
    store,
    Array.from({length: 45}, (_, at) => messageOf(`m${at}`, "wecom")),
    time.now()
  );
  const sending = {...store, plan, channels: robotOf("wecom", receiver), now: time.now};
  const counts = [await sendDue(sending), await sendDue(sending)];
  time.minutes(1.01);
  counts.push(await sendDue(sending));
  time.minutes(1.01);
  counts.push(await sendDue(sending));
  expect(counts).toEqual([20, 0, 20, 5]);
  expect(receiver.received.filter(({code}) => code !== 0)).toEqual([]);
});

test("飞书 gets five a second", async () => {
  const time = clock();
  const receiver = await robotReceiver("feishu", () => time.at);
  const store = await emptyStore();
  await add(
    store,
    Array.from({length: 8}, (_, at) => messageOf(`m${at}`, "feishu")),
    time.now()
  );
  const sending = {...store, plan, channels: robotOf("feishu", receiver), now: time.now};
  expect(await sendDue(sending)).toBe(5);
  time.at += 1100;
  expect(await sendDue(sending)).toBe(3);
});

test("a throttled message waits and counts as no failure; what fails is tried with longer pauses and then stops", async () => {
  const time = clock();
  const receiver = await robotReceiver("wecom", () => time.at);
  const store = await emptyStore();
  await add(store, [messageOf("m1", "wecom")], time.now());
  const sending = {...store, plan, channels: robotOf("wecom", receiver), now: time.now};
  receiver.answers.push({body: '{"errcode":45009}'});
  await sendDue(sending);
  expect(await stateOf(store, "m1")).toEqual({state: "waiting", failures: 0, codes: ["45009"]});
  time.minutes(10);
  expect(await sendDue(sending)).toBe(0);
  time.minutes(2);
  // A status of 200 alone is no success, and a gateway's page is none either.
  receiver.answers.push(
    {body: "<html>ok</html>"},
    {status: 502, body: "bad"},
    ...Array(4).fill({body: '{"errcode":-1}'})
  );
  const tried: number[] = [];
  for (const minutes of [0, 2, 6, 16, 61, 241]) {
    time.minutes(minutes);
    tried.push(await sendDue(sending));
  }
  expect(tried).toEqual([1, 1, 1, 1, 1, 1]);
  expect(await stateOf(store, "m1")).toMatchObject({state: "stopped", failures: 6});
  expect(new Set(receiver.received.map(({id}) => id))).toEqual(new Set(["m1"]));
  expect((await readMessage(store.ledger, "m1"))!.attempts.at(-1)!.words).toContain("已试 6 次");
});

test("out of hours everything waits, and a receiver that leads elsewhere is not followed", async () => {
  const time = clock(Date.parse("2026-03-09T10:05:00.000Z"));
  const receiver = await robotReceiver("wecom", () => time.at);
  const store = await emptyStore();
  await add(store, [messageOf("m1", "wecom")], time.now());
  expect(await sendDue({...store, plan, channels: robotOf("wecom", receiver), now: time.now})).toBe(0);
  const elsewhere = createServer((_, response) => response.writeHead(307, {location: receiver.url}).end());
  elsewhere.listen(0, "127.0.0.1");
  await once(elsewhere, "listening");
  onTestFinished(() => void elsewhere.close());
  time.at = Date.parse("2026-03-10T02:05:00.000Z");
  const url = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;
  await sendDue({
    ...store,
    plan,
    channels: {mail: undefined, robots: [{kind: "wecom", url, secret: undefined}]},
    now: time.now
  });
  expect(receiver.received).toEqual([]);
  expect(await stateOf(store, "m1")).toMatchObject({state: "waiting", failures: 1});
});

async function storeWithNotice() {
  const store = await emptyStore();
  const acting = {day: DAY, now: new Date(MORNING - 60_000).toISOString(), by: null};
  const item = {
    code: "T05-04",
    level: "黄" as const,
    rules: ["距到期还有 7 天，在 7 天以内（黄）"],
    due_on: "2026-03-16"
  };
  await store.ledger.transaction(async (tx) => {
    await addAccount(tx, "unit-U01", {role: "unit", unit: "U01"}, {by: null, now: acting.now});
    await issueNotice(tx, {year: 2026, item}, acting);
  });
  return {store, acting, notice: (await readNotices(store.ledger, 2026))[0]!};
}

test("mail comes with the message's id to the account's address, and the audit never holds the address", async () => {
  const time = clock();
  const box = await mailbox();
  const {store, notice} = await storeWithNotice();
  const channels: Channels = {mail: {server: box.url, from: "plan@example.edu.cn"}, robots: []};
  const mail = messageOf("m1", "mail", {
    addressee: "unit-U01",
    subject: "【督办】1 项待签收",
    notice_ids: [notice.notice_id]
  });
  await add(store, [mail], time.now());
  await sendDue({...store, plan, channels, now: time.now});
  expect(await stateOf(store, "m1")).toMatchObject({state: "stopped", codes: ["-"]});
  const account = (await store.ledger.selectFrom("accounts").selectAll().executeTakeFirstOrThrow()) as never;
  const problems = await store.ledger.transaction(async (tx) => [
    await setEmail(tx, account, "a@b\r\nBcc: c@example.edu.cn", {by: "x", now: time.now()}),
    await setEmail(tx, account, "member0001@example.edu.cn", {by: "x", now: time.now()})
  ]);
  expect(problems).toEqual([{problem: "邮箱地址写法不对，应如 name@example.edu.cn。"}, {}]);
  await store.ledger.transaction((tx) => setMessage(tx, "m1", {state: "waiting", due_at: time.now()}));
  box.refuseWith = 451;
  await sendDue({...store, plan, channels, now: time.now});
  time.minutes(2);
  await sendDue({...store, plan, channels, now: time.now});
  expect(await stateOf(store, "m1")).toEqual({state: "sent", failures: 1, codes: ["-", "451", "250"]});
  expect(box.received).toHaveLength(1);
  expect(box.received[0]!.to).toEqual(["member0001@example.edu.cn"]);
  expect(box.received[0]!.text).toContain("Message-ID: <m1@example.edu.cn>");
  expect(JSON.stringify(await store.ledger.selectFrom("audit").select("detail").execute())).not.toContain("member0001");
});

test("reminders stop at submission: what waits for an ended notice is not sent", async () => {
  const time = clock();
  const receiver = await robotReceiver("wecom", () => time.at);
  const {store, acting, notice} = await storeWithNotice();
  await add(store, [messageOf("m1", "wecom", {notice_ids: [notice.notice_id]})], time.now());
  const event = {kind: "ended", reason: "已填报进展", submission_id: "s1", account: null} as const;
  await store.ledger.transaction((tx) => changeNotices(tx, 2026, {issued: [], events: [{notice, event}]}, acting));
  await sendDue({...store, plan, channels: robotOf("wecom", receiver), now: time.now});
  expect(receiver.received).toEqual([]);
  expect(await stateOf(store, "m1")).toMatchObject({state: "cancelled"});
});

test("a notice is numbered by its year, acknowledged once, and never changed or deleted", async () => {
  const {store, acting, notice} = await storeWithNotice();
  const answer = {...acting, by: "unit-U01"};
  expect(await store.ledger.transaction((tx) => acknowledgeNotice(tx, notice, answer))).toBe(true);
  const [answered] = await readNotices(store.ledger, 2026);
  expect(await store.ledger.transaction((tx) => acknowledgeNotice(tx, answered!, answer))).toBe(false);
  const item = {code: "T01-01", level: "红" as const, rules: [], due_on: "2026-03-01"};
  const issued = await store.ledger.transaction(async (tx) => [
    await issueNotice(tx, {year: 2026, item}, acting),
    await issueNotice(tx, {year: 2027, item}, acting)
  ]);
  expect(issued).toEqual([{number: 2}, {number: 1}]);
  await expect(store.ledger.transaction((tx) => tx.deleteFrom("notices").execute())).rejects.toThrow("kept for ever");
  await expect(
    store.ledger.transaction((tx) => tx.updateTable("notices").set({level: "黄"}).execute())
  ).rejects.toThrow();
});

test("two processes that send at once send nothing twice", async () => {
  const time = clock();
  const receiver = await robotReceiver("wecom", () => time.at);
  const store = await emptyStore();
  await add(
    store,
    Array.from({length: 10}, (_, at) => messageOf(`m${at}`, "wecom")),
    time.now()
  );
  const children = [1, 2].map(() => sender(store, receiver));
  await Promise.all(children.map((child) => once(child, "close")));
  expect(receiver.received.map(({id}) => id).toSorted()).toEqual(Array.from({length: 10}, (_, at) => `m${at}`));
});

test("a process killed between sending and writing it down leads to a repeat with the same id", async () => {
  const time = clock();
  const receiver = await robotReceiver("wecom", () => time.at);
  const store = await emptyStore();
  await add(store, [messageOf("m1", "wecom")], time.now());
  const child = sender(store, receiver);
  receiver.onReceived = () => child.kill("SIGKILL");
  await once(child, "close");
  receiver.onReceived = () => undefined;
  expect(await stateOf(store, "m1")).toEqual({state: "waiting", failures: 0, codes: [null]});
  await once(sender(store, receiver), "close");
  expect(receiver.received.map(({id}) => id)).toEqual(["m1", "m1"]);
  expect(await stateOf(store, "m1")).toEqual({state: "sent", failures: 0, codes: [null, "0"]});
});

function sender({dir}: Store, {url}: RobotReceiver) {
  const script = join(projectRoot, "test/pipelines/messages/send-child.ts");
  const args = ["--import", "tsx", script, dir.root, url, new Date(MORNING).toISOString()];
  return spawn(process.execPath, args, {cwd: projectRoot, stdio: "inherit"});
}
