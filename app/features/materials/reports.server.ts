import {createHash} from "node:crypto";
import {json, redirect} from "@remix-run/node";
import * as v from "valibot";
import {deckChoices, deckOf, STATE_DIGITS} from "#app/features/deck/decks.server.ts";
import {freeze, NO_NUMBERS, readPresentState, requireFrozen} from "#app/features/deck/state/frozen-state.server.ts";
import {readDeckFacts} from "#app/features/deck/state/make-state.server.ts";
import {meetingLineOf} from "#app/features/deck/present.server.ts";
import {formatMoment, formatMonth} from "#app/format.ts";
import {readSupervision} from "#app/features/supervision/supervision.server.ts";
import type {Access} from "#app/server/access.server.ts";
import {actingOf} from "#app/server/acting.server.ts";
import {attachment} from "#app/server/download.server.ts";
import {readFilters} from "#app/server/filters.server.ts";
import {optionalText, readFields} from "#app/server/forms.server.ts";
import {requireSettledPlan} from "#app/server/plan.server.ts";
import {notFound} from "#app/server/http.server.ts";
import {readLedger, transaction} from "#app/server/store.server.ts";
import {readMeetingState} from "#pipelines/frozen/frozen-states.ts";
import {addMaterial, type Material, readMaterial, readMaterials} from "#pipelines/frozen/materials.ts";
import {readSelections} from "#pipelines/frozen/selections.ts";
import {type Meeting, readMeetings} from "#pipelines/meetings/meetings.ts";
import {readGiven} from "./given.server.ts";
import type {MaterialGiven} from "./given.ts";
import type {MaterialKind, MaterialSource} from "./material-kind.ts";
import {keepJustMade, takeJustMade} from "./just-made.ts";
import {KINDS} from "./kinds.server.ts";

/** As many as a page lists; older ones have pages of their own. */
const MOST_SHOWN = 100;

/** Reads what can be made, for a meeting from its frozen numbers, and what was made. */
export async function readReports(access: Access) {
  const filters = readFilters(access);
  const ledger = await readLedger();
  const asked = new URL(access.request.url).searchParams.get("meeting") ?? "";
  const meetings = await readMeetings(ledger);
  const meeting = meetings.find(({meeting_id}) => meeting_id === asked);
  const plan = await requireSettledPlan(filters.year);
  const facts = await readDeckFacts(plan, filters);
  const supervised = (await readSupervision(plan, filters)) ?? [];
  // The whole state takes seconds after each build, which pass while the reader chooses. Who makes a paper asks again.
  if (meeting === undefined) readPresentState(filters).catch(() => {});
  const after = afterOf(access);
  // One more says whether there are older ones.
  const made = await readMaterials(ledger, {most: MOST_SHOWN + 1, after, meetingId: meeting?.meeting_id});
  const names = new Map(meetings.map((each) => [each.meeting_id, nameOf(each)]));
  return {
    month: filters.month,
    problem: facts ? "" : NO_NUMBERS,
    meeting: meeting ? meetingLineOf(meeting, await readMeetingState(ledger, meeting.meeting_id)) : null,
    meetings: meetings.map((each) => ({meeting_id: each.meeting_id, name: nameOf(each)})),
    decks: [
      ...(facts ? deckChoices(facts) : []).map(({code, title}) => ({code, title})),
      ...(await readSelections(ledger, filters.year)).map(({selection_id, title}) => ({code: selection_id, title}))
    ],
    kinds: KINDS.map(({kind, title, about, of}) => ({kind, title, about, of})),
    supervised: supervised.flatMap(({code, name, level}) =>
      level === null ? [] : [{code, name: `${level}　${name}`}]
    ),
    made: made.slice(0, MOST_SHOWN).map((material) => madeLineOf(material, names)),
    newer: after > 0 ? Math.max(0, after - MOST_SHOWN) : null,
    older: made.length > MOST_SHOWN ? after + MOST_SHOWN : null
  };
}

function afterOf({request}: Access): number {
  const asked = Number(new URL(request.url).searchParams.get("after") ?? 0);
  return Number.isSafeInteger(asked) && asked > 0 ? asked : 0;
}

export type ReportsPage = Awaited<ReturnType<typeof readReports>>;

const nameOf = ({held_on, body}: Pick<Meeting, "held_on" | "body">) => `${held_on} ${body}`;

