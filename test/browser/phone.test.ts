import {readdirSync} from "node:fs";
import {join} from "node:path";
import type {Page} from "playwright-core";
import {afterAll, beforeAll, expect, test} from "vitest";
import type {Role} from "#pipelines/accounts/account.ts";
import {projectRoot} from "#pipelines/host/root.ts";
import {FINGER, smallTargetsOf} from "./page-looks.ts";
import {PHONE} from "./screens.ts";
import {openSite, type Site} from "./site.ts";

let site: Site;
beforeAll(async () => {
  site = await openSite({today: "2026-11-28"});
}, 300_000);
afterAll(() => site?.close());

/** About five screens, until something is opened. */
const LONGEST = 4000;

const OF_OFFICE: Record<string, string> = {
  "_index.tsx": "/",
  "account.tsx": "/account",
  "attention.tsx": "/attention",
  "changes.tsx": "/changes",
  "datasets.$name.tsx": "/datasets/activities",
  "datasets._index.tsx": "/datasets",
  "help.charts.tsx": "/help/charts",
  "instructions.tsx": "/instructions",
  "kpis._index.tsx": "/kpis",
  "kpis.$code.tsx": "/kpis/K23",
  "meetings._index.tsx": "/meetings",
  "meetings.new.tsx": "/meetings/new",
  "my.tsx": "/my?pins=K23,T05,U12",
  "outputs._index.tsx": "/outputs",
  "outputs.assessment._index.tsx": "/outputs/assessment",
  "outputs.assessment.$unit.tsx": "/outputs/assessment/U12",
  "outputs.congress.tsx": "/outputs/congress",
  "outputs.yearbook.tsx": "/outputs/yearbook",
  "plan._index.tsx": "/plan",
  "plan.$code.tsx": "/plan/T03-01",
  "plan.calendar.tsx": "/plan/calendar",
  "plan.inherit.tsx": "/plan/inherit",
  "plan.new.tsx": "/plan/new",
  "plan.targets.tsx": "/plan/targets",
  "plan.timeline.tsx": "/plan/timeline",
  "present._index.tsx": "/present",
  "present.add.tsx": "/present/add?key=task:T05",
  "progress._index.tsx": "/progress",
  "progress.$code.tsx": "/progress/T02-03",
  "reports._index.tsx": "/reports",
  "reports.check.tsx": "/reports/check",
  "search.tsx": "/search?q=提案",
  "submissions._index.tsx": "/submissions",
  "submissions.new.tsx": "/submissions/new",
  "submissions.queue.tsx": "/submissions/queue",
  "submissions.settings.tsx": "/submissions/settings",
  "supervision._index.tsx": "/supervision",
  "supervision.$code.tsx": "/supervision/T03-01",
  "supervision.messages.tsx": "/supervision/messages",
  "tasks._index.tsx": "/tasks",
  "tasks.$code.tsx": "/tasks/T03",
  "units._index.tsx": "/units",
  "units.$code.tsx": "/units/U12",
  "$.tsx": "/nothing/here"
};
const OF_ADMINISTRATOR: Record<string, string> = {
  "admin.accounts.tsx": "/admin/accounts",
  "admin.audit.tsx": "/admin/audit",
  "admin.retention.tsx": "/admin/retention",
  "admin.system.tsx": "/admin/system"
};
/** Pages that need something the sample year lacks, such as a meeting, or that nobody signed in sees. */
const ELSEWHERE = [
  "assistance.tsx",
  "link.$token.tsx",
  "meetings.$id.tsx",
  "meetings.$id_.minutes.tsx",
  "meetings.action-items.$id.tsx",
  "present.meetings.$id.tsx",
  "present.selections.$id.tsx",
  "sign-in.tsx",
  "sign-in_.cas.tsx",
  "sign-in_.oidc.tsx",
  "submissions.$id._index.tsx",
  "submissions.$id.moves.tsx",
  "submissions.$id.rows.tsx"
];
test("every page is measured here or named as an exception", () => {
  const pages = readdirSync(join(projectRoot, "app/routes")).filter((name) => name.endsWith(".tsx"));
  expect([...Object.keys(OF_OFFICE), ...Object.keys(OF_ADMINISTRATOR), ...ELSEWHERE].sort()).toEqual(pages.sort());
});

interface Measured {
  path: string;
  height: number;
  width: number;
  small: string[];
}

async function measure(page: Page, path: string): Promise<Measured> {
  await page.goto(site.url + path, {waitUntil: "load"});
  const [height, width] = await page.evaluate(() => [
    document.documentElement.scrollHeight,
    document.documentElement.scrollWidth
  ]);
  return {path, height: height ?? 0, width: width ?? 0, small: await smallTargetsOf(page, FINGER)};
}

async function measureAll(role: Role, paths: string[]): Promise<Measured[]> {
  const page = await (await site.newContext(PHONE, {role, unit: role === "unit" ? "U12" : undefined})).newPage();
  const measured: Measured[] = [];
  for (const path of paths) measured.push(await measure(page, path));
  return measured;
}

test.each([
  ["office" as const, Object.values(OF_OFFICE)],
  ["administrator" as const, Object.values(OF_ADMINISTRATOR)],
  ["unit" as const, ["/", "/progress", "/submissions", "/submissions/new", "/changes", "/attention"]]
])(
  "on a phone each page of the role %s is short, no wider than the screen, and made for fingers",
  {timeout: 240_000},
  async (role, paths) => {
    const measured = await measureAll(role, paths);
    expect(measured.filter(({width}) => width > 375).map(({path, width}) => [path, width])).toEqual([]);
    expect(measured.filter(({small}) => small.length > 0).map(({path, small}) => [path, small])).toEqual([]);
    const long = measured.filter(({height}) => height > LONGEST);
    expect(long.map(({path, height}) => [path, height])).toEqual([]);
  }
);

test("on a phone the three most urgent items stand between the sentence and the tasks", async () => {
  const page = await (await site.newContext(PHONE)).newPage();
  await page.goto(`${site.url}/`);
  const items = page.locator("aside ol > li:visible");
  expect(await items.count()).toBe(3);
  const last = await items.last().boundingBox();
  const task = await page.locator("article").first().boundingBox();
  expect(last!.y).toBeLessThan(task!.y);
});

test("a long table is folded on a phone without JavaScript, and opens", async () => {
  const page = await (await site.newContext({...PHONE, javaScriptEnabled: false})).newPage();
  await page.goto(`${site.url}/datasets/activities`);
  const rows = page.locator("table tbody tr:visible");
  expect(await rows.count()).toBe(5);
  await page.getByText("显示其余 17 行").click();
  expect(await rows.count()).toBe(22);
});
