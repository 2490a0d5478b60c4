import {mkdirSync, readFileSync, statSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {TOTP} from "otpauth";
import {expect, test} from "vitest";
import {
  addAccount,
  changeAccount,
  disableAccount,
  enableAccount,
  readAccountNamed,
  setDisplayName,
  setPassword
} from "#pipelines/accounts/accounts.ts";
import {readAudit} from "#pipelines/ledger/audit.ts";
import type {Account, Role} from "#pipelines/accounts/account.ts";
import {addressRange} from "#pipelines/accounts/address-range.ts";
import {makeApiToken, readApiTokens, readTokenAccount, revokeApiToken} from "#pipelines/accounts/api-tokens.ts";
import {endAccess} from "#pipelines/accounts/ended-access.ts";
import {makeFirstLink, makeLink, readLink, resetAccount, useLink} from "#pipelines/accounts/links.ts";
import {knownDevice, markDevice} from "#pipelines/accounts/known-device.ts";
import {DAY, HOUR, later, MINUTE, SECOND} from "#pipelines/accounts/moments.ts";
import {passwordProblem} from "#pipelines/accounts/password.ts";
import {
  confirmSecondFactor,
  offerSecondFactor,
  readOfferedSecondFactor,
  useSecondFactor
} from "#pipelines/accounts/second-factor.ts";
import {installationSecret, seal, unseal} from "#pipelines/accounts/secret.ts";
import {endSessionsOf, readSession, readSessionUnnoted, startSession} from "#pipelines/accounts/sessions.ts";
import {isOwnPassword, signIn, signInWithCode} from "#pipelines/accounts/sign-in.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import type {Ledger, LedgerTransaction} from "#pipelines/ledger/ledger.ts";
import {emptyStore, temporaryFolder} from "./store.ts";

const NOW = "2026-11-15T01:00:00.000Z";
const ACTING = {by: "admin", now: NOW};
const PASSWORD = "春天里的第一次登山活动";
const SECRET = "a secret of this test, and of nothing else";

async function added(ledger: Ledger, name: string, role: Role = "office"): Promise<Account> {
  const made = await ledger.transaction((tx) =>
    addAccount(tx, name, {role, unit: role === "unit" ? "U01" : undefined}, ACTING)
  );
  if ("problem" in made) throw new Error(made.problem);
  return made.account;
}

async function withPassword(ledger: Ledger, name: string, role: Role = "office"): Promise<Account> {
  const account = await added(ledger, name, role);
  await useLink(ledger, await ledger.transaction((tx) => makeLink(tx, account, ACTING)), {
    password: PASSWORD,
    now: NOW
  });
  return (await readAccountNamed(ledger, name))!;
}

const trying = (
  ledger: Ledger,
  name: string,
  password: string,
  now = NOW,
  address = "10.0.0.1",
  shown: {marks?: string; code?: string} = {}
) => signIn(ledger, {name, password, now, address, secret: SECRET, ...shown});

test.each([
  ["短密码九个字符啊", /至少 10 个字符/],
  ["a".repeat(129), /最多 128/],
  ["Password2026", /太常见/],
  ["ｐａｓｓｗｏｒｄ２０２６", /太常见/],
  ["1234567890", /太常见/],
  ["111111111111", /太常见/],
  ["unit-u01 的密码", /账户名/]
])("%s is no password", (password, problem) => {
  expect(passwordProblem(password, "unit-U01")).toMatch(problem);
});

test("a long sentence without digits or signs is a password", () => {
  expect(passwordProblem(PASSWORD, "office")).toBeUndefined();
  expect(passwordProblem("four blue lamps at noon", "office")).toBeUndefined();
});

test.each([
  ["  化工学院工会\t会员0001 ", "化工学院工会 会员0001"],
  ["", null]
])("an account is called %j as %j, and the audit does not name anybody", async (given, shown) => {
  const {ledger} = await emptyStore();
  const account = await added(ledger, "office");
  expect(account.display_name).toBeNull();
  expect(await ledger.transaction((tx) => setDisplayName(tx, account, given, ACTING))).toEqual({});
  expect((await readAccountNamed(ledger, "office"))?.display_name).toBe(shown);
  const [entry] = await readAudit(ledger);
  expect(entry).toMatchObject({action: "account-changed", object: "office", detail: '{"field":"display-name"}'});
});

test.each(["校工会办公室", "系统管理员", "office", "会员0001", "会员０００１"])(
  "a unit does not call itself %j, as an office or another account is called",
  async (given) => {
    const {ledger} = await emptyStore();
    const facts = {role: "office", displayName: "会员0001"} as const;
    await ledger.transaction((tx) => addAccount(tx, "office", facts, ACTING));
    await ledger.transaction((tx) => addAccount(tx, "other", {role: "unit", unit: "U01"}, ACTING));
    const own = (await readAccountNamed(ledger, "other"))!;
    const {problem} = await ledger.transaction((tx) => setDisplayName(tx, own, given, ACTING));
    expect(problem).toContain("看起来一样");
    expect((await readAccountNamed(ledger, "other"))?.display_name).toBeNull();
  }
);

test.each([["名".repeat(41)], ["会员\u202e0001"]])("%j is no name of an account", async (displayName) => {
  const {ledger} = await emptyStore();
  const account = await added(ledger, "office");
  expect(await ledger.transaction((tx) => setDisplayName(tx, account, displayName, ACTING))).toHaveProperty("problem");
  expect(
    await ledger.transaction((tx) => addAccount(tx, "other", {role: "office", displayName}, ACTING))
  ).toHaveProperty("problem");
  expect((await readAccountNamed(ledger, "office"))?.display_name).toBeNull();
});

test.each([
  ["office", "OFFICE"],
  ["office", "ｏｆｆｉｃｅ"],
  ["office", "оffice"],
  ["office", "0FFICE"],
  ["office", "offΙce"],
  ["office", "o\u3164ffice"],
  ["office", "of\u200bfice"],
  ["OFFICE", "offlce"],
  ["unit-U01", "unit-UO1"],
  ["unit-U01", "unit-UOl"],
  ["工会", "⼯会"],
  ["工会", "エ会"],
  ["会员0001", "会员OOO1"]
])("beside %s nobody gets the name %s", async (name, alike) => {
  const {ledger} = await emptyStore();
  await added(ledger, name);
  const made = await ledger.transaction((tx) => addAccount(tx, alike, {role: "office"}, ACTING));
  expect(made).toEqual({problem: expect.stringMatching(/看起来一样|已有名为|看不见|账户名用/)});
});

test("names that differ to the eye are all given, and Chinese ones too", async () => {
  const {ledger} = await emptyStore();
  const names = [
    "office",
    "office2",
    "unit-U01",
    "unit-U10",
    "unit-U11",
    "化工学院",
    "化学学院",
    "办公室",
    "会员0001",
    "会员0010",
    "张三",
    "张二"
  ];
  for (const name of names) expect((await added(ledger, name)).name).toBe(name);
});

test("an account that was made when look-alike names were given keeps working", async () => {
  const {ledger} = await emptyStore();
  await withPassword(ledger, "office");
  const account = await withPassword(ledger, "other");
  await ledger.transaction((tx) =>
    tx.updateTable("accounts").set({name: "0ffice"}).where("account_id", "=", account.account_id).execute()
  );
  expect((await trying(ledger, "0ffice", PASSWORD)).outcome).toBe("signed-in");
  const changed = await ledger.transaction(async (tx) =>
    changeAccount(tx, (await readAccountNamed(tx, "0ffice"))!, {role: "committee"}, ACTING)
  );
  expect(changed).toHaveProperty("account.role", "committee");
});

test("a link sets a password once, and not after its days are over", async () => {
  const {ledger} = await emptyStore();
  const account = await added(ledger, "office");
  const link = await ledger.transaction((tx) => makeLink(tx, account, ACTING));
  expect(await readLink(ledger, link, later(NOW, 7 * DAY))).toBeUndefined();
  expect(await useLink(ledger, link, {password: "short", now: NOW})).toHaveProperty("problem");
  expect(await useLink(ledger, link, {password: PASSWORD, now: NOW})).toHaveProperty("account.name", "office");
  expect(await useLink(ledger, link, {password: PASSWORD, now: NOW})).toEqual({
    problem: "这个链接已用过或已过期，请联系系统管理员重新生成。"
  });
  expect((await trying(ledger, "OFFICE", PASSWORD)).outcome).toBe("signed-in");
});

test("a newer link ends the one before, and a disabled account's link opens nothing", async () => {
  const {ledger} = await emptyStore();
  await added(ledger, "admin", "administrator");
  const account = await added(ledger, "office");
  const [first, second] = [
    await ledger.transaction((tx) => makeLink(tx, account, ACTING)),
    await ledger.transaction((tx) => makeLink(tx, account, ACTING))
  ];
  expect([await readLink(ledger, first, NOW), (await readLink(ledger, second, NOW))?.purpose]).toEqual([
    undefined,
    "invite"
  ]);
  await ledger.transaction((tx) => disableAccount(tx, account, ACTING));
  expect(await readLink(ledger, second, NOW)).toBeUndefined();
});

test("the first link makes one administrator, and there is none once an account exists", async () => {
  const {ledger} = await emptyStore();
  const [early, link] = [
    (await ledger.transaction((tx) => makeFirstLink(tx, NOW)))!,
    (await ledger.transaction((tx) => makeFirstLink(tx, NOW)))!
  ];
  expect(await readLink(ledger, early, NOW)).toBeUndefined();
  expect(await useLink(ledger, link, {name: "管理员甲", password: PASSWORD, now: NOW})).toMatchObject({
    account: {name: "管理员甲", role: "administrator"}
  });
  expect(await ledger.transaction((tx) => makeFirstLink(tx, NOW))).toBeUndefined();
  expect(await useLink(ledger, link, {name: "another", password: PASSWORD, now: NOW})).toHaveProperty("problem");
});

test("a reset ends password, second factor, sessions and tokens at once", async () => {
  const {ledger} = await emptyStore();
  const account = await withPassword(ledger, "office");
  const session = await ledger.transaction((tx) => startSession(tx, {account, now: NOW}));
  const token = await ledger.transaction((tx) => makeApiToken(tx, account, {label: "nightly", acting: ACTING}));
  expect((await readTokenAccount(ledger, token, NOW))?.name).toBe("office");
  await ledger.transaction((tx) => resetAccount(tx, account, ACTING));
  expect((await trying(ledger, "office", PASSWORD)).outcome).toBe("refused");
  expect(await readSession(ledger, session, NOW)).toBeUndefined();
  expect(await readTokenAccount(ledger, token, NOW)).toBeUndefined();
});

test("after five wrong passwords in a row the wait doubles, up to a quarter of an hour, and ends", async () => {
  const {ledger} = await emptyStore();
  await withPassword(ledger, "office");
  let now = NOW;
  for (let count = 0; count < 5; count += 1)
    expect((await trying(ledger, "office", "wrong", now)).outcome).toBe("refused");
  const waits: number[] = [];
  for (let count = 0; count < 7; count += 1) {
    const locked = await trying(ledger, "office", PASSWORD, now);
    if (locked.outcome !== "locked") throw new Error(locked.outcome);
    waits.push((Date.parse(locked.until) - Date.parse(now)) / SECOND);
    now = locked.until;
    await trying(ledger, "office", "wrong", now);
  }
  expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900]);
  expect((await trying(ledger, "office", PASSWORD, later(now, 15 * MINUTE))).outcome).toBe("signed-in");
});

