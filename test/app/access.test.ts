import {mkdtempSync, readdirSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {type Account, type Role, ROLES} from "#pipelines/accounts/account.ts";
import {makeLink} from "#pipelines/accounts/links.ts";
import {now} from "#pipelines/time/clock.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {addEvidenceUses} from "#pipelines/ledger/evidence-files.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {projectRoot} from "#pipelines/host/root.ts";
import {openStore} from "#pipelines/store/store.ts";
import {keptId, pdf} from "../pipelines/evidence-files.ts";
import {csvOf, sendAccepted, sendBasics} from "../pipelines/store.ts";
import {type RunningServer, startServer} from "../running-server.ts";
import {accountOf, browserOf, sessionOf, tokenOf} from "../signed-in.ts";

type Who = "nobody" | Role;
const WHO: Who[] = ["nobody", ...ROLES];
/** Statuses for: nobody, leadership, committee, the unit U01, office, administrator. */
type Answers = [number, number, number, number, number, number];

interface Case {
  /**
   * `OWN` and `OTHER` stand for submissions of U01 and U02, with `_AID` of assistance; with `_PROOF` for a file that is
   * attached to a report, with `_UNSENT` for one that is not. `LINK` stands for an open one-time link.
   */
  path: string;
  method?: "GET" | "POST";
  body?: string;
  /** Of the form that sends a file. */
  fields?: {unit?: string};
  answers: Answers;
}

const ALL_PAGES: Answers = [302, 200, 200, 200, 200, 200];
const NOT_OTHER_UNIT: Answers = [302, 200, 200, 403, 200, 200];
const PAGES_OF_SENDERS: Answers = [302, 403, 403, 200, 200, 200];
const PAGES_OF_OFFICE: Answers = [302, 403, 403, 403, 200, 200];
const PAGES_OF_ADMINISTRATORS: Answers = [302, 403, 403, 403, 403, 200];
const ALL_PROGRAMS: Answers = [401, 200, 200, 200, 200, 200];
const UNKNOWN: Answers = [302, 404, 404, 404, 404, 404];
const PAGES_OF_LEADERS: Answers = [302, 200, 403, 403, 200, 200];
const OWN_UNIT_AND_LEADERS: Answers = [302, 200, 403, 200, 200, 200];
const NONE: Answers = [405, 405, 405, 405, 405, 405];
const PAGES_OF_MEETINGS: Answers = [302, 200, 200, 403, 200, 200];
const NO_MEETING: Answers = [302, 404, 404, 403, 404, 404];
const OPEN: Answers = [200, 200, 200, 200, 200, 200];
const NOBODY_BY_ROLE: Answers = [302, 403, 403, 403, 403, 403];
const MEDIA = "条目编号,类型,标题,刊物或平台,发布日期\n";

const get = (path: string, answers: Answers): Case => ({path, answers});
const post = (path: string, body: string, answers: Answers): Case => ({path, method: "POST", body, answers});

/** Every route of the app; a new one has to say here whom it lets in. */
const ROUTES: Record<string, Case[]> = {
  "$.tsx": [get("/nothing/here", UNKNOWN)],
  "_index.tsx": [get("/", ALL_PAGES), get("/?unit=U01", ALL_PAGES), get("/?unit=U02", NOT_OTHER_UNIT)],
  "account.tsx": [
    get("/account", ALL_PAGES),
    post("/account", "intent=nothing", [302, 400, 400, 400, 400, 400]),
    post("/account", "intent=token-make&label=x&days=0", [302, 403, 403, 422, 422, 422])
  ],
  "admin.accounts.tsx": [
    get("/admin/accounts", PAGES_OF_ADMINISTRATORS),
    post("/admin/accounts", "intent=nothing", [302, 403, 403, 403, 403, 400])
  ],
  "admin.audit.tsx": [get("/admin/audit", PAGES_OF_ADMINISTRATORS)],
  "admin.retention.tsx": [
    get("/admin/retention", PAGES_OF_ADMINISTRATORS),
    post("/admin/retention", "days=183", [302, 403, 403, 403, 403, 422])
  ],
  "admin.system.tsx": [get("/admin/system", PAGES_OF_ADMINISTRATORS)],
  "admin.audit_.csv.ts": [get("/admin/audit/csv", PAGES_OF_ADMINISTRATORS)],
  "api.$.ts": [get("/api/nothing", [401, 404, 404, 404, 404, 404])],
  "api.kpis.$file.ts": [
    get("/api/kpis/K23.json", ALL_PROGRAMS),
    get("/api/kpis/K23.csv", ALL_PROGRAMS),
    get("/api/kpis/K23.xlsx", ALL_PROGRAMS),
    get("/api/kpis/K23.svg?unit=U02", [401, 200, 200, 403, 200, 200])
  ],
  "api.kpis[.]json.ts": [
    get("/api/kpis.json", ALL_PROGRAMS),
    get("/api/kpis.json?unit=U02", [401, 200, 200, 403, 200, 200])
  ],
  "api.plan[.]json.ts": [get("/api/plan.json", ALL_PROGRAMS)],
  "api.states.$file.ts": [get("/api/states/nothing.json", [401, 404, 404, 404, 404, 404])],
  "api.submissions.$dataset.ts": [
    get("/api/submissions/media", NONE),
    post("/api/submissions/media?dry_run=1", MEDIA, [401, 403, 403, 422, 422, 422]),
    post("/api/submissions/media?dry_run=1&unit=U01", MEDIA, [401, 403, 403, 422, 422, 422]),
    post("/api/submissions/media?dry_run=1&unit=U02", MEDIA, [401, 403, 403, 403, 422, 422])
  ],
  "api.submissions._index.ts": [
    get("/api/submissions", NONE),
    post("/api/submissions", MEDIA, [401, 403, 403, 400, 400, 400]),
    post("/api/submissions?dry_run=1", MEDIA, [401, 403, 403, 422, 422, 422]),
    post("/api/submissions?dry_run=1&unit=U02", MEDIA, [401, 403, 403, 403, 422, 422])
  ],
  "api.submissions.$id.withdraw.ts": [
    get("/api/submissions/OTHER/withdraw", NONE),
    post("/api/submissions/OTHER/withdraw", "", [401, 403, 403, 404, 200, 200]),
    post("/api/submissions/OTHER/withdraw?unit=U02", "", [401, 403, 403, 403, 200, 200]),
    post("/api/submissions/OWN/withdraw", "", [401, 403, 403, 200, 200, 200])
  ],
  "api.tasks[.]json.ts": [
    get("/api/tasks.json", ALL_PROGRAMS),
    get("/api/tasks.json?unit=U02", [401, 200, 200, 403, 200, 200])
  ],
  "attention.tsx": [get("/attention", ALL_PAGES), get("/attention?unit=U02", NOT_OTHER_UNIT)],
  // As with the rows of one submission: see assistance.test.ts.
  "assistance.tsx": [
    get("/assistance", NOBODY_BY_ROLE),
    get("/assistance?unit=U02", NOBODY_BY_ROLE),
    post("/assistance", "purpose=核对发放", NOBODY_BY_ROLE),
    post("/assistance", "purpose=核对发放&unit=U02", NOBODY_BY_ROLE)
  ],
  "changes.tsx": [
    get("/changes", ALL_PAGES),
    get("/changes?unit=U02", NOT_OTHER_UNIT),
    get("/changes?from=2026-13-01", [302, 400, 400, 400, 400, 400])
  ],
  "datasets.$name.tsx": [get("/datasets/media", ALL_PAGES)],
  "datasets._index.tsx": [get("/datasets", ALL_PAGES)],
  "healthz.ts": [get("/healthz", OPEN)],
  "help.charts.tsx": [get("/help/charts", ALL_PAGES)],
  "instructions.tsx": [
    get("/instructions", ALL_PAGES),
    post("/instructions", "intent=nothing", [302, 400, 400, 400, 400, 400]),
    post("/instructions", "intent=give&code=T05", [302, 422, 422, 403, 422, 422]),
    post("/instructions", "intent=answer&id=nothing", UNKNOWN)
  ],
  "kpis._index.tsx": [get("/kpis", ALL_PAGES), get("/kpis?unit=U02", NOT_OTHER_UNIT)],
  "kpis.$code.tsx": [get("/kpis/K23", ALL_PAGES), get("/kpis/K23?unit=U02", NOT_OTHER_UNIT)],
  "link.$token.tsx": [get("/link/LINK", OPEN), get("/link/nothing", [404, 404, 404, 404, 404, 404])],
  // What these hold of one meeting or action item is in meetings.test.ts.
  "meetings.$id.tsx": [
    get("/meetings/nothing", NO_MEETING),
    post("/meetings/nothing", "intent=open", NO_MEETING),
    post("/meetings/nothing", "intent=nothing", [302, 400, 400, 403, 400, 400])
  ],
  "meetings.$id_.minutes.tsx": [get("/meetings/nothing/minutes", NO_MEETING)],
  "meetings._index.tsx": [get("/meetings", ALL_PAGES)],
  "meetings.action-items.$id.tsx": [
    get("/meetings/action-items/nothing", UNKNOWN),
    post("/meetings/action-items/nothing", "intent=answer", UNKNOWN)
  ],
  "meetings.new.tsx": [
    get("/meetings/new", PAGES_OF_MEETINGS),
    post("/meetings/new", "body=nothing", [302, 422, 422, 403, 422, 422])
  ],
  "my.tsx": [
    get("/my", ALL_PAGES),
    get("/my?pins=K23,T05,U02", ALL_PAGES),
    get("/my?unit=U02", NOT_OTHER_UNIT),
    post("/my", "intent=nothing", [302, 400, 400, 400, 400, 400]),
    post("/my", "intent=start-set&role=nobody", [302, 403, 403, 403, 400, 400])
  ],
  "outputs._index.tsx": [get("/outputs", OWN_UNIT_AND_LEADERS)],
  "outputs.assessment._index.tsx": [get("/outputs/assessment", PAGES_OF_OFFICE)],
  "outputs.assessment.$unit.tsx": [
    get("/outputs/assessment/U01", OWN_UNIT_AND_LEADERS),
    get("/outputs/assessment/U02", PAGES_OF_LEADERS),
    get("/outputs/assessment/U99", [302, 404, 403, 403, 404, 404])
  ],
  "outputs.assessment.$unit_.csv.ts": [
    get("/outputs/assessment/U01/csv", OWN_UNIT_AND_LEADERS),
    get("/outputs/assessment/U02/csv", PAGES_OF_LEADERS)
  ],
  "outputs.congress.tsx": [get("/outputs/congress", ALL_PAGES), get("/outputs/congress?unit=U02", NOT_OTHER_UNIT)],
  "outputs.yearbook.tsx": [get("/outputs/yearbook", PAGES_OF_LEADERS)],
  "outputs.yearbook_.csv.ts": [get("/outputs/yearbook/csv", PAGES_OF_LEADERS)],
  "outputs.yearbook_.example.ts": [get("/outputs/yearbook/example", PAGES_OF_LEADERS)],
  "plan.$code.tsx": [
    get("/plan/T02-03", ALL_PAGES),
    get("/plan/T99-99", UNKNOWN),
    post("/plan/T02-03", "intent=form&code=T02-03", [302, 403, 403, 403, 422, 422]),
    post("/plan/T02-03", "intent=override&status=正常", [302, 403, 403, 403, 422, 422]),
    post("/plan/T02-03", "intent=lift&reason=不再适用", [302, 403, 403, 403, 422, 422])
  ],
  "plan._index.tsx": [
    get("/plan", ALL_PAGES),
    post("/plan?index", "dataset=assignments", [302, 403, 403, 403, 422, 422])
  ],
  // The secret in the address is the permission: see calendar-feeds.test.ts.
  "calendar.$file.ts": [get("/calendar/nothing.ics", [404, 404, 404, 404, 404, 404])],
  "plan.calendar[.]ics.ts": [
    get("/plan/calendar.ics", ALL_PAGES),
    get("/plan/calendar.ics?scope=unit", [302, 400, 400, 200, 400, 400])
  ],
  "plan.calendar.tsx": [
    get("/plan/calendar", ALL_PAGES),
    post("/plan/calendar", "intent=nothing", [302, 400, 400, 400, 400, 400]),
    post("/plan/calendar", "intent=feed-make&label=x&scope=all", [302, 200, 200, 422, 200, 200])
  ],
  "plan.files.$file.ts": [
    get("/plan/files/assignments.csv", PAGES_OF_OFFICE),
    get("/plan/files/members.csv", [302, 403, 403, 403, 404, 404])
  ],
  "plan.inherit.tsx": [
    get("/plan/inherit", PAGES_OF_OFFICE),
    post("/plan/inherit", "intent=take", [302, 403, 403, 403, 422, 422])
  ],
  "plan.new.tsx": [
    get("/plan/new", PAGES_OF_OFFICE),
    post("/plan/new", "intent=nothing", [302, 403, 403, 403, 400, 400])
  ],
  "plan.source.$year.$file.ts": [
    get("/plan/source/2026/kpis.csv", PAGES_OF_OFFICE),
    get("/plan/source/2026/secret", [302, 403, 403, 403, 404, 404])
  ],
  "plan.targets.tsx": [
    get("/plan/targets", ALL_PAGES),
    post("/plan/targets", "dataset=targets", [302, 403, 403, 403, 422, 422])
  ],
  "plan.timeline.tsx": [get("/plan/timeline", ALL_PAGES), get("/plan/timeline?unit=U02", NOT_OTHER_UNIT)],
  "present._index.tsx": [
    get("/present", ALL_PAGES),
    post("/present?index", "intent=nothing", [302, 400, 400, 403, 400, 400]),
    post("/present?index", "intent=open&meeting=nothing", NO_MEETING)
  ],
  "present.$deck.ts": [get("/present/monthly", ALL_PAGES), get("/present/nothing", UNKNOWN)],
  "present.$deck_.notes.ts": [get("/present/monthly/notes", ALL_PAGES), get("/present/nothing/notes", UNKNOWN)],
  "present.add.tsx": [
    get("/present/add?key=task:T05", PAGES_OF_MEETINGS),
    get("/present/add?key=nothing", NO_MEETING),
    post("/present/add", "key=nothing&title=x", [302, 400, 400, 403, 400, 400])
  ],
  "present.meetings.$id.tsx": [get("/present/meetings/nothing", NO_MEETING)],
  "present.outcomes.ts": [post("/present/outcomes", "outcome_id=nothing", [302, 400, 400, 403, 400, 400])],
  "present.selections.$id.tsx": [
    get("/present/selections/nothing", NO_MEETING),
    post("/present/selections/nothing", "intent=remove", NO_MEETING)
  ],
  "present.unit.ts": [get("/present/unit?code=U01", [302, 302, 302, 302, 302, 302])],
  "progress._index.tsx": [
    get("/progress", PAGES_OF_SENDERS),
    get("/progress?unit=U02", [302, 403, 403, 403, 200, 200]),
    post("/progress?index", "verdict=nothing", [302, 403, 403, 400, 400, 400]),
    post("/progress?index", "verdict=approve&submission_id=nothing", [302, 403, 403, 403, 404, 404]),
    post("/progress?index", "intent=postponement&answer=approved&request_id=9", [302, 403, 403, 403, 422, 422]),
    post("/progress?index", "intent=postponement&answer=withdrawn&request_id=9", [302, 403, 403, 422, 422, 422])
  ],
  "present.remote._index.ts": [post("/present/remote", "", [302, 200, 200, 200, 200, 200])],
  "present.remote.events.ts": [get("/present/remote/events?pairing=nothing", [302, 204, 204, 204, 204, 204])],
  "present.session.ts": [get("/present/session", [401, 204, 204, 204, 204, 204])],
  // What a pairing opens is in deck-remote.test.ts.
  "present.remote.$code.ts": [get("/present/remote/nothing", [410, 410, 410, 410, 410, 410])],
  "present.remote.hand.$token.ts": [get("/present/remote/hand/nothing", [410, 410, 410, 410, 410, 410])],
  "progress.$code.tsx": [
    get("/progress/T05-04", PAGES_OF_SENDERS),
    get("/progress/T99-99", [302, 403, 403, 404, 404, 404]),
    post("/progress/T05-04", "percent=x", [302, 403, 403, 422, 422, 422]),
    post("/progress/T05-04", "intent=postpone&wanted_on=x", [302, 403, 403, 422, 422, 422]),
    post("/progress/T05-04", "intent=look-back&result=x", [302, 403, 403, 403, 400, 400])
  ],
  "progress.evidence.$id.ts": [
    get("/progress/evidence/OWN_PROOF", ALL_PAGES),
    get("/progress/evidence/OTHER_PROOF", [302, 200, 200, 404, 200, 200]),
    get("/progress/evidence/OTHER_UNSENT", [302, 404, 404, 404, 200, 200]),
    get("/progress/evidence/nothing", UNKNOWN)
  ],
  "reports.$id.ts": [get("/reports/nothing", NO_MEETING)],
  "reports._index.tsx": [
    get("/reports", PAGES_OF_MEETINGS),
    post("/reports?index", "kind=nothing", [302, 400, 400, 403, 400, 400])
  ],
  "reports.check.tsx": [
    get("/reports/check", ALL_PAGES),
    post("/reports/check", "nothing", [302, 422, 422, 422, 422, 422])
  ],
  "search.tsx": [get("/search", ALL_PAGES), get("/search?q=K23", ALL_PAGES), get("/search?unit=U02", NOT_OTHER_UNIT)],
  "sign-in.tsx": [get("/sign-in", [200, 302, 302, 302, 302, 302])],
  "sign-in_.cas.tsx": [get("/sign-in/cas", [404, 404, 404, 404, 404, 404])],
  "sign-in_.oidc.tsx": [get("/sign-in/oidc", [404, 404, 404, 404, 404, 404])],
  "sign-out.ts": [
    get("/sign-out", [302, 302, 302, 302, 302, 302]),
    post("/sign-out", "", [302, 302, 302, 302, 302, 302])
  ],
  "submissions.$id._index.tsx": [
    get("/submissions/OWN", PAGES_OF_SENDERS),
    get("/submissions/OTHER", [302, 403, 403, 404, 200, 200]),
    get("/submissions/OTHER?unit=U02", [302, 403, 403, 403, 200, 200]),
    post("/submissions/OTHER?index", "verdict=nothing", [302, 403, 403, 404, 400, 400]),
    post("/submissions/OWN?index", "verdict=approve", [302, 403, 403, 403, 422, 422])
  ],
  "submissions.$id.moves.tsx": [
    get("/submissions/OWN/moves", PAGES_OF_SENDERS),
    get("/submissions/OTHER/moves", [302, 403, 403, 404, 200, 200]),
    get("/submissions/nothing/moves", [302, 403, 403, 404, 404, 404])
  ],
  // There is no list where nothing was corrected.
  "submissions.$id.corrections.ts": [
    get("/submissions/OWN/corrections", [302, 403, 403, 404, 404, 404]),
    get("/submissions/OTHER/corrections", [302, 403, 403, 404, 404, 404]),
    get("/submissions/OTHER/corrections?unit=U02", [302, 403, 403, 403, 404, 404])
  ],
  "submissions.$id.file.ts": [
    get("/submissions/OWN/file", PAGES_OF_SENDERS),
    get("/submissions/OTHER/file", [302, 403, 403, 404, 200, 200]),
    get("/submissions/nothing/file", [302, 403, 403, 404, 404, 404]),
    post("/submissions/OWN/file", "purpose=核对发放", [302, 403, 403, 404, 404, 404]),
    get("/submissions/OWN_AID/file", NOBODY_BY_ROLE),
    post("/submissions/OWN_AID/file", "purpose=核对发放", NOBODY_BY_ROLE)
  ],
  // Whom these let in their role alone does not say: see sensitive-rows.test.ts.
  "submissions.$id.rows.tsx": [
    get("/submissions/OWN_AID/rows", NOBODY_BY_ROLE),
    get("/submissions/OTHER_AID/rows", NOBODY_BY_ROLE),
    get("/submissions/OWN/rows", NOBODY_BY_ROLE),
    post("/submissions/OWN_AID/rows", "purpose=核对发放", NOBODY_BY_ROLE)
  ],
  "submissions._index.tsx": [
    get("/submissions?month=2026-10", ALL_PAGES),
    get("/submissions?month=2026-10&unit=U02", NOT_OTHER_UNIT),
    get("/submissions?month=2026-10&unit=&unit=U02", NOT_OTHER_UNIT),
    post("/submissions?index", "dataset=media", [302, 403, 403, 400, 403, 403]),
    post("/submissions?index&unit=U02", "dataset=media", [302, 403, 403, 403, 400, 400])
  ],
  "submissions.annotated.$dataset.ts": [
    get("/submissions/annotated/media", NONE),
    post("/submissions/annotated/media", "", [401, 403, 403, 422, 422, 422]),
    post("/submissions/annotated/media?unit=U02", "", [401, 403, 403, 403, 422, 422])
  ],
  "submissions.new.tsx": [
    get("/submissions/new", PAGES_OF_SENDERS),
    get("/submissions/new?unit=U02", [302, 403, 403, 403, 200, 200]),
    post("/submissions/new", "", [302, 403, 403, 400, 400, 400]),
    {...post("/submissions/new?intent=check", "", [302, 403, 403, 422, 422, 422]), fields: {unit: "U01"}},
    {...post("/submissions/new?intent=check", "", [302, 403, 403, 403, 422, 422]), fields: {unit: "U02"}},
    {...post("/submissions/new?unit=U02", "", [302, 403, 403, 403, 422, 422]), fields: {}}
  ],
  "submissions.queue.tsx": [
    get("/submissions/queue", PAGES_OF_OFFICE),
    post("/submissions/queue", "verdict=nothing", [302, 403, 403, 403, 400, 400])
  ],
  "submissions.settings.tsx": [
    get("/submissions/settings", PAGES_OF_OFFICE),
    post("/submissions/settings", "intent=nothing", [302, 403, 403, 403, 400, 400]),
    post("/submissions/settings", "intent=close&month=2026-11", [302, 403, 403, 403, 422, 422])
  ],
  "tasks._index.tsx": [get("/tasks", ALL_PAGES), get("/tasks?unit=U02", NOT_OTHER_UNIT)],
  "tasks.$code.tsx": [get("/tasks/T05", ALL_PAGES), get("/tasks/T05?unit=U02", NOT_OTHER_UNIT)],
  "supervision.$code.tsx": [
    get("/supervision/T02-03", ALL_PAGES),
    get("/supervision/T99-99", UNKNOWN),
    post("/supervision/T02-03", "intent=nothing", [302, 400, 400, 400, 400, 400]),
    // Nobody has issued one yet; who may acknowledge it is in notices.test.ts.
    post("/supervision/T02-03", "intent=acknowledge", [302, 422, 422, 422, 422, 422]),
    post("/supervision/T02-03", `intent=issue&opinion=${"x".repeat(501)}`, [302, 403, 403, 403, 422, 422])
  ],
  "supervision.messages.tsx": [
    get("/supervision/messages", PAGES_OF_OFFICE),
    post("/supervision/messages", "intent=nothing", [302, 403, 403, 403, 400, 400]),
    post("/supervision/messages", "intent=retry&message=nothing", [302, 403, 403, 403, 422, 422])
  ],
  "supervision._index.tsx": [get("/supervision", ALL_PAGES), get("/supervision?unit=U02", NOT_OTHER_UNIT)],
  "templates.$file.ts": [
    get("/templates/media.csv", ALL_PAGES),
    get("/templates/members.xlsx?unit=U01", PAGES_OF_SENDERS),
    get("/templates/members.xlsx?unit=U02", [302, 403, 403, 403, 200, 200])
  ],
  // What a unit owes is told on these pages to its own accounts and the office: see units.test.ts.
  "units._index.tsx": [get("/units", ALL_PAGES), get("/units?unit=U02", [302, 302, 302, 403, 302, 302])],
  "units.$code.tsx": [
    get("/units/U01", ALL_PAGES),
    get("/units/U02", ALL_PAGES),
    get("/units/U02?unit=U02", NOT_OTHER_UNIT),
    get("/units/U99", UNKNOWN)
  ],
  "units.$code_.csv.ts": [get("/units/U01/csv", ALL_PAGES), get("/units/U02/csv", ALL_PAGES)]
};

/** Sent anew for each case, because some cases withdraw them. */
let folder: string;
let server: RunningServer;
let places: Record<string, string>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "access-"));
  const store = await openStore(dataDirAt(folder));
  await sendBasics(store);
  const sendOf = async (unit: string, dataset = "media", key = "item_id") =>
    (await sendAccepted(store, dataset, csvOf(dataset, [{[key]: `N-${unit}`, unit_code: unit}]), {unit})).submission_id;
  const proofOf = (unit: string) => keptId(store, pdf(unit), {unit_code: unit, sent_by: `sender-${unit}`});
  const link = await store.ledger.transaction(async (tx) =>
    makeLink(tx, (await accountOf(tx, "unit", "U02")) satisfies Account, {by: null, now: now()})
  );
  places = {
    OWN: await sendOf("U01"),
    OTHER: await sendOf("U02"),
    OWN_AID: await sendOf("U01", "assistance", "record_id"),
    OTHER_AID: await sendOf("U02", "assistance", "record_id"),
    OWN_PROOF: await proofOf("U01"),
    OTHER_PROOF: await proofOf("U02"),
    OTHER_UNSENT: await keptId(store, pdf("unsent"), {unit_code: "U02", sent_by: "another"}),
    LINK: link
  };
  for (const whose of ["OWN", "OTHER"])
    await store.ledger.transaction((tx) =>
      addEvidenceUses(tx, [places[`${whose}_PROOF`]!], {submission_id: places[whose]!})
    );
  await rebuildWarehouse(store.dir, store.ledger, {now: now()});
  await store.ledger.close();
  server = await startServer(folder, {today: "2026-11-15"});
});

