import {TOTP} from "otpauth";
import type {Page} from "playwright-core";
import {afterAll, beforeAll, expect, test} from "vitest";
import {casUser} from "#app/features/sign-in/cas.server.ts";
import {addAccount, changeAccount} from "#pipelines/accounts/accounts.ts";
import {confirmSecondFactor, offerSecondFactor, readOfferedSecondFactor} from "#pipelines/accounts/second-factor.ts";
import {installationSecret} from "#pipelines/accounts/secret.ts";
import {now} from "#pipelines/time/clock.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {openStore} from "#pipelines/store/store.ts";
import {accountOf} from "../signed-in.ts";
import {CLIENT, type Campus, startCas, startProvider} from "./campus.ts";
import {NOTHING, openSite, type Site} from "./site.ts";

const STAFF = "X0001";

let [cas, provider, site]: [Campus?, Campus?, Site?] = [];
beforeAll(async () => {
  cas = await startCas();
  provider = await startProvider(() => site!.url);
  const env = {
    CAS_URL: cas.url,
    OIDC_ISSUER: provider.url,
    OIDC_CLIENT_ID: CLIENT.id,
    OIDC_CLIENT_SECRET: CLIENT.secret,
    OIDC_STAFF_CLAIM: "staff"
  };
  site = await openSite({today: "2026-03-15", fill: NOTHING, env});
  const {ledger} = await openStore(dataDirAt(site.dataDir));
  await ledger.transaction(async (tx) =>
    changeAccount(
      tx,
      await accountOf(tx, "leadership"),
      {role: "leadership", staffNumber: STAFF},
      {by: "test", now: now()}
    )
  );
  await ledger.close();
}, 300_000);
afterAll(async () => {
  await site?.close();
  await cas?.close();
  await provider?.close();
});

/** Gives the key that its telephone has. */
async function accountWithSecondFactor(name: string, staffNumber: string): Promise<string> {
  const dir = dataDirAt(site!.dataDir);
  const {ledger} = await openStore(dir);
  const [secret, acting] = [installationSecret(dir), {by: "test", now: now()}];
  const added = await ledger.transaction((tx) => addAccount(tx, name, {role: "office", staffNumber}, acting));
  if ("problem" in added) throw new Error(added.problem);
  await ledger.transaction((tx) => offerSecondFactor(tx, added.account, secret));
  const {key} = (await readOfferedSecondFactor(ledger, added.account, secret))!;
  const code = new TOTP({secret: key}).generate({timestamp: Date.parse(acting.now)});
  if (!(await ledger.transaction((tx) => confirmSecondFactor(tx, added.account, {code, secret, acting}))))
    throw new Error("the code was refused");
  await ledger.close();
  return key;
}

async function signOn(link: string, staff: string): Promise<Page> {
  const page = await (await site!.browser.newContext()).newPage();
  await page.goto(`${site!.url}/datasets`);
  await page.getByRole("link", {name: link, exact: true}).click();
  if (link.includes("CAS")) {
    await page.locator("input[name=username]").fill(staff);
    await page.getByRole("button").click();
    return page;
  }
  await page.locator("input[name=login]").fill(staff);
  await page.locator("input[name=password]").fill("anything");
  await page.locator("button[type=submit]").click();
  // What the client asks to know.
  await page.locator("button[type=submit]").click();
  return page;
}

const LINKS = ["用统一身份认证登录（CAS）", "用统一身份认证登录"];

test.each(LINKS)("%s: a known 工号 arrives where it wanted to go", async (link) => {
  const page = await signOn(link, STAFF);
  await page.waitForURL(`${site!.url}/datasets`);
  expect(await page.locator("header").innerText()).toContain("leadership");
});

test.each(LINKS)("%s: an unknown 工号 is told what to do", async (link) => {
  const page = await signOn(link, "X0002");
  await page.getByText("这个工号还没有本系统的账户").waitFor();
  await page.goto(`${site!.url}/datasets`);
  expect(page.url()).toContain("/sign-in");
});

test.each(LINKS)("%s: an account with a second factor is asked for it all the same", async (link) => {
  const name = `office-${LINKS.indexOf(link)}`;
  const key = await accountWithSecondFactor(name, `X100${LINKS.indexOf(link)}`);
  const page = await signOn(link, `X100${LINKS.indexOf(link)}`);
  const code = page.getByLabel(/^动态口令/);
  await code.waitFor();
  await page.goto(`${site!.url}/datasets`);
  expect(page.url()).toContain("/sign-in");
  await code.fill(new TOTP({secret: key}).generate({timestamp: Date.parse(now()) + 30_000}));
  await page.getByRole("button", {name: "登录"}).click();
  await page.waitForURL(`${site!.url}/datasets`);
  expect(await page.locator("header").innerText()).toContain(name);
});

test("who comes back from a way that this browser did not begin is not signed in", async () => {
  const page = await (await site!.browser.newContext()).newPage();
  for (const path of ["/sign-in/cas?state=x&ticket=ST-1", "/sign-in/oidc?state=x&code=y"]) {
    const response = await page.goto(site!.url + path);
    expect(response?.status()).toBe(400);
  }
});

const answer = (inside: string, uri = "http://www.yale.edu/tp/cas") =>
  `<c:serviceResponse xmlns:c="${uri}">${inside}</c:serviceResponse>`;

test.each([
  ["a success", answer("<c:authenticationSuccess><c:user> X0001 </c:user></c:authenticationSuccess>"), "X0001"],
  ["a failure", answer('<c:authenticationFailure code="X">X0001</c:authenticationFailure>'), undefined],
  ["a user elsewhere", answer("<c:user>X0001</c:user>"), undefined],
  [
    "another namespace",
    answer("<c:authenticationSuccess><c:user>X0001</c:user></c:authenticationSuccess>", "urn:x"),
    undefined
  ],
  [
    "a text in a comment",
    answer("<c:authenticationSuccess><!--<c:user>X0001</c:user>--></c:authenticationSuccess>"),
    undefined
  ],
  [
    "half an answer",
    '<c:serviceResponse xmlns:c="http://www.yale.edu/tp/cas"><c:authenticationSuccess><c:user>X0001</c:user>',
    undefined
  ],
  ["no XML", "X0001", undefined]
])("of CAS, %s is read for what it is", (_, xml, user) => {
  expect(casUser(xml)).toBe(user);
});