test("an address that guesses at many names has to wait, whatever the name", async () => {
  const {ledger} = await emptyStore();
  await withPassword(ledger, "office");
  for (let count = 0; count < 30; count += 1) await trying(ledger, `guess${count}`, "wrong");
  expect((await trying(ledger, "office", PASSWORD)).outcome).toBe("locked");
  expect((await trying(ledger, "office", PASSWORD, NOW, "10.0.0.2")).outcome).toBe("signed-in");
});

/** Strangers from everywhere guess until nobody is let try at the name. */
async function lockByGuesses(ledger: Ledger, name: string, now = NOW): Promise<void> {
  for (let count = 0; count < 5; count += 1) await trying(ledger, name, "wrong", now, `192.0.2.${count}`);
  expect((await trying(ledger, name, PASSWORD, now, "192.0.2.99")).outcome).toBe("locked");
}

const markOf = (ledger: Ledger, account: Account, now = NOW, marks?: string) =>
  markDevice(ledger, account, {secret: SECRET, now, marks});

test("a browser that signed in before gets through a lock of strangers, and has a brake of its own", async () => {
  const {ledger} = await emptyStore();
  const account = await withPassword(ledger, "office");
  const marks = await markOf(ledger, account);
  await lockByGuesses(ledger, "office");
  const known = (password: string, shown = marks) =>
    trying(ledger, "office", password, NOW, "192.0.2.200", {marks: shown});
  expect((await known(PASSWORD)).outcome).toBe("signed-in");
  expect((await trying(ledger, "office", PASSWORD, NOW, "192.0.2.99")).outcome).toBe("locked");
  const outcomes = [];
  // What follows a mark does not make another browser of it.
  for (let count = 0; count < 6; count += 1) outcomes.push((await known("wrong", `${marks}.${count}`)).outcome);
  expect(outcomes).toEqual([...Array<string>(5).fill("refused"), "locked"]);
  expect((await known(PASSWORD)).outcome).toBe("locked");
});