afterAll(async () => {
  await server?.stop();
  rmSync(folder, {recursive: true, force: true});
});

const unitOf = (role: Role) => (role === "unit" ? "U01" : undefined);

async function ask({path, method = "GET", body, fields}: Case, headers: Record<string, string> = {}) {
  const address = path.replace(/(?:OWN|OTHER)(?:_AID|_PROOF|_UNSENT)?|LINK/, (word) => places[word]!);
  const isForm = method === "POST" && !fields && !/^\/(api|submissions\/annotated)\//.test(path);
  const response = await fetch(server.url + address, {
    method,
    body: fields ? fileForm(fields) : body,
    redirect: "manual",
    headers: {...(isForm ? {"content-type": "application/x-www-form-urlencoded"} : {}), ...headers}
  });
  return {status: response.status, text: await response.text(), response};
}

/** As the page without JavaScript sends it. */
function fileForm(fields: {unit?: string}): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries({...fields, dataset: "media"})) form.set(name, value);
  form.set("file", new Blob([MEDIA]), "media.csv");
  return form;
}

/** At addresses for programs as one, by a token; elsewhere as a browser with its page's token. */
async function headersOf(who: Who, path: string): Promise<Record<string, string>> {
  if (who === "nobody") return {};
  return path.startsWith("/api/") ? programOf(who) : browserOf(folder, who, unitOf(who));
}

