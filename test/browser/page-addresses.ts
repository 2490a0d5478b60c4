import type {Store} from "#pipelines/store/store.ts";
import {changeSlides, makeSelection} from "#pipelines/frozen/selections.ts";
import {readSubmissions} from "#pipelines/ledger/submission-entries.ts";
import {readActionItems} from "#pipelines/meetings/action-items.ts";
import {giveInstruction} from "#pipelines/meetings/instructions.ts";
import {closeMeeting, openMeeting} from "#pipelines/meetings/meetings.ts";
import {recordOutcome} from "#pipelines/meetings/outcomes.ts";
import {ACTING, actionItem, decision, planned} from "../pipelines/meetings/held.ts";
import type {Site} from "./site.ts";

export const TODAY = "2026-11-28";
/** A unit of the sample year that has sent files. */
export const UNIT = "U01";

export type Reader = "leadership" | "committee" | "unit" | "office" | "administrator" | "aid officer" | "nobody";
const EVERYBODY: Reader[] = ["office", "leadership", "unit"];
const SENDERS: Reader[] = ["office", "unit"];
const OFFICE: Reader[] = ["office"];
const ADMINISTRATOR: Reader[] = ["administrator"];

/**
 * The pages of each route with those who see something different on it. A word in braces stands for the key of a thing
 * in the store.
 */
export const PAGES: Record<string, [address: string, readers: Reader[]][]> = {
  "$.tsx": [["/nothing/here", OFFICE]],
  "_index.tsx": [
    ["/", EVERYBODY],
    [`/?unit=${UNIT}`, OFFICE]
  ],
  "account.tsx": [["/account", ["office", "unit", "committee"]]],
  "admin.accounts.tsx": [
    ["/admin/accounts", ADMINISTRATOR],
    ["/admin/accounts", ["unit"]]
  ],
  "admin.audit.tsx": [["/admin/audit", ADMINISTRATOR]],
  "admin.retention.tsx": [["/admin/retention", ADMINISTRATOR]],
  "admin.system.tsx": [["/admin/system", ADMINISTRATOR]],
  "assistance.tsx": [["/assistance", ["aid officer", "office"]]],
  "attention.tsx": [["/attention", EVERYBODY]],
  "changes.tsx": [["/changes", ["office", "leadership"]]],
  "datasets.$name.tsx": [["/datasets/activities", ["office", "unit"]]],
  "datasets._index.tsx": [["/datasets", ["office", "unit"]]],
  "help.charts.tsx": [["/help/charts", OFFICE]],
  "instructions.tsx": [["/instructions", ["office", "leadership", "unit"]]],
  "kpis.$code.tsx": [
    ["/kpis/K23", EVERYBODY],
    [`/kpis/K23?unit=${UNIT}`, OFFICE],
    ["/kpis/K45", OFFICE],
    ["/kpis/K99", OFFICE]
  ],
  "kpis._index.tsx": [["/kpis", ["office", "unit"]]],
  "link.$token.tsx": [["/link/nothing", ["nobody"]]],
  "meetings.$id.tsx": [
    ["/meetings/{planned}", ["office", "committee"]],
    ["/meetings/{open}", ["office"]],
    ["/meetings/{open}?view=room", ["office"]],
    ["/meetings/{closed}", ["office", "leadership"]]
  ],
  "meetings.$id_.minutes.tsx": [["/meetings/{closed}/minutes", OFFICE]],
  "meetings._index.tsx": [["/meetings", EVERYBODY]],
  "meetings.action-items.$id.tsx": [["/meetings/action-items/{action item}", ["office", "unit"]]],
  "meetings.new.tsx": [["/meetings/new", ["office", "committee"]]],
  "my.tsx": [
    ["/my", EVERYBODY],
    [`/my?pins=K23,T05,${UNIT}`, ["leadership"]]
  ],
  "outputs._index.tsx": [["/outputs", EVERYBODY]],
  "outputs.assessment._index.tsx": [["/outputs/assessment", OFFICE]],
  "outputs.assessment.$unit.tsx": [[`/outputs/assessment/${UNIT}`, ["office", "unit"]]],
  "outputs.congress.tsx": [["/outputs/congress", OFFICE]],
  "outputs.yearbook.tsx": [["/outputs/yearbook", ["office", "leadership"]]],
  "plan.$code.tsx": [
    ["/plan/T02-03", ["office", "leadership"]],
    ["/plan/T99-99", OFFICE]
  ],
  "plan._index.tsx": [["/plan", ["office", "unit"]]],
  "plan.calendar.tsx": [["/plan/calendar", ["office", "unit"]]],
  "plan.inherit.tsx": [["/plan/inherit", OFFICE]],
  "plan.new.tsx": [["/plan/new", OFFICE]],
  "plan.targets.tsx": [["/plan/targets", ["office", "leadership"]]],
  "plan.timeline.tsx": [["/plan/timeline", ["office", "unit"]]],
  "present._index.tsx": [["/present", ["office", "unit", "leadership"]]],
  "present.add.tsx": [["/present/add?key=task:T05", OFFICE]],
  "present.meetings.$id.tsx": [["/present/meetings/{planned}", OFFICE]],
  "present.selections.$id.tsx": [["/present/selections/{selection}", OFFICE]],
  "progress._index.tsx": [["/progress", SENDERS]],
  "progress.$code.tsx": [["/progress/T05-04", SENDERS]],
  "reports._index.tsx": [["/reports", OFFICE]],
  "reports.check.tsx": [["/reports/check", ["office", "unit"]]],
  "search.tsx": [
    ["/search", ["unit"]],
    ["/search?q=提案", ["office"]]
  ],
  "sign-in.tsx": [["/sign-in", ["nobody"]]],
  // Where no sign-on of the campus is set up, these are not found.
  "sign-in_.cas.tsx": [["/sign-in/cas", ["nobody"]]],
  "sign-in_.oidc.tsx": [["/sign-in/oidc", ["nobody"]]],
  "submissions.$id._index.tsx": [
    ["/submissions/{file}", SENDERS],
    ["/submissions/{unreviewed file}", OFFICE]
  ],
  "submissions.$id.moves.tsx": [["/submissions/{file}/moves", OFFICE]],
  "submissions.$id.rows.tsx": [["/submissions/{aid file}/rows", ["aid officer", "office"]]],
  "submissions._index.tsx": [
    ["/submissions", EVERYBODY],
    [`/submissions?unit=${UNIT}`, OFFICE]
  ],
  "submissions.new.tsx": [["/submissions/new", SENDERS]],
  "submissions.queue.tsx": [["/submissions/queue", OFFICE]],
  "submissions.settings.tsx": [["/submissions/settings", OFFICE]],
  "supervision._index.tsx": [["/supervision", ["office", "leadership", "unit"]]],
  "supervision.$code.tsx": [["/supervision/T02-03", ["office", "leadership"]]],
  "supervision.messages.tsx": [["/supervision/messages", OFFICE]],
  "tasks._index.tsx": [["/tasks", ["office", "unit"]]],
  "tasks.$code.tsx": [
    ...Array.from({length: 11}, (_, at): [string, Reader[]] => [
      `/tasks/T${String(at + 1).padStart(2, "0")}`,
      ["office"]
    ]),
    ["/tasks/T05", ["leadership", "unit"]],
    [`/tasks/T03?unit=${UNIT}`, OFFICE]
  ],
  "units._index.tsx": [["/units", ["office", "unit"]]],
  "units.$code.tsx": [
    [`/units/${UNIT}`, ["office", "unit", "leadership"]],
    ["/units/U99", OFFICE]
  ]
};