test("a browser is known to the account that it signed in with, until its password changes or half a year is over", async () => {
  const {ledger} = await emptyStore();
  const [office, other] = [await withPassword(ledger, "office"), await withPassword(ledger, "other")];
  const marks = await markOf(ledger, office);
  const isKnown = async (account: Account, shown: string | undefined, now = NOW, secret = SECRET) =>
    (await knownDevice(ledger, account, {marks: shown, now, secret})) !== undefined;
  expect([
    await isKnown(office, marks),
    await isKnown(office, await markOf(ledger, other, NOW, marks)),
    await isKnown(office, marks, later(NOW, 179 * DAY))
  ]).toEqual([true, true, true]);
  const [nonce, until, signature] = marks.split(".");
  expect([
    await isKnown(other, marks),
    await isKnown(office, marks, later(NOW, 180 * DAY)),
    await isKnown(office, marks, NOW, `${SECRET}!`),
    await isKnown(office, [nonce, `${until}0`, signature].join(".")),
    await isKnown(office, [`${nonce}x`, until, signature].join(".")),
    await isKnown(office, undefined),
    await isKnown(office, "~.~..")
  ]).toEqual(Array(7).fill(false));
  await ledger.transaction((tx) => setPassword(tx, office, "another hash", ACTING));
  expect(await isKnown(office, marks)).toBe(false);
});

