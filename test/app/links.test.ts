import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {type Role, ROLES} from "#pipelines/accounts/account.ts";
import {now} from "#pipelines/time/clock.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {openStore} from "#pipelines/store/store.ts";
import {Browserless} from "../browserless.ts";
import {csvOf, sendAccepted, sendBasics} from "../pipelines/store.ts";
import {type RunningServer, startServer} from "../running-server.ts";
import {type Named, sessionOf} from "../signed-in.ts";

let folder: string;
let server: RunningServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "links-"));
  const store = await openStore(dataDirAt(folder));
  await sendBasics(store);
  for (const unit of ["U01", "U02"])
    await sendAccepted(store, "media", csvOf("media", [{item_id: `N-${unit}`, unit_code: unit}]), {
      ...{unit, fileName: `报道-${unit}.csv`}
    });
  await rebuildWarehouse(store.dir, store.ledger, {now: now()});
  await store.ledger.close();
  server = await startServer(folder, {today: "2026-11-15"});
});

afterAll(async () => {
  await server?.stop();
  rmSync(folder, {recursive: true, force: true});
});

const as = async (role: Role, named?: Named) =>
  new Browserless(server.url, {}, {session: await sessionOf(folder, role, role === "unit" ? "U01" : undefined, named)});

/** Where one goes on: one address for all tasks, all KPIs, all submissions of the same page. */
function kindOf(address: string): string {
  const {pathname, searchParams} = new URL(address, server.url);
  const path = pathname
    .replace(/\/[0-9a-f-]{36}/, "/<id>")
    .replace(/\/[TK]\d\d/, "/<code>")
    .replace(/^\/(datasets|templates)\/\w+/, "/$1/<name>");
  return `${path}?${[...new Set(searchParams.keys())].sort().join("&")}`;
}

const plain = (text: string) => text.replaceAll("&amp;", "&").replaceAll("&quot;", '"');

interface Button {
  action: string;
  fields: Record<string, string>;
}

function attributesOf(tag: string): Record<string, string> {
  return Object.fromEntries([...tag.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name!, plain(value!)]));
}

/** What its forms would send by each of their buttons, with nothing typed. */
function buttonsIn(page: string, address: string): Button[] {
  const forms = [...page.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].filter(([, tag]) => /method="post"/.test(tag!));
  return forms.flatMap(([, tag, inside]) => {
    const {action = address} = attributesOf(tag!);
    const hidden = [...inside!.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)].map(([input]) => attributesOf(input));
    const fields = Object.fromEntries(
      hidden.filter(({name}) => name !== "csrf").map(({name, value}) => [name!, value ?? ""])
    );
    return [...inside!.matchAll(/<button\b[^>]*>/g)].map(([button]) => {
      const {name, value = ""} = attributesOf(button);
      return {action, fields: name === undefined ? fields : {...fields, [name]: value}};
    });
  });
}

interface Walk {
  pages: string[];
  refused: string[];
  buttons: Map<string, Button>;
}

async function walk(visitor: Browserless): Promise<Walk> {
  const [seen, refused, buttons] = [new Set<string>(), [] as string[], new Map<string, Button>()];
  const open = ["/"];
  for (let address = open.shift(); address !== undefined; address = open.shift()) {
    const kind = kindOf(address);
    if (seen.has(kind)) continue;
    seen.add(kind);
    const response = await visitor.get(address);
    if (response.status >= 400) refused.push(`${response.status} ${address}`);
    const next = response.headers.get("location");
    if (next !== null) open.push(next);
    if (!response.headers.get("content-type")?.startsWith("text/html")) continue;
    const page = await response.text();
    for (const button of buttonsIn(page, address))
      buttons.set(JSON.stringify([kindOf(button.action), button.fields.intent, button.fields.verdict]), button);
    const links = [...page.matchAll(/<a\b[^>]*\bhref="([^"]+)"/g)].map(([, href]) => plain(href!));
    for (const link of links.filter((href) => /^[/?]/.test(href)))
      open.push(link.startsWith("?") ? new URL(link, server.url + address).pathname + link : link);
  }
  return {pages: [...seen], refused, buttons};
}

test("leadership is shown how a unit's reports stand, and nothing to do about them", async () => {
  const page = await (await (await as("leadership")).get("/submissions?unit=U01&month=2026-10")).text();
  expect(page).toContain("要报送的");
  expect(page).not.toContain("零报告</button>");
  expect(page).not.toContain("去上传");
  expect(page).not.toContain('href="/submissions/new');
  const own = await (await (await as("unit")).get("/submissions?unit=U01&month=2026-10")).text();
  expect(own).toContain("零报告</button>");
});

test("what other units call their files is for no unit to read", async () => {
  const pageOf = async (role: Role) => (await (await as(role)).get("/kpis/K03?month=2026-10")).text();
  const [own, office] = [await pageOf("unit"), await pageOf("office")];
  expect([own.includes("报道-U01.csv"), own.includes("报道-U02.csv")]).toEqual([true, false]);
  expect([office.includes("报道-U01.csv"), office.includes("报道-U02.csv")]).toEqual([true, true]);
});

test("a unit is told what the office sent for it, and led to no file that it may not open", async () => {
  const linksOf = async (visitor: Browserless) => {
    const page = await (await visitor.get("/submissions?unit=U01&month=2026-10")).text();
    expect(page).toContain("代报");
    return [...new Set([...page.matchAll(/href="(\/submissions\/[0-9a-f-]{36})"/g)].map(([, href]) => href!))];
  };
  const [own, office] = [await linksOf(await as("unit")), await linksOf(await as("office"))];
  expect([own.length, office.length]).toEqual([1, 2]);
  expect((await (await as("unit")).get(own[0]!)).status).toBe(200);
});

const VISITORS: [string, Role, Named][] = [
  ...ROLES.map((role): [string, Role, Named] => [role, role, {}]),
  ["the chair of a unit", "unit", {isAidOfficer: true}],
  ["the aid officer", "office", {isAidOfficer: true}]
];

test.each(VISITORS)(
  "no page leads %s where they may not go, and no button offers what they may not do",
  {timeout: 240_000},
  async (_, role, named) => {
    const {pages, refused, buttons} = await walk(await as(role, named));
    expect(pages.length).toBeGreaterThan(12);
    expect(refused).toEqual([]);
    expect(pages.includes("/assistance?")).toBe(named.isAidOfficer === true);
    const answers = [];
    // Each with a session of its own, for some end it; not those that would leave nothing for the next to see.
    const pressed = [...buttons.values()].filter(
      ({action, fields}) => !action.startsWith("/admin/") && (role === "unit" || fields.verdict !== "withdraw")
    );
    for (const {action, fields} of pressed) {
      const {status} = await (await as(role, named)).post(action, fields);
      if (status === 403 || status >= 500) answers.push(`${status} ${action} ${JSON.stringify(fields)}`);
    }
    expect(answers).toEqual([]);
  }
);
