import {json} from "@remix-run/node";
import * as v from "valibot";
import {outcomeOf} from "#app/features/meetings/outcome-fields.server.ts";
import type {Access} from "#app/server/access.server.ts";
import {actingOf} from "#app/server/acting.server.ts";
import {optionalText, readFields} from "#app/server/forms.server.ts";
import {readLedger, transaction} from "#app/server/store.server.ts";
import {type AgendaItem, readAgenda} from "#pipelines/meetings/agenda.ts";
import {readMeeting} from "#pipelines/meetings/meetings.ts";
import {readOutcomes, recordOutcome} from "#pipelines/meetings/outcomes.ts";

const NO_ID = "没有收到议定事项的编号，请刷新演示页面后再记。";

/**
 * Records an outcome that was typed on a slide: `{ok: true}`, or 422 with `{problem}`. Words that are sent twice, after
 * a line that was cut, are recorded once.
 */
export async function postOutcome(access: Access): Promise<Response> {
  const {meeting, item, slide, outcome_id} = await readFields(access.request, {
    ...{meeting: optionalText, item: optionalText, slide: optionalText},
    outcome_id: v.pipe(v.string(NO_ID), v.uuid(NO_ID))
  });
  const ledger = await readLedger();
  const found = await readMeeting(ledger, meeting);
  if (!found) return refused("没有这次会议，可能已被取消。");
  const {facts, problem} = await outcomeOf(access.request, found);
  if (!facts) return refused(problem);
  const agenda = await readAgenda(ledger, meeting);
  const done = new Set((await readOutcomes(ledger, meeting)).map((outcome) => outcome.item_id));
  const itemId = item || itemOf(agenda, slide, done)?.item_id || "";
  const recorded = await transaction((tx) =>
    recordOutcome(tx, meeting, {itemId, facts, acting: actingOf(access), outcomeId: outcome_id})
  );
  return "problem" in recorded ? refused(recorded.problem) : json({ok: true});
}

const refused = (problem: string) => json({problem}, {status: 422});

/**
 * The agenda's item that a slide speaks of: one about its task, KPI or unit, or about a deliverable of its task; else the
 * first without an outcome, else the last.
 */
function itemOf(agenda: AgendaItem[], slideKey: string, done: Set<string>): AgendaItem | undefined {
  const code = /^\w+:(\w+)/.exec(slideKey)?.[1];
  const about = code === undefined ? undefined : agenda.find(({subject}) => isAbout(subject, code));
  return about ?? agenda.find(({item_id}) => !done.has(item_id)) ?? agenda.at(-1);
}

const isAbout = (subject: string | null, code: string) => subject === code || subject?.startsWith(`${code}-`) === true;