async function withSecondFactor(ledger: Ledger, account: Account): Promise<(now: string) => string> {
  await ledger.transaction((tx) => offerSecondFactor(tx, account, SECRET));
  const {key} = (await readOfferedSecondFactor(ledger, account, SECRET))!;
  const codeAt = (now: string) => new TOTP({secret: key}).generate({timestamp: Date.parse(now)});
  await ledger.transaction((tx) =>
    confirmSecondFactor(tx, account, {code: codeAt(NOW), secret: SECRET, acting: ACTING})
  );
  return codeAt;
}

test("password and code together get through a lock of strangers, and the answer tells of neither alone", async () => {
  const {ledger} = await emptyStore();
  const codeAt = await withSecondFactor(ledger, await withPassword(ledger, "office"));
  await withPassword(ledger, "other");
  const at = later(NOW, MINUTE);
  for (const name of ["office", "other", "nobody"]) await lockByGuesses(ledger, name, at);
  const both = (name: string, password: string, code: string) =>
    trying(ledger, name, password, at, "192.0.2.200", {code});
  const wrong = [
    await both("office", "wrong", codeAt(at)),
    await both("office", PASSWORD, "000000"),
    await both("other", PASSWORD, codeAt(at)),
    await both("nobody", PASSWORD, codeAt(at))
  ];
  expect(wrong).toEqual(Array(4).fill({outcome: "locked", until: later(at, 30 * SECOND)}));
  expect((await both("office", PASSWORD, codeAt(at))).outcome).toBe("signed-in");
  expect((await both("office", PASSWORD, codeAt(at))).outcome).toBe("refused");
});

test("who knows the password may not guess at codes for ever, from however many addresses and in whatever way", async () => {
  const {ledger} = await emptyStore();
  const account = await withPassword(ledger, "office");
  const codeAt = await withSecondFactor(ledger, account);
  const at = later(NOW, MINUTE);
  await lockByGuesses(ledger, "office", at);
  for (let count = 0; count < 5; count += 1)
    await trying(ledger, "office", PASSWORD, at, `198.51.100.${count}`, {code: "000000"});
  expect((await trying(ledger, "office", PASSWORD, at, "192.0.2.9", {code: codeAt(at)})).outcome).toBe("locked");
  const alone = await ledger.transaction((tx) =>
    signInWithCode(tx, account, {code: codeAt(at), secret: SECRET, now: at, address: "192.0.2.9"})
  );
  expect(alone.outcome).toBe("locked");
});

