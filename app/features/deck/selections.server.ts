import {json, redirect} from "@remix-run/node";
import * as v from "valibot";
import type {Access} from "#app/server/access.server.ts";
import {actingOf} from "#app/server/acting.server.ts";
import {readFilters} from "#app/server/filters.server.ts";
import {optionalText, readFields} from "#app/server/forms.server.ts";
import {badRequest, notFound} from "#app/server/http.server.ts";
import {ownPath} from "#app/server/own-path.ts";
import {readLedger, transaction} from "#app/server/store.server.ts";
import {
  changeSelection,
  changeSlides,
  LONGEST_TITLE,
  makeSelection,
  readSelection,
  readSelections,
  removeSelection
} from "#pipelines/frozen/selections.ts";
import {readMeetings} from "#pipelines/meetings/meetings.ts";
import type {Slide} from "./slide.ts";
import {mayChoose} from "./state/chosen.server.ts";
import {requirePresent} from "./state/frozen-state.server.ts";
import {PLAN_SLIDES, slideOf} from "./slides/slide-of.server.ts";

/** Reads where a slide can be put: the selections there are, or a new one. */
export async function readAddSlide(access: Access) {
  const search = new URL(access.request.url).searchParams;
  const filters = readFilters(access);
  const slide = await readSlideToChoose(access, search.get("key") ?? "");
  if (!slide) throw notFound("没有这一页，请从图表旁的“放进演示”重新打开。");
  const selections = await readSelections(await readLedger(), filters.year);
  return {
    month: filters.month,
    slide: {key: slide.key, title: slide.title, subtitle: slide.subtitle},
    back: search.has("back") ? ownPath(search.get("back")) : slide.source.to,
    selections: selections.map(({selection_id, title, keys}) => ({
      ...{selection_id, title, count: keys.length},
      hasSlide: keys.includes(slide.key)
    }))
  };
}

/** The slide of a key as it is now; undefined where there is none, or none that the visitor may show to a meeting. */
async function readSlideToChoose(access: Access, key: string): Promise<Slide | undefined> {
  if (!mayChoose(access.visitor, key)) return undefined;
  return slideOf((await requirePresent(readFilters(access), [key])).state, key);
}

export type AddSlidePage = Awaited<ReturnType<typeof readAddSlide>>;

const NO_INTENT = "没有说明要做什么，请从页面上提交。";
const NO_TITLE = "请给自选演示起一个名字。";

/** Puts a slide into a selection, a new one if none is named. */
export async function postAddSlide(access: Access) {
  const {key, selection, title} = await readFields(access.request, {
    ...{key: v.string("没有说明放进哪一页，请从图表旁重新打开。"), selection: optionalText, title: optionalText}
  });
  const filters = readFilters(access);
  if (!(await readSlideToChoose(access, key))) throw badRequest("没有这一页，请从图表旁重新打开。");
  const problem = selection === "" ? titleProblemOf(title) : undefined;
  if (problem) return json({problem}, {status: 422});
  const acting = actingOf(access);
  const done = await transaction(async (tx) => {
    const id =
      selection || (await makeSelection(tx, {year: filters.year, title: title.trim(), meetingId: null}, acting));
    return {id, refused: await changeSlides(tx, id, {change: (keys) => [...keys, key], acting})};
  });
  if (done.refused) return json({problem: done.refused.problem}, {status: 422});
  throw redirect(`/present/selections/${done.id}`);
}

/** Reads a selection with the titles that its slides have now. */
export async function readSelectionPage(access: Access, selectionId: string) {
  const selection = await requireSelection(selectionId);
  const {state} = await requirePresent(readFilters(access));
  const meetings = await readMeetings(await readLedger());
  return {
    ...{selection_id: selectionId, title: selection.title, meeting_id: selection.meeting_id},
    slides: selection.keys.map((key) => {
      const slide = slideOf(state, key);
      return {
        key,
        title: slide?.title ?? "现在没有这一页的数字",
        to: slide?.source.to ?? "",
        words: slide?.source.words ?? ""
      };
    }),
    others: PLAN_SLIDES.filter(({key}) => !selection.keys.includes(key)),
    meetings: meetings
      .filter((meeting) => meeting.state !== "closed" || meeting.meeting_id === selection.meeting_id)
      .map(({meeting_id, body, held_on}) => ({meeting_id, name: `${held_on} ${body}`}))
  };
}

export type SelectionPage = Awaited<ReturnType<typeof readSelectionPage>>;

export async function requireSelection(selectionId: string) {
  const selection = await readSelection(await readLedger(), selectionId);
  if (!selection) throw notFound("没有这份自选演示，可能已被删除。");
  return selection;
}

const INTENTS = ["up", "down", "remove-slide", "add-slide", "change", "remove"] as const;

/** Orders and removes slides, renames a selection, or gives it up. */
export async function postSelection(access: Access, selectionId: string) {
  const {intent, key, title, meeting} = await readFields(access.request, {
    intent: v.picklist(INTENTS, NO_INTENT),
    ...{key: optionalText, title: optionalText, meeting: optionalText}
  });
  await requireSelection(selectionId);
  const acting = actingOf(access);
  if (intent === "remove") {
    await transaction((tx) => removeSelection(tx, selectionId, acting));
    throw redirect("/present");
  }
  const problem = intent === "change" ? titleProblemOf(title) : undefined;
  if (problem) return json({problem}, {status: 422});
  const refused = await transaction((tx) =>
    intent === "change"
      ? changeSelection(tx, selectionId, {title: title.trim(), meetingId: meeting || null, acting})
      : changeSlides(tx, selectionId, {change: (keys) => moved(keys, key, intent), acting})
  );
  if (refused) return json({problem: refused.problem}, {status: 422});
  throw redirect(`/present/selections/${selectionId}`);
}

function titleProblemOf(title: string): string | undefined {
  const length = [...title.trim()].length;
  if (length === 0) return NO_TITLE;
  return length > LONGEST_TITLE ? `名字最多 ${LONGEST_TITLE} 字，现在有 ${length} 字。` : undefined;
}

/** Swaps a slide with its neighbour, takes it out, or adds one on the whole plan; at either end it stays. */
function moved(keys: string[], key: string, move: "up" | "down" | "remove-slide" | "add-slide"): string[] {
  if (move === "add-slide") return PLAN_SLIDES.some((slide) => slide.key === key) ? [...keys, key] : keys;
  const at = keys.indexOf(key);
  if (at === -1) return keys;
  if (move === "remove-slide") return keys.toSpliced(at, 1);
  const to = at + (move === "up" ? -1 : 1);
  return keys[to] === undefined ? keys : keys.with(at, keys[to]).with(to, key);
}