function madeLineOf(material: Material, names: Map<string, string>) {
  const {material_id, file_name, byte_count, made_by_name, made_at, state_id, meeting_id} = material;
  return {
    ...{material_id, file_name, byte_count, made_by_name},
    made_at: formatMoment(made_at),
    state: state_id.slice(0, STATE_DIGITS),
    meeting: meeting_id === null ? null : (names.get(meeting_id) ?? "已取消的会议")
  };
}

export type MadeLine = ReturnType<typeof madeLineOf>;

/** Makes a paper, notes it, and leads to its download. */
export async function postReport(access: Access) {
  const {kind, subject, meeting, shape} = await readFields(access.request, {
    kind: v.picklist(
      KINDS.map((each) => each.kind),
      "没有说明要做哪种材料，请从页面上提交。"
    ),
    ...{subject: optionalText, meeting: optionalText, shape: optionalText}
  });
  const made = kindOf(kind);
  const frozen = meeting === "" ? undefined : await readMeetingState(await readLedger(), meeting);
  const stateId = frozen?.state_id ?? (await freeze(access, meeting || undefined));
  const given = JSON.stringify(await readGiven(access, made, {subject, meetingId: meeting || null, shape}));
  // From the text that is kept, as when it is made again.
  const source = await sourceOf({stateId, subject, given: JSON.parse(given) as MaterialGiven});
  const bytes = await made.make(source);
  if (typeof bytes === "string") return json({problem: bytes}, {status: 422});
  const facts = {
    ...{kind, subject, state_id: stateId, meeting_id: meeting || null, given},
    file_name: fileNameOf(made, source),
    sha256: hashOf(bytes),
    byte_count: bytes.byteLength
  };
  const id = await transaction((tx) => addMaterial(tx, facts, actingOf(access)));
  keepJustMade(facts.sha256, bytes);
  throw redirect(`/reports/${id}`);
}

/** Gives a paper as it was made, or makes it again; the name says so where it is not what was made then. */
export async function downloadReport(access: Access, materialId: string): Promise<Response> {
  const material = await readMaterial(await readLedger(), materialId);
  if (!material) throw notFound("没有这份材料。");
  const made = kindOf(material.kind);
  const {state_id: stateId, subject} = material;
  const source = await sourceOf({stateId, subject, given: await givenOf(access, material)});
  const bytes = takeJustMade(material.sha256) ?? (await made.make(source));
  if (typeof bytes === "string") throw notFound(bytes);
  const isSame = hashOf(bytes) === material.sha256;
  const name = isSame ? material.file_name : material.file_name.replace(/(\.\w+)$/, "（重新生成，与原件不同）$1");
  return new Response(Buffer.from(bytes), {
    headers: {
      ...attachment(name, `${material.kind}.${made.extension}`),
      "content-type": made.contentType,
      etag: `"${hashOf(bytes)}"`
    }
  });
}

function kindOf(kind: string): MaterialKind {
  const found = KINDS.find((each) => each.kind === kind);
  if (!found) throw notFound("这个版本不再做这种材料。");
  return found;
}

interface SourceFacts {
  stateId: string;
  subject: string;
  given: MaterialGiven;
}

async function sourceOf({stateId, subject, given}: SourceFacts): Promise<MaterialSource> {
  const {state} = await requireFrozen(stateId);
  return {stateId, state, subject, given, deck: deckOf(state, subject, stateId, given.chosen)};
}

/** What was kept with a paper; an older one has only what stands there now. */
async function givenOf(access: Access, material: Material): Promise<MaterialGiven> {
  const {given, kind, subject, meeting_id: meetingId} = material;
  return given === null ? readGiven(access, kindOf(kind), {subject, meetingId}) : (JSON.parse(given) as MaterialGiven);
}

/** “2026年11月 月度推进会 演示文稿 8d0c1f2e5b7a.pptx” */
function fileNameOf(
  {title, extension}: MaterialKind,
  {state, stateId, deck, given: {meeting}, subject}: MaterialSource
): string {
  const about = deck?.title ?? meeting?.body ?? subject;
  const parts = [formatMonth(state.month), about, title.replace(/（.*）$/, ""), stateId.slice(0, STATE_DIGITS)];
  return `${parts.filter(Boolean).join(" ")}.${extension}`;
}

const hashOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
