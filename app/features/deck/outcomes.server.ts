import {json} from "@remix-run/node";
import * as v from "valibot";
import {outcomeOf} from "#app/features/meetings/outcome-fields.server.ts";
import type {Access} from "#app/server/access.server.ts";
import {actingOf} from "#app/server/acting.server.ts";
import {optionalText, readFields} from "#app/server/forms.server.ts";
import {readLedger, transaction} from "#app/server/store.server.ts";
import {readAgenda} from "#pipelines/meetings/agenda.ts";
import {readMeeting} from "#pipelines/meetings/meetings.ts";
import {readOutcomes, recordOutcome} from "#pipelines/meetings/outcomes.ts";
import {codeOf, itemAbout} from "./agenda-item.ts";

const NO_ID = "没有收到议定事项的编号，请刷新演示页面后再记。";

/**
 * Records an outcome that was typed on a slide: `{ok: true, item}` with the title of the agenda's item that it belongs
 * to, or 422 with `{problem}`. Words that are sent twice, after a line that was cut, are recorded once. Without an item
 * they belong to the one that the slide speaks of, else to that of the outcome before. What is charged serves what the
 * item is about, else the task of the slide, unless the line names another.
 */
export async function postOutcome(access: Access): Promise<Response> {
  const {meeting, item, slide, outcome_id} = await readFields(access.request, {
    ...{meeting: optionalText, item: optionalText, slide: optionalText},
    outcome_id: v.pipe(v.string(NO_ID), v.uuid(NO_ID))
  });
  const ledger = await readLedger();
  const found = await readMeeting(ledger, meeting);
  if (!found) return refused("没有这次会议，可能已被取消。");
  const agenda = await readAgenda(ledger, meeting);
  const named = agenda.find(({item_id}) => item_id === item);
  const {facts, problem} = await outcomeOf(access.request, found, {shown: named?.subject ?? codeOf(slide)});
  if (!facts) return refused(problem);
  const before = (await readOutcomes(ledger, meeting)).at(-1)?.item_id;
  const itemId = item || (itemAbout(agenda, slide)?.item_id ?? before ?? agenda[0]?.item_id ?? "");
  const recorded = await transaction((tx) =>
    recordOutcome(tx, meeting, {itemId, facts, acting: actingOf(access), outcomeId: outcome_id})
  );
  if ("problem" in recorded) return refused(recorded.problem);
  // Words that are sent twice stand where they were recorded first.
  const kept = (await readOutcomes(ledger, meeting)).find((outcome) => outcome.outcome_id === outcome_id);
  return json({ok: true, item: agenda.find(({item_id}) => item_id === kept?.item_id)?.title ?? ""});
}

const refused = (problem: string) => json({problem}, {status: 422});