/** Adds what `PAGES` names to the sample year; returns the keys of its words in braces. */
export async function fillPages(store: Store): Promise<Record<string, string>> {
  const meetings = await holdMeetings(store);
  await store.ledger.transaction((tx) =>
    giveInstruction(tx, {plan_year: 2026, subject: "T05", words: "请说明文体活动怎样覆盖青年教师"}, ACTING)
  );
  return {...meetings, ...(await sentFiles(store)), selection: await chosenSlides(store)};
}

/** A selection of two slides. */
export function chosenSlides({ledger}: Store): Promise<string> {
  return ledger.transaction(async (tx) => {
    const id = await makeSelection(tx, {year: 2026, title: "十二月常委会", meetingId: null}, ACTING);
    await changeSlides(tx, id, {change: () => ["task:T05", "kpi:K23/trend"], acting: ACTING});
    return id;
  });
}

export async function sentFiles({ledger}: Store): Promise<Record<string, string>> {
  const files = (await readSubmissions(ledger)).filter(({kind}) => kind === "file");
  const idOf = (wanted: (file: (typeof files)[number]) => boolean) => files.find(wanted)!.submission_id;
  return {
    file: idOf(({dataset, unit_code, verdict}) => dataset === "activities" && unit_code === UNIT && verdict !== null),
    "unreviewed file": idOf(({dataset, verdict}) => dataset === "activities" && verdict === null),
    "aid file": idOf(({dataset}) => dataset === "assistance")
  };
}

export async function holdMeetings({ledger}: Store): Promise<Record<string, string>> {
  const [soon, open, closed] = [
    await planned(ledger, ["换届筹备", "网站改版"], {held_on: TODAY}),
    await planned(ledger, ["帮扶经费", "年度总结"], {held_on: "2026-11-27"}),
    await planned(ledger, ["文体活动"])
  ];
  await ledger.transaction(async (tx) => {
    for (const {id} of [open, closed]) await openMeeting(tx, id, ACTING);
    for (const {id, items} of [open, closed])
      for (const facts of [decision("同意方案"), actionItem("补齐等保测评材料", "2026-11-20", UNIT)])
        await recordOutcome(tx, id, {itemId: items[0]!.item_id, facts, acting: ACTING});
    await closeMeeting(tx, closed.id, ACTING);
  });
  const [item] = await readActionItems(ledger);
  return {planned: soon.id, open: open.id, closed: closed.id, "action item": item!.action_item_id};
}

/** Replaces the words in braces. */
export const addressOf = (address: string, keys: Record<string, string>) =>
  address.replace(/\{(.+?)\}/g, (_, word: string) => keys[word]!);

/** Who signs in as a reader; undefined for nobody. */
export function accountFor(reader: Reader): Parameters<Site["newContext"]>[1] | undefined {
  if (reader === "nobody") return undefined;
  if (reader === "aid officer") return {role: "office", isAidOfficer: true};
  return {role: reader, ...(reader === "unit" && {unit: UNIT})};
}
