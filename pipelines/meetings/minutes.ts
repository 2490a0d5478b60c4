import {chineseDayOf} from "#pipelines/time/chinese-day.ts";
import type {AgendaItem} from "./agenda.ts";
import type {Erratum, Meeting} from "./meetings.ts";
import {OUTCOME_KINDS, OUTCOME_WORDS, type Outcome, type OutcomeKind} from "./outcomes.ts";

/** 纪要: what a meeting came to, in the customary order. */
export interface Minutes {
  heading: string;
  /** 时间、地点、主持、出席 */
  facts: {label: string; text: string}[];
  /** 议题 in the order of the agenda; those without an outcome are undecided. */
  items: {title: string; isUndecided: boolean}[];
  /** 议定事项 by kind, numbered within it. */
  kinds: {kind: OutcomeKind; word: string; outcomes: Outcome[]}[];
  /** 更正说明, the oldest first. */
  errata: Erratum[];
}

export interface MeetingRecord {
  meeting: Meeting;
  agenda: AgendaItem[];
  outcomes: Outcome[];
  errata: Erratum[];
}

export function minutesOf({meeting, agenda, outcomes, errata}: MeetingRecord): Minutes {
  const {body, held_on, held_at, place, chair, present} = meeting;
  return {
    heading: `${body}纪要`,
    facts: [
      {label: "时间", text: held_at ? `${chineseDay(held_on)} ${held_at}` : chineseDay(held_on)},
      {label: "地点", text: place},
      {label: "主持", text: chair},
      {label: "出席", text: present ?? "（未填写）"}
    ],
    items: agenda.map(({item_id, title, source}) => ({
      title,
      // An action item goes on until it is closed, so nothing about it is left undecided.
      isUndecided: source !== "action-item" && !outcomes.some((outcome) => outcome.item_id === item_id)
    })),
    kinds: OUTCOME_KINDS.map((kind) => ({
      kind,
      word: OUTCOME_WORDS[kind],
      outcomes: inAgendaOrder(
        outcomes.filter((outcome) => outcome.kind === kind),
        agenda
      )
    })).filter((each) => each.outcomes.length > 0),
    errata
  };
}

function inAgendaOrder(outcomes: Outcome[], agenda: AgendaItem[]): Outcome[] {
  const placeOf = ({item_id}: Outcome) => agenda.findIndex((item) => item.item_id === item_id);
  return outcomes.toSorted((a, b) => placeOf(a) - placeOf(b));
}

function chineseDay(day: string): string {
  const [year, month, date] = day.split("-").map(Number);
  return `${year}年${month}月${date}日`;
}

/** Returns the minutes as text to paste into a document. */
export function minutesText({heading, facts, items, kinds, errata}: Minutes): string {
  const lines = [
    heading,
    "",
    ...facts.map(({label, text}) => `${label}：${text}`),
    "",
    "议题",
    ...items.map(({title, isUndecided}, at) => `${at + 1}. ${title}${isUndecided ? "（议而未决）" : ""}`),
    "",
    "议定事项",
    ...(kinds.length === 0 ? ["没有议定事项。"] : kinds.flatMap(kindLines)),
    ...(errata.length === 0 ? [] : ["", "更正说明", ...errata.map(erratumLine)])
  ];
  return lines.join("\n");
}

const ORDINALS = ["一", "二", "三"];

function kindLines({word, outcomes}: Minutes["kinds"][number], at: number): string[] {
  return [
    `（${ORDINALS[at]}）${word}`,
    ...outcomes.map(({words, owner, due_on}, index) => {
      const charge = owner === null || due_on === null ? "" : `（责任：${owner}；期限：${chineseDay(due_on)}）`;
      return `${index + 1}. ${words}${charge}`;
    })
  ];
}

const erratumLine = ({words, noted_at, noted_by_name}: Erratum) =>
  `${chineseDay(chineseDayOf(noted_at))} ${noted_by_name}：${words}`;
