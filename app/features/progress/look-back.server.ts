import {json, redirect} from "@remix-run/node";
import * as v from "valibot";
import {type Access, actorOf, may, requireMay} from "#app/server/access.server.ts";
import {now, today} from "#app/server/clock.server.ts";
import {filesIn, keepFiles} from "#app/server/evidence.server.ts";
import {readFilters} from "#app/server/filters.server.ts";
import {optionalText, readFields, readForm} from "#app/server/forms.server.ts";
import {store} from "#app/server/store.server.ts";
import type {DeliverableProgress} from "#pipelines/numbers/deliverable-progress.ts";
import {lookBack, LOOK_BACK_MOVES, LOOK_BACK_RESULTS, lookBackStateOf} from "#pipelines/promises/look-back.ts";
import {requireReportable} from "./deliverables.server.ts";
import {isWebAddress} from "./report-words.ts";

/** What the form of a look-back shows; null before the deliverable is closed. */
export function readLookBackForm({visitor}: Access, {look_back}: DeliverableProgress) {
  if (look_back === null) return null;
  const state = lookBackStateOf(look_back, today());
  const {closed_on, due_on, found} = look_back;
  return {
    ...{closed_on, due_on, state},
    found: found && {result: found.result, sentence: found.sentence, looked_on: found.looked_on},
    mayRecord: may(visitor, "verdicts"),
    results: LOOK_BACK_RESULTS.filter((result) => LOOK_BACK_MOVES[state][result] === "give")
  };
}

export type LookBackForm = NonNullable<ReturnType<typeof readLookBackForm>>;

/** Why a look-back was not recorded, and what was typed. */
export interface RefusedLookBack {
  message: string;
  sentence: string;
  link: string;
}

/** Records what the office found at a closed deliverable. */
export async function postLookBack(access: Access, code: string) {
  await requireMay(access.visitor, "verdicts");
  const {own} = await requireReportable(access, code);
  const {result, sentence, link} = await readFields(access.request, {
    result: v.picklist(LOOK_BACK_RESULTS, "请选择巩固或反弹。"),
    sentence: optionalText,
    link: optionalText
  });
  const refused = (message: string) =>
    json({lookBack: {message, sentence, link} satisfies RefusedLookBack}, {status: 422});
  const links = link.trim() === "" ? [] : [link.trim()];
  if (!links.every(isWebAddress)) return refused("佐证网址请填以 https:// 开头的，如 https://example.edu.cn/1。");
  const {year} = readFilters({...access, unit: undefined});
  const about = {plan_year: year, deliverable_code: code};
  const {evidenceIds, problems} = await keepFiles(access, about, filesIn(await readForm(access.request), "files"));
  if (problems.length > 0) return refused(problems.join(""));
  const outcome = await lookBack(await store(), {
    ...about,
    standing: own.progress.look_back,
    revision: own.revision,
    reportedIn: own.allReports.filter(({is_last}) => is_last).map(({submission_id}) => submission_id),
    ...{result, sentence, links, evidenceIds},
    by: actorOf({...access, unit: undefined}),
    today: today(),
    now: now()
  });
  if (outcome.outcome === "refused") return refused(outcome.message);
  throw redirect(`/progress?looked=${result === "巩固" ? "lasting" : "relapsed"}`);
}
