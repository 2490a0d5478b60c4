import {createHash} from "node:crypto";
import {json} from "@remix-run/node";
import * as v from "valibot";
import {type Access, may} from "#app/server/access.server.ts";
import {actingOf} from "#app/server/acting.server.ts";
import {type Filters, readFilters} from "#app/server/filters.server.ts";
import {conflict, notFound} from "#app/server/http.server.ts";
import {requireSettledPlan} from "#app/server/plan.server.ts";
import {readLedger, store, transaction} from "#app/server/store.server.ts";
import {addState, readStatesLike, setMeetingState} from "#pipelines/frozen/frozen-states.ts";
import {keepState, readStateText} from "#pipelines/frozen/kept-state.ts";
import type {FrozenState} from "./frozen-state.ts";
import {makeState} from "./make-state.server.ts";

/** A state with its id: the SHA-256 of its JSON. */
export interface IdentifiedState {
  id: string;
  state: FrozenState;
  /** Kept, or made of what the numbers are now. */
  isFrozen: boolean;
}

/** The hash says that the text is as we wrote it; this says that it is a state at all. */
const isState = v.looseObject({version: v.literal(1), month: v.string(), tasks: v.array(v.unknown())});
const STATE_TEXT = v.pipe(
  v.string(),
  v.parseJson(),
  v.custom<FrozenState>((value) => v.is(isState, value))
);

/** Reads the state that the address asks for: a frozen one by `state`, else the present one of the month. */
export async function requireStateOf(access: Access): Promise<IdentifiedState> {
  const asked = new URL(access.request.url).searchParams.get("state");
  return visibleTo(access, asked ? await requireFrozen(asked) : await requirePresent(readFilters(access)));
}

/** Reads a kept state by the beginning of its id. */
export async function requireFrozen(beginning: string): Promise<IdentifiedState> {
  const isId = /^[0-9a-f]{8,64}$/.test(beginning);
  const [entry, other] = isId ? await readStatesLike(await readLedger(), beginning) : [];
  if (!entry || other) throw notFound("没有这个编号的冻结数字，请从“演示”或“会议材料”页重新打开。");
  const text = readStateText((await store()).dir, entry.state_id);
  if (text === undefined)
    throw notFound(
      `状态 ${beginning.slice(0, 12)} 的文件缺失或损坏；请从备份恢复数据目录里的 frozen 文件夹，或更新到最新。`
    );
  return {id: entry.state_id, state: v.parse(STATE_TEXT, text), isFrozen: true};
}

export const NO_NUMBERS = "还没有汇总过任何数据，收到第一份数据并汇总之后才有演示。";

/** Makes the present state without keeping it, with the slides of these keys where it holds them only when asked. */
export async function requirePresent(filters: Filters, keys: string[] = []): Promise<IdentifiedState> {
  const found = await readPresentState(filters, keys);
  if (!found) throw conflict(NO_NUMBERS);
  return found;
}

/** As above; undefined without a warehouse. */
export async function readPresentState(filters: Filters, keys?: string[]): Promise<IdentifiedState | undefined> {
  const state = await makeState(await requireSettledPlan(filters.year), filters, keys);
  return state && {id: idOf(JSON.stringify(state)), state, isFrozen: false};
}

const idOf = (text: string) => createHash("sha256").update(text).digest("hex");

/** Keeps the present state of a month, for a meeting if one is named, and returns its id. */
export async function freeze(access: Access, meetingId?: string): Promise<string> {
  const {state} = await requirePresent(readFilters(access));
  const text = JSON.stringify(state);
  const acting = actingOf(access);
  const {dir} = await store();
  return transaction(async (tx) => {
    // Within the transaction, so that nobody takes the file for one without an entry.
    const {state_id, byte_count} = keepState(dir, text);
    const {month, on: judged_on, plan} = state;
    await addState(tx, {state_id, byte_count, month, judged_on, plan_year: plan.year}, acting);
    if (meetingId) await setMeetingState(tx, {meetingId, stateId: state_id}, acting);
    return state_id;
  });
}

/**
 * Answers `<id>.json` with a kept state. It never changes, but what is in it goes by the account, so no browser may keep it
 * for the next one.
 */
export async function readStateJson(access: Access, file: string): Promise<Response> {
  const [, id] = /^([0-9a-f]+)\.json$/.exec(file) ?? [];
  if (id === undefined) throw notFound("没有这个文件；冻结数字的地址是 /api/states/编号.json。");
  const {state} = visibleTo(access, await requireFrozen(id));
  return json(state);
}

/** Action items of meetings are for those who hold them, what units owe and did for those who choose slides. */
function visibleTo({visitor}: Access, found: IdentifiedState): IdentifiedState {
  const {work, chosen, action_items, ...state} = found.state;
  return {
    ...found,
    state: {
      ...state,
      action_items: may(visitor, "meetings") ? action_items : [],
      ...(may(visitor, "meeting-materials") && {...(work && {work}), ...(chosen && {chosen})})
    }
  };
}
