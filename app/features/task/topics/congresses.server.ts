import type {DuckDBConnection} from "@duckdb/node-api";
import {formatDay, formatShare, formatShortDay, shareOf} from "#app/format.ts";
import type {KpiOfUnit, KpiValue} from "#pipelines/numbers/kpis.ts";
import {
  type MeetingAttendance,
  type PolicyMatter,
  readMeetingAttendance,
  readPolicyMatters,
  readUnitCongresses,
  type UnitCongress
} from "#pipelines/topics/congresses.ts";
import {isTooFew, TOO_FEW_CELL, TOO_FEW_IN_UNIT_NOTE} from "./few-people.ts";
import {readScopeKpi, readUnitKpis} from "./kpi-of-scope.server.ts";
import {milestonesPanel, readMilestones} from "./milestones.server.ts";
import type {Panel} from "./panel.ts";
import type {TopicScope} from "./topic-scope.ts";

/** 教代会: the school's congresses and what they wait for, the units' congresses, and meetings. */
export async function makeCongressPanels(db: DuckDBConnection, scope: TopicScope): Promise<Panel[]> {
  const kpis = {
    held: await readScopeKpi(db, "K15", scope),
    delegates: await readScopeKpi(db, "K09", scope),
    byUnit: await readUnitKpis(db, "K09", scope)
  };
  return [
    milestonesPanel(await readMilestones(db, "K08", scope), scope, {
      id: "congresses-milestones",
      subtitle: "“双代会”换届各项工作的进度和期限",
      kpi: {words: "换届工作进度", to: "/kpis/K08"}
    }),
    unitsPanel(await readUnitCongresses(db, scope), kpis, scope),
    meetingsPanel(
      await readMeetingAttendance(db, scope),
      {list: await readPolicyMatters(db, scope), counted: await readScopeKpi(db, "K16", scope)},
      scope
    )
  ].filter((panel) => panel !== undefined);
}

interface CongressKpis {
  held: KpiValue | undefined;
  delegates: KpiValue | undefined;
  byUnit: Map<string, KpiOfUnit>;
}

function unitsPanel(units: UnitCongress[], kpis: CongressKpis, scope: TopicScope): Panel | undefined {
  const {whole, on, nameOf, unit} = scope;
  if (units.length === 0 || !kpis.held?.denominator) return undefined;
  const required = kpis.held.denominator;
  const filed = kpis.held.numerator ?? 0;
  const unheld = units.filter(({held_on}) => held_on === null);
  const unfiled = units.filter(({held_on, has_filed}) => held_on !== null && !has_filed);
  const {numerator: trained, denominator: delegates} = kpis.delegates ?? {numerator: null, denominator: null};
  const training =
    delegates && !isTooFew(delegates)
      ? `；代表参训 ${trained}/${delegates} 人（${formatShare(trained ?? 0, delegates)}）`
      : "";
  return {
    id: "congresses-units",
    title: `${unit ? ownWords(units[0]!) : unitsWords({required, filed, unheld, unfiled})}${training}`,
    subtitle: `${whole}今年应召开二级教代会的单位，截至${formatDay(on)}；还没有召开的在前`,
    table: {
      columns: [
        {title: "单位"},
        {title: "二级教代会"},
        {title: "召开日期"},
        {title: "到会率", unit: "%"},
        {title: "代表参训"}
      ],
      rows: units.map((each) => ({
        cells: [
          nameOf(each.unit_code),
          stateOf(each),
          each.held_on,
          shareOf(each.present_count ?? 0, each.present_count === null ? 0 : (each.due_count ?? 0)),
          trainedCell(kpis.byUnit.get(each.unit_code))
        ],
        isOwn: each.unit_code === unit
      }))
    },
    figures: [
      {name: "应召开", value: required, unit: "个"},
      {name: "已召开并报备", value: filed, unit: "个"},
      {name: "已召开未报备", value: unfiled.length, unit: "个"},
      {name: "未召开", value: unheld.length, unit: "个"},
      ...(training
        ? [
            {name: "代表参训", value: trained ?? 0, unit: "人"},
            {name: "代表", value: delegates ?? 0, unit: "人"},
            {name: "代表参训率", value: shareOf(trained ?? 0, delegates ?? 0) ?? 0, unit: "%"}
          ]
        : [])
    ],
    note: `代表参训按在岗的教代会代表计；${TOO_FEW_IN_UNIT_NOTE}。`,
    next: [
      {words: "二级教代会规范召开率", to: "/kpis/K15"},
      {words: "代表参训率", to: "/kpis/K09"},
      {words: "教代会规则检查", to: "/outputs/congress"}
    ]
  };
}