const programOf = async (role: Role) => ({authorization: `Bearer ${await tokenOf(folder, role, unitOf(role))}`});

test("every route says whom it lets in", () => {
  const files = readdirSync(join(projectRoot, "app", "routes"));
  expect(Object.keys(ROUTES).sort()).toEqual(files.sort());
});

const CASES = Object.values(ROUTES)
  .flat()
  .map((one) => [`${one.method ?? "GET"} ${one.path}${one.body ? ` ${one.body}` : ""}`, one] as const);

test.each(CASES)("%s", async (_, one) => {
  const statuses = [];
  for (const who of WHO) statuses.push((await ask(one, await headersOf(who, one.path))).status);
  expect(statuses).toEqual(one.answers);
});

test.each(ROLES)("a browser of %s sees what its program sees", async (role) => {
  const headers = {cookie: `session=${await sessionOf(folder, role, unitOf(role))}`};
  for (const one of Object.values(ROUTES).flat()) {
    // A browser that is signed in has no token to sign in again with, and needs more than a cookie to change things.
    if (one.method === "POST") continue;
    expect((await ask(one, headers)).status, one.path).toBe(one.answers[WHO.indexOf(role)]);
  }
});

test("a program opens no page and posts no form, not even the administrator's", async () => {
  const headers = await programOf("administrator");
  const pages = Object.values(ROUTES)
    .flat()
    .filter(({path}) => !path.startsWith("/api/"));
  for (const one of pages) {
    const [nobody, administrator] = [one.answers[0], one.answers[5]];
    const {status, text} = await ask(one, headers);
    if (nobody !== administrator) expect(status, one.path).toBe(403);
    expect(/upd_[\w-]{43}/.exec(text)?.[0], one.path).toBeUndefined();
  }
  const fields = "intent=token-make&label=x&days=1";
  const made = await ask(post("/account", fields, NONE), headers);
  expect([made.status, made.text.includes("接口令牌只能用于接口地址")]).toEqual([403, true]);
  expect((await ask(get("/api/plan.json", OPEN), headers)).status).toBe(200);
});

