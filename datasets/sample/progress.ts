import {addDays, monthEnd, monthNumbered} from "./days.ts";
import type {Outbox, Row} from "./outbox.ts";
import {chairOf, type Person} from "./people.ts";
import {stories, type Story} from "./progress-stories.ts";
import {unitNamed} from "./units.ts";

const FIRST_MONTH = 3;
/** Units of the plan's partners report for their own deliverables, some only once a quarter. */
const QUARTERLY = ["U24", "U25", "U29", "U30", "U32", "U35"];

export function sendProgress(outbox: Outbox, people: Person[]): void {
  for (const unit of new Set(stories.map((story) => story.unit))) {
    const due: Row[] = [];
    for (let number = FIRST_MONTH; number <= 10; number++) {
      const month = monthNumbered(number);
      for (const story of stories.filter((one) => one.unit === unit)) {
        const row = rowOf(story, number, people);
        if (row && row.percent_done !== 100) due.push(row);
      }
      if (QUARTERLY.includes(unit) && number % 3 !== 0 && number !== 10) continue;
      outbox.send({
        dataset: "progress",
        label: `${month}_${unitNamed(unit)}`,
        sentOn: addDays(monthEnd(month), unit === "U00" ? 5 : 9),
        unit: unit === "U00" ? undefined : unit,
        isApproved: unit === "U00" || number < 10,
        rows: due.splice(0)
      });
    }
  }
  for (const story of stories) sendCompletion(outbox, story, people);
}

/** A hundred percent is reported by itself, through the form, so that the office can judge it by itself. */
function sendCompletion(outbox: Outbox, story: Story, people: Person[]): void {
  const index = story.percents.indexOf(100);
  const row = index < 0 ? undefined : rowOf(story, index + FIRST_MONTH, people);
  if (!row) return;
  const month = monthNumbered(index + FIRST_MONTH);
  outbox.send({
    dataset: "progress",
    label: `${story.code}_${month}_在线填报`,
    sentOn: month === "2026-11" ? "2026-11-13" : addDays(monthEnd(month), 3),
    unit: story.unit === "U00" ? undefined : story.unit,
    isApproved: !story.isPending,
    rows: [row]
  });
}

function rowOf(story: Story, number: number, people: Person[]): Row | undefined {
  const percent = story.percents[number - FIRST_MONTH] ?? undefined;
  if (percent === undefined) return undefined;
  const month = monthNumbered(number);
  const isMoved = story.moved !== undefined && month >= story.moved[0];
  const isLate = story.isBehind === true && number >= 6;
  const isCancelled = story.cancelledIn === month;
  const lacks = story.lacksEvidence === "none" || story.lacksEvidence?.includes(month) === true;
  return {
    deliverable_code: story.code,
    unit_code: story.unit,
    report_month: month,
    planned_finish_date: isMoved ? (story.moved?.[1] ?? null) : story.due,
    status: isCancelled ? "取消" : percent === 100 ? "已完成" : percent === 0 ? "未开始" : isLate ? "滞后" : "进行中",
    percent_done: percent,
    actual_finish_date: percent === 100 ? `${month}-${number === 11 ? "12" : "26"}` : null,
    evidence_link: lacks || percent === 0 ? null : `https://example.edu.cn/evidence/2026/${story.code}/${month}`,
    problem_note: isLate || isMoved || isCancelled ? (story.note ?? null) : null,
    reporter_person_id: chairOf(people, story.unit === "U00" ? "U23" : story.unit).id
  };
}
