import type {Paragraph, Table} from "docx";
import {formatDay, formatMoment} from "#app/format.ts";
import type {Minutes} from "#pipelines/meetings/minutes.ts";
import {addressees, body, headOf, heading, leadingWords, numbered, signature} from "./document-parts.server.ts";
import {paperTable} from "./document-table.server.ts";
import {paperFile} from "./paper-file.server.ts";
import {asSentence, SENDER, type Sender} from "./state-facts.ts";

export interface MinutesOfMeeting {
  minutes: Minutes;
  /** YYYY-MM-DD */
  held_on: string;
  /** The meeting is not closed yet. */
  isDraft: boolean;
  /** 发送 */
  recipients?: string;
  /** Which frozen numbers the meeting had before it. */
  source?: string;
}

/** 会议纪要: the facts, the items, what was settled by kind with its action items as a table, and errata. */
export async function meetingMinutes(
  {minutes, held_on, isDraft, recipients = "各参会单位", source}: MinutesOfMeeting,
  sender: Omit<Sender, "addressee"> = SENDER
): Promise<Uint8Array> {
  const {heading: title, facts} = minutes;
  const children = [
    ...headOf({year: Number(held_on.slice(0, 4)), title, names: [sender.union]}),
    addressees(recipients),
    ...(isDraft ? [body("（草稿：会议还没有结束，议定事项以会议结束后的纪要为准。）")] : []),
    ...facts.map(({label, text}) => leadingWords(`${label}：`, text)),
    ...sections(minutes),
    ...(source === undefined ? [] : [body(source)]),
    ...signature(sender.office, held_on)
  ];
  return paperFile({title, creator: sender.office, on: held_on, children});
}

function sections({items, kinds, errata}: Minutes): (Paragraph | Table)[] {
  return [
    heading(1, 0, "会议议题"),
    ...items.map(({title, isUndecided}, at) =>
      numbered(at, asSentence(`${title}${isUndecided ? "（议而未决）" : ""}`))
    ),
    heading(1, 1, "议定事项"),
    ...(kinds.length === 0 ? [body("会议没有议定事项。")] : kinds.flatMap(kindParts)),
    ...(errata.length === 0 ? [] : [heading(1, 2, "更正说明"), ...errata.map(erratumLine)])
  ];
}

function kindParts({kind, word, outcomes}: Minutes["kinds"][number], at: number): (Paragraph | Table)[] {
  const title = heading(2, at, word);
  if (kind !== "action-item") return [title, ...outcomes.map(({words}, place) => numbered(place, asSentence(words)))];
  return [title, body(`会议交办 ${outcomes.length} 项，由承办单位按期办理并报告结果。`), actionItemTable(outcomes)];
}

function actionItemTable(outcomes: Minutes["kinds"][number]["outcomes"]): Table {
  return paperTable(
    {
      columns: [
        {title: "序号", share: 2.5, isNumber: true},
        {title: "事项", share: 11},
        {title: "承办", share: 6.5},
        {title: "期限", share: 9}
      ],
      rows: outcomes.map(({words, subject, owner, due_on}, at) => [
        String(at + 1),
        subject ? `${words}（${subject}）` : words,
        owner ?? "",
        due_on ? formatDay(due_on) : ""
      ])
    },
    "grid"
  );
}

const erratumLine = ({words, noted_by_name, noted_at}: Minutes["errata"][number], at: number) =>
  numbered(at, asSentence(`${formatDay(formatMoment(noted_at))}${noted_by_name}：${words}`));