test("with a cookie alone nothing can be changed", async () => {
  const headers = {cookie: `session=${await sessionOf(folder, "administrator")}`};
  const posts = Object.values(ROUTES)
    .flat()
    .filter(({method}) => method === "POST");
  // What is no form at all is refused before anything is asked of it.
  for (const one of posts.filter(({path, fields}) => path !== "/submissions/new" || fields))
    expect((await ask(one, headers)).status, one.path).toBe(403);
  expect((await ask(get("/account", OPEN), headers)).status).toBe(200);
});

test("a form of the page and a request of its script carry what its session needs, and no other session's", async () => {
  const headers = async (role: Role) => ({cookie: `session=${await sessionOf(folder, role)}`});
  const own = await headers("office");
  const csrfIn = async (cookie: Record<string, string>) =>
    /name="csrf" content="([^"]+)"/.exec((await ask(get("/account", OPEN), cookie)).text)![1]!;
  const [csrf, foreign] = [await csrfIn(own), await csrfIn(await headers("office"))];
  const settings = (token: string) => post("/submissions/settings", `csrf=${token}&intent=nothing`, OPEN);
  expect([(await ask(settings(csrf), own)).status, (await ask(settings(foreign), own)).status]).toEqual([400, 403]);
  const file = post("/api/submissions/media?dry_run=1", MEDIA, OPEN);
  expect((await ask(file, {...own, "x-csrf": csrf})).status).toBe(422);
  expect((await ask(file, {...own, "x-csrf": foreign})).status).toBe(403);
  const elsewhere = {...own, "x-csrf": csrf, origin: "http://elsewhere.example"};
  expect((await ask(file, elsewhere)).status).toBe(403);
});