test("a known browser's right password makes no room for further codes", async () => {
  const {ledger} = await emptyStore();
  const account = await withPassword(ledger, "office");
  await withSecondFactor(ledger, account);
  const marks = await markOf(ledger, account);
  const outcomes = [];
  for (let count = 0; count < 3; count += 1) {
    outcomes.push((await trying(ledger, "office", PASSWORD, NOW, "10.0.0.1", {marks})).outcome);
    const tried = {code: "000000", secret: SECRET, now: NOW, address: "10.0.0.1", marks};
    outcomes.push((await ledger.transaction((tx) => signInWithCode(tx, account, tried))).outcome);
  }
  expect(outcomes).toEqual(["second-factor", "refused", "second-factor", "refused", "second-factor", "locked"]);
});

test("strangers' guesses do not keep who is signed in from using the own password", async () => {
  const {ledger} = await emptyStore();
  const account = await withPassword(ledger, "office");
  await lockByGuesses(ledger, "office");
  const own = (password: string) => isOwnPassword(ledger, account, {password, now: NOW, address: "192.0.2.1"});
  expect(await own(PASSWORD)).toBe(true);
  for (let count = 0; count < 5; count += 1) expect(await own("wrong")).toBe(false);
  expect(await own(PASSWORD)).toBe(false);
});

test("a lock is written down once when it begins, however often is tried while it lasts", async () => {
  const {ledger} = await emptyStore();
  await withPassword(ledger, "office");
  for (let count = 0; count < 5; count += 1) await trying(ledger, "office", "wrong");
  for (let count = 0; count < 20; count += 1) await trying(ledger, "office", "wrong", later(NOW, SECOND));
  const [first, second] = [later(NOW, 30 * SECOND), later(NOW, 90 * SECOND)];
  await trying(ledger, "office", "wrong", first);
  for (let count = 0; count < 20; count += 1) await trying(ledger, "office", "wrong", later(first, SECOND));
  const entries = await readAudit(ledger, {action: "sign-in-locked"});
  expect(entries.map(({who, detail}) => [who, detail])).toEqual([
    ["office", JSON.stringify({of: "account", until: second})],
    ["office", JSON.stringify({of: "account", until: first})]
  ]);
  expect(await readAudit(ledger, {action: "sign-in-failed"})).toHaveLength(6);
});

