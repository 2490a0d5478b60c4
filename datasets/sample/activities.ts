import {type Activity, HEADCOUNT_ONLY, LAST_DAY} from "./activity.ts";
import {addDays, monthEnd, monthOf} from "./days.ts";
import {changesOnly, type Outbox, type Row} from "./outbox.ts";
import type {Club} from "./clubs.ts";
import {clubActivities} from "./club-activities.ts";
import {officeActivities} from "./office-activities.ts";
import {randomFor} from "./random.ts";
import {letters, reporterOf} from "./reporters.ts";
import {unitActivities} from "./unit-activities.ts";
import type {Unit} from "./unit.ts";

export function planActivities(units: Unit[], clubs: Club[]): Activity[] {
  return [...officeActivities(), ...unitActivities(units), ...clubActivities(clubs)]
    .sort((a, b) => a.start.localeCompare(b.start))
    .map((draft, index) => ({
      ...draft,
      id: `A2026-${String(index + 1).padStart(4, "0")}`,
      end: draft.end ?? draft.start,
      hasList: (draft.hasList ?? true) && !HEADCOUNT_ONLY.includes(draft.category)
    }));
}

export const isDone = (activity: Activity) => activity.outcome === undefined && activity.end <= LAST_DAY;

/** April's and June's headcounts were mistyped in some rows and put right later. */
const CORRECTED: Record<string, string> = {"2026-04": "2026-05-20", "2026-06": "2026-07-22", "2026-09": "2026-10-21"};

export function sendActivities(outbox: Outbox, activities: Activity[]): void {
  const random = randomFor("activity details");
  const details = new Map(
    activities.map(({id, costEach, category}) => [
      id,
      {
        satisfaction: Math.round((84 + random.next() * 14) * 10) / 10,
        cost: Math.round((costEach ?? (category === "理论学习" ? 6 : 22)) * (0.7 + random.next() * 0.6) * 100) / 100,
        isMistyped: random.chance(0.05)
      }
    ])
  );
  const rowOf = (activity: Activity, sentOn: string): Row => {
    const detail = details.get(activity.id);
    const isOver = activity.end <= sentOn && isDone(activity);
    const headcount = activity.headcount ?? activity.size;
    const isWrong = detail?.isMistyped === true && sentOn < (CORRECTED[monthOf(activity.end)] ?? "");
    const isChanged = activity.outcome !== undefined && (activity.outcomeOn ?? activity.start) <= sentOn;
    return {
      activity_id: activity.id,
      activity_name: activity.name,
      deliverable_codes: activity.codes,
      organizer_unit_code: activity.organizer,
      club_code: activity.club?.code ?? null,
      partner_units: activity.partners ?? null,
      category: activity.category,
      topic: activity.topic ?? null,
      need_type: activity.needs ?? [],
      service_type: activity.service ?? null,
      audience: activity.audience,
      service_mode: activity.mode ?? null,
      club_role: activity.clubRole ?? null,
      batch_no: activity.batch ?? null,
      start_date: activity.start,
      end_date: activity.end,
      registered_count: isOver ? (activity.registered ?? null) : null,
      actual_headcount: isOver ? (isWrong ? headcount * 10 : headcount) : 0,
      outsourced: activity.isOutsourced ?? false,
      cost_yuan: isOver ? Math.round((detail?.cost ?? 0) * headcount) : null,
      satisfaction_avg: isOver && headcount > 8 ? (detail?.satisfaction ?? null) : null,
      status: isChanged ? (activity.outcome ?? "计划") : isOver ? "已完成" : "计划"
    };
  };
  const changed = changesOnly(["activity_id"]);
  const corrections = Object.entries(CORRECTED).map(([month, sentOn]) => ({
    reporter: "U00",
    sentOn,
    upTo: monthEnd(month),
    label: `${month}_校工会_更正`,
    isApproved: true,
    isCorrection: true
  }));
  const all = [...letters().map((letter) => ({...letter, isCorrection: false})), ...corrections];
  for (const letter of all.sort((a, b) => a.sentOn.localeCompare(b.sentOn))) {
    const {reporter, sentOn, upTo, label, isApproved, isCorrection} = letter;
    const isTold = (activity: Activity) =>
      activity.end <= upTo || (!isCorrection && activity.isAnnounced === true && activity.start < addDays(sentOn, 75));
    const told = activities.filter((activity) => reporterOf(activity.organizer) === reporter && isTold(activity));
    const rows = changed(told.map((activity) => rowOf(activity, sentOn)));
    outbox.send({
      dataset: "activities",
      label,
      sentOn,
      unit: reporter === "U00" ? undefined : reporter,
      isApproved,
      rows
    });
  }
}