function stateOf({held_on, has_filed}: UnitCongress): string {
  if (held_on === null) return "未召开";
  return has_filed ? "已召开并报备" : "已召开，未报备";
}

function trainedCell(kpi: KpiOfUnit | undefined): string | null {
  if (!kpi?.denominator) return null;
  return isTooFew(kpi.denominator) ? TOO_FEW_CELL : `${kpi.numerator}/${kpi.denominator} 人`;
}

const ownWords = (congress: UnitCongress) =>
  congress.held_on === null
    ? "今年的二级教代会还没有召开"
    : `二级教代会${formatShortDay(congress.held_on)}召开，${congress.has_filed ? "材料已报备" : "材料还没有报备"}`;

interface Held {
  required: number;
  filed: number;
  unheld: UnitCongress[];
  unfiled: UnitCongress[];
}

function unitsWords({required, filed, unheld, unfiled}: Held): string {
  if (filed === required) return `应召开二级教代会的 ${required} 个单位都已召开并报备`;
  return [
    `${required} 个单位中 ${filed} 个已召开二级教代会并报备`,
    ...(unfiled.length > 0 ? [`${unfiled.length} 个已召开未报备`] : []),
    ...(unheld.length > 0 ? [`${unheld.length} 个未召开`] : [])
  ].join("，");
}

interface Matters {
  list: PolicyMatter[];
  counted: KpiValue | undefined;
}

function meetingsPanel(meetings: MeetingAttendance[], matters: Matters, scope: TopicScope): Panel | undefined {
  const {whole, on} = scope;
  const counted = meetings.filter((each) => each.counted > 0);
  if (counted.length === 0) return undefined;
  const sum = (key: "times" | "due" | "present") => counted.reduce((total, each) => total + each[key], 0);
  const lowest = counted.toSorted((a, b) => a.present / a.due - b.present / b.due)[0]!;
  return {
    id: "congresses-meetings",
    title: `${mattersWords(matters)}各类会议出席率 ${formatShare(sum("present"), sum("due"))}${
      counted.length > 1 ? `，最低的是${lowest.meeting_type}（${formatShare(lowest.present, lowest.due)}）` : ""
    }`,
    subtitle: `${whole}今年各类会议的应到和实到，截至${formatDay(on)}`,
    table: {
      columns: [
        {title: "会议"},
        {title: "召开", unit: "次"},
        {title: "应到", unit: "人次"},
        {title: "实到", unit: "人次"},
        {title: "出席率", unit: "%"}
      ],
      rows: counted.map(({meeting_type, times, due, present}) => ({
        cells: [meeting_type, times, due, present, shareOf(present, due)]
      }))
    },
    figures: [
      {name: "源头参与事项", value: matters.counted?.value ?? 0, unit: "项"},
      {name: "出席率", value: shareOf(sum("present"), sum("due")) ?? 0, unit: "%"},
      {name: "最低的出席率", value: shareOf(lowest.present, lowest.due) ?? 0, unit: "%"}
    ],
    note: [matterNames(matters.list), ...unknownWords(meetings)].filter((words) => words !== "").join(""),
    next: [
      {words: "源头参与事项", to: "/kpis/K16"},
      {words: "会议台账", to: "/datasets/meetings"}
    ]
  };
}

const mattersWords = ({list, counted}: Matters) =>
  list.length > 0 && typeof counted?.value === "number" ? `源头参与并提出意见的事项 ${counted.value} 项；` : "";

/** “绩效工资办法”（3月19日，已提意见） */
function matterNames(matters: PolicyMatter[]): string {
  if (matters.length === 0) return "";
  const names = matters.map(
    ({policy_item, held_on, has_opinion}) =>
      `${policy_item ?? "没有写名称的事项"}（${formatShortDay(held_on)}，${has_opinion ? "已提意见" : "未提意见"}）`
  );
  return `源头参与：${names.join("、")}；同一事项只计一项。`;
}

function unknownWords(meetings: MeetingAttendance[]): string[] {
  const unknown = meetings.reduce((total, {times, counted}) => total + times - counted, 0);
  return unknown > 0 ? [`有 ${unknown} 次会议没有填应到、实到人数，不计出席率。`] : [];
}