test("no page has a byte too many where its pieces meet", async () => {
  for (const path of ["/", "/submissions?month=2026-10", "/datasets/members", "/tasks/T05", "/kpis/K23"]) {
    const {text} = await ask(get(path, ALL_PAGES), await headersOf("office", path));
    expect(Buffer.byteLength(text), path).toBeGreaterThan(4096);
    expect(/.{0,20}[\0\uFFFD]/.exec(text)?.[0], path).toBeUndefined();
  }
});

test("who is not signed in is shown where to, and comes back only to a page of ours", async () => {
  const {response} = await ask(get("/tasks/T05?month=2026-10", ALL_PAGES));
  expect(response.headers.get("location")).toBe("/sign-in?to=%2Ftasks%2FT05%3Fmonth%3D2026-10");
  const headers = {cookie: `session=${await sessionOf(folder, "leadership")}`};
  const goOn = async (to: string) =>
    (await ask(get(`/sign-in?${new URLSearchParams({to})}`, OPEN), headers)).response.headers.get("location");
  expect(await goOn("/tasks/T05?month=2026-10")).toBe("/tasks/T05?month=2026-10");
  for (const to of ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "/sign-in?to=/"])
    expect(await goOn(to)).toBe("/");
});

test("nothing that is shown to somebody is kept by anybody, and a refusal to a program is told in Chinese", async () => {
  for (const path of [
    "/",
    "/api/kpis.json",
    "/submissions/OWN",
    "/submissions/OWN/file",
    "/templates/media.csv",
    "/sign-in"
  ]) {
    const {response} = await ask(get(path, OPEN), await headersOf("office", path));
    expect(response.headers.get("cache-control"), path).toBe("no-store");
  }
  const {text} = await ask(get("/api/kpis.json", OPEN));
  expect(JSON.parse(text)).toEqual({
    error: {code: "unauthorized", message: "请先登录，或在 Authorization 里带上有效的接口令牌。"}
  });
});
