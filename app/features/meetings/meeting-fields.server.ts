import {planYears} from "#app/server/filters.server.ts";
import {optionalText, readFields} from "#app/server/forms.server.ts";
import {readBodies} from "#pipelines/meetings/bodies.ts";
import type {Meeting, MeetingFacts} from "#pipelines/meetings/meetings.ts";
import {requiredTextProblem, textProblem} from "#pipelines/meetings/texts.ts";
import {isDay} from "#pipelines/time/clock.ts";

/** What is typed about a meeting. */
export interface MeetingFields {
  body: string;
  held_on: string;
  held_at: string;
  place: string;
  chair: string;
  present: string;
}

/** What is wrong with one field. */
export interface FieldProblem {
  field: keyof MeetingFields;
  text: string;
}

export async function readMeetingFields(request: Request): Promise<MeetingFields> {
  const typed = await readFields(request, {
    ...{body: optionalText, held_on: optionalText, held_at: optionalText},
    ...{place: optionalText, chair: optionalText, present: optionalText}
  });
  const trimmed = Object.entries(typed).map(([name, text]) => [name, text.trim()]);
  return {...typed, ...Object.fromEntries(trimmed)};
}

export function meetingProblemsOf(fields: MeetingFields): FieldProblem[] {
  const {body, held_on, held_at, place, chair, present} = fields;
  const texts: [field: keyof MeetingFields, text: string | undefined][] = [
    ["body", readBodies().includes(body) ? undefined : "请从列表中选择会议类型。"],
    ["held_on", isDay(held_on) ? undefined : "请填写会议日期，如 2026-12-05。"],
    ["held_at", /^(|([01]\d|2[0-3]):[0-5]\d)$/.test(held_at) ? undefined : "请填写开始时间，如 14:30；可以不填。"],
    ["place", requiredTextProblem("地点", place)],
    ["chair", requiredTextProblem("主持", chair)],
    ["present", textProblem("出席", present)]
  ];
  return texts.flatMap(([field, text]) => (text === undefined ? [] : [{field, text}]));
}

/** A meeting belongs to the plan of its year; before that plan is there, to the newest. */
export function meetingFactsOf({held_on, held_at, present, ...fields}: MeetingFields): MeetingFacts {
  const [year, years] = [Number(held_on.slice(0, 4)), planYears()];
  return {
    ...fields,
    held_on,
    held_at: held_at || null,
    present: present || null,
    plan_year: years.includes(year) ? year : years.at(-1)!
  };
}

export function fieldsOfMeeting({body, held_on, held_at, place, chair, present}: Meeting): MeetingFields {
  return {body, held_on, held_at: held_at ?? "", place, chair, present: present ?? ""};
}