test.each([
  ["10.0.0.1", "10.0.0.1"],
  ["::ffff:10.0.0.1", "10.0.0.1"],
  ["2001:db8:1:2:a:b:c:d", "2001:db8:1:2::/64"],
  ["2001:DB8:1:2::5", "2001:db8:1:2::/64"],
  ["2001:db8::5", "2001:db8:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["", ""]
])("%s stands for %s", (address, range) => {
  expect(addressRange(address)).toBe(range);
});

test("guesses at the same moment all count", async () => {
  const {ledger} = await emptyStore();
  await withPassword(ledger, "office");
  const outcomes = await Promise.all(Array.from({length: 12}, () => trying(ledger, "office", "wrong")));
  expect(outcomes.filter(({outcome}) => outcome === "refused")).toHaveLength(5);
});

test.each([
  ["office", 30 * MINUTE],
  ["administrator", 30 * MINUTE],
  ["unit", 8 * HOUR],
  ["leadership", 8 * HOUR]
] as const)("an idle session of %s ends", async (role, idle) => {
  const {ledger} = await emptyStore();
  const account = await added(ledger, "somebody", role);
  const session = await ledger.transaction((tx) => startSession(tx, {account, now: NOW}));
  expect(await readSession(ledger, session, later(NOW, idle - SECOND))).toBeDefined();
  const other = await ledger.transaction((tx) => startSession(tx, {account, now: NOW}));
  expect(await readSession(ledger, other, later(NOW, idle))).toBeUndefined();
  const watched = await ledger.transaction((tx) => startSession(tx, {account, now: NOW}));
  expect(await readSessionUnnoted(ledger, watched, later(NOW, idle - SECOND))).toBeDefined();
  expect(await readSessionUnnoted(ledger, watched, later(NOW, idle))).toBeUndefined();
});

test("a session that is used goes on, but never over eight hours", async () => {
  const {ledger} = await emptyStore();
  const account = await added(ledger, "office");
  const session = await ledger.transaction((tx) => startSession(tx, {account, now: NOW}));
  for (let minutes = 20; minutes < 480; minutes += 20)
    expect(await readSession(ledger, session, later(NOW, minutes * MINUTE)), String(minutes)).toBeDefined();
  expect(await readSession(ledger, session, later(NOW, 8 * HOUR))).toBeUndefined();
});

test("disabling, another role and signing out everywhere end sessions", async () => {
  const {ledger} = await emptyStore();
  await added(ledger, "admin", "administrator");
  const account = await added(ledger, "office");
  const ends = async (act: () => Promise<unknown>) => {
    const session = await ledger.transaction((tx) => startSession(tx, {account, now: NOW}));
    expect(await readSession(ledger, session, NOW)).toBeDefined();
    await act();
    expect(await readSession(ledger, session, NOW)).toBeUndefined();
  };
  await ends(() => ledger.transaction((tx) => endSessionsOf(tx, account.account_id, NOW)));
  await ends(() => ledger.transaction((tx) => changeAccount(tx, account, {role: "committee"}, ACTING)));
  await ends(() => ledger.transaction((tx) => disableAccount(tx, account, ACTING)));
});

test("a program's token ends with the password, with the account and by signing out everywhere", async () => {
  const {ledger} = await emptyStore();
  await added(ledger, "admin", "administrator");
  const account = await withPassword(ledger, "office");
  const ends = async (act: (tx: LedgerTransaction) => Promise<unknown>) => {
    const token = await ledger.transaction((tx) => makeApiToken(tx, account, {label: "x", acting: ACTING}));
    expect(await readTokenAccount(ledger, token, NOW)).toBeDefined();
    await ledger.transaction(act);
    expect(await readTokenAccount(ledger, token, NOW)).toBeUndefined();
    return token;
  };
  await ends((tx) => endAccess(tx, account, ACTING));
  await ends((tx) => setPassword(tx, account, "another hash", ACTING));
  await ends((tx) => resetAccount(tx, account, ACTING));
  const token = await ends((tx) => disableAccount(tx, account, ACTING));
  await ledger.transaction((tx) => enableAccount(tx, account, ACTING));
  expect(await readTokenAccount(ledger, token, NOW)).toBeUndefined();
});

test("the last administrator can be neither disabled nor given another role", async () => {
  const {ledger} = await emptyStore();
  const account = await added(ledger, "admin", "administrator");
  expect(await ledger.transaction((tx) => disableAccount(tx, account, ACTING))).toHaveProperty("problem");
  expect(await ledger.transaction((tx) => changeAccount(tx, account, {role: "office"}, ACTING))).toHaveProperty(
    "problem"
  );
  await added(ledger, "other", "administrator");
  expect(await ledger.transaction((tx) => disableAccount(tx, account, ACTING))).toHaveProperty(
    "account.disabled_at",
    NOW
  );
});

test("a code counts once, one step to either side, and only after it was confirmed", async () => {
  const {ledger} = await emptyStore();
  const account = await withPassword(ledger, "office");
  await ledger.transaction((tx) => offerSecondFactor(tx, account, SECRET));
  const {uri, key} = (await readOfferedSecondFactor(ledger, account, SECRET))!;
  expect(uri).toMatch(/^otpauth:\/\/totp\//);
  const codeAt = (now: string) => new TOTP({secret: key}).generate({timestamp: Date.parse(now)});
  expect((await trying(ledger, "office", PASSWORD)).outcome).toBe("signed-in");
  const confirm = (code: string) =>
    ledger.transaction((tx) => confirmSecondFactor(tx, account, {code, secret: SECRET, acting: ACTING}));
  expect([await confirm("000"), await confirm(codeAt(NOW))]).toEqual([false, true]);
  expect((await trying(ledger, "office", PASSWORD)).outcome).toBe("second-factor");
  const at = later(NOW, 60 * SECOND);
  const use = (code: string) =>
    ledger.transaction((tx) => signInWithCode(tx, account, {code, secret: SECRET, now: at, address: "10.0.0.1"}));
  expect((await use(codeAt(NOW))).outcome).toBe("refused");
  expect((await use(codeAt(later(at, 90 * SECOND)))).outcome).toBe("refused");
  expect((await use(codeAt(at))).outcome).toBe("signed-in");
  expect((await use(codeAt(at))).outcome).toBe("refused");
  const elsewhere = {code: codeAt(later(at, 30 * SECOND)), secret: `${SECRET}!`, now: at};
  expect(await ledger.transaction((tx) => useSecondFactor(tx, account, elsewhere))).toBe(false);
});

test("a token speaks for its account until its day, its end or its account's", async () => {
  const {ledger} = await emptyStore();
  await added(ledger, "admin", "administrator");
  const account = await added(ledger, "unit-U01", "unit");
  const make = () =>
    ledger.transaction((tx) => makeApiToken(tx, account, {label: "教务系统", days: 2, acting: ACTING}));
  const [one, other] = [await make(), await make()];
  expect(await readTokenAccount(ledger, one, NOW)).toMatchObject({role: "unit", unit_code: "U01"});
  expect(await readTokenAccount(ledger, one, later(NOW, 2 * DAY))).toBeUndefined();
  expect(await readTokenAccount(ledger, `${one}x`, NOW)).toBeUndefined();
  for (const {token_id} of await readApiTokens(ledger, account, NOW))
    await ledger.transaction((tx) => revokeApiToken(tx, account, token_id, ACTING));
  expect([await readTokenAccount(ledger, one, NOW), await readTokenAccount(ledger, other, NOW)]).toEqual([
    undefined,
    undefined
  ]);
  const third = await make();
  await ledger.transaction((tx) => disableAccount(tx, account, ACTING));
  expect(await readTokenAccount(ledger, third, NOW)).toBeUndefined();
});

test("no password, token, link, session or second factor stands in the ledger as it is", async () => {
  const store = await emptyStore();
  const {ledger} = store;
  const account = await added(ledger, "office");
  const link = await ledger.transaction((tx) => makeLink(tx, account, ACTING));
  await useLink(ledger, link, {password: PASSWORD, now: NOW});
  const session = await ledger.transaction((tx) => startSession(tx, {account, now: NOW}));
  const token = await ledger.transaction((tx) => makeApiToken(tx, account, {label: "x", acting: ACTING}));
  await ledger.transaction((tx) => offerSecondFactor(tx, account, SECRET));
  const {key} = (await readOfferedSecondFactor(ledger, account, SECRET))!;
  const kept = Buffer.concat(["", "-wal"].map((end) => readFileSync(`${store.dir.ledger}${end}`)));
  expect(kept.includes("office")).toBe(true);
  for (const secret of [PASSWORD, link, session, token, key]) expect(kept.includes(secret)).toBe(false);
});

test("the installation's secret is made once, for its owner only, unless the environment gives one", () => {
  const dir = dataDirAt(join(temporaryFolder(), "data"));
  const secret = installationSecret(dir, {});
  expect(installationSecret(dir, {})).toBe(secret);
  expect(statSync(dir.secret).mode & 0o777).toBe(0o600);
  expect(installationSecret(dir, {SESSION_SECRET: SECRET})).toBe(SECRET);
});

test("an empty secret, as a power cut could leave it, is none", () => {
  const dir = dataDirAt(join(temporaryFolder(), "data"));
  mkdirSync(dir.root);
  writeFileSync(dir.secret, "");
  const secret = installationSecret(dir, {});
  expect(secret.length).toBeGreaterThanOrEqual(32);
  expect(installationSecret(dir, {})).toBe(secret);
});

test("what was sealed opens with the same secret for the same purpose only", () => {
  const sealed = seal(SECRET, "one", "帮扶");
  expect(unseal(SECRET, "one", sealed)).toBe("帮扶");
  // A tag of 4 bytes can be found by trying.
  for (const bytes of [4, 8, 12, 13, 14, 15]) {
    const nonceAndTag = Buffer.from(seal(SECRET, "one", ""), "base64url").subarray(0, 12 + bytes);
    expect(unseal(SECRET, "one", nonceAndTag.toString("base64url")), `a tag of ${bytes} bytes`).toBeUndefined();
  }
  expect([unseal(SECRET, "other", sealed), unseal(`${SECRET}!`, "one", sealed), unseal(SECRET, "one", "x")]).toEqual([
    undefined,
    undefined,
    undefined
  ]);
});
