import type {DuckDBConnection} from "@duckdb/node-api";
import {
  formatDay,
  formatPercent,
  formatShare,
  formatShortDay,
  formatShortMonth,
  formatValue,
  shareOf
} from "#app/format.ts";
import {
  type KpiOfSegment,
  type KpiOfUnit,
  type KpiPoint,
  readKpiSegments,
  readKpiSeries,
  readKpiUnits
} from "#pipelines/numbers/kpis.ts";
import {type DeliverableReport, readReports} from "#pipelines/numbers/reports.ts";
import {targetOf} from "#pipelines/plan/target.ts";
import {daysBetween} from "#pipelines/time/months.ts";
import {
  type MembershipMoves,
  type OnlineMonth,
  readMembershipMoves,
  readOnlineMonths,
  readSystemFeatures,
  readUnions,
  type SecondLevelUnion,
  type SystemFeatures
} from "#pipelines/topics/organisation.ts";
import type {Panel, PanelRow} from "./panel.ts";
import type {TopicScope} from "./topic-scope.ts";

/** 组织建设: members, chairs, terms of office, and the systems. */
export async function makeOrganisationPanels(db: DuckDBConnection, scope: TopicScope): Promise<Panel[]> {
  const unions = await readUnions(db, scope);
  const panels = [
    await membersPanel(db, scope),
    chairsPanel(unions, scope),
    electionsPanel(unions, scope),
    scope.unit ? undefined : movesPanel(await readMembershipMoves(db, scope), scope),
    ...(scope.unit ? [] : await systemPanels(db, scope))
  ];
  return panels.filter((panel) => panel !== undefined);
}

function chairsPanel(unions: SecondLevelUnion[], {whole, month, nameOf, unit}: TopicScope): Panel | undefined {
  const setUp = unions.filter(({is_set_up}) => is_set_up);
  if (setUp.length === 0) return undefined;
  const led = setUp.filter(({is_led_by_head}) => is_led_by_head).length;
  const kinds = [...new Set(unions.map(({set_up}) => set_up))].map((name) => ({
    name,
    count: unions.filter(({set_up}) => set_up === name).length
  }));
  const missing = setUp.filter(({is_led_by_head}) => !is_led_by_head);
  const rowOf = ({unit_code, unit_type, set_up, is_led_by_head, is_set_up}: SecondLevelUnion): PanelRow => ({
    cells: [nameOf(unit_code), unit_type, set_up, !is_set_up ? "未设置工会" : is_led_by_head ? "是" : "否"],
    isOwn: unit_code === unit
  });
  const others = unions.filter((each) => !missing.includes(each));
  return {
    id: "organisation-chairs",
    title: unit
      ? `工会主席${led > 0 ? "由行政负责人兼任" : "还不是由行政负责人兼任"}`
      : `二级单位工会 ${setUp.length} 个，${led} 个由行政负责人兼任主席，${missing.length} 个还没有`,
    subtitle: unit
      ? `${whole}工会的设置和主席，截至${formatShortMonth(month)}末`
      : `${whole}各单位工会的设置和主席，截至${formatShortMonth(month)}末；没有兼任的在前`,
    table: {
      columns: [{title: "单位"}, {title: "单位类型"}, {title: "工会设置"}, {title: "行政负责人兼任"}],
      rows: [...missing, ...others].map(rowOf)
    },
    figures: [
      {name: "二级单位工会", value: setUp.length, unit: "个"},
      {name: "行政负责人兼任", value: led, unit: "个"},
      {name: "没有兼任", value: missing.length, unit: "个"}
    ],
    note: unit
      ? undefined
      : `${kinds.map(({name, count}) => `${name} ${count} 个`).join("，")}。是否兼任由学校决定，台账不记向谁提过。`,
    next: [
      {words: "兼任比例", to: "/kpis/K49"},
      {words: "推动兼任", to: "/plan/T11-04"},
      {words: "组织设置", to: "/plan/T11-03"}
    ]
  };
}

/** The end of a term: so many years after the election. */
function endOf(electionOn: string, years: number): string {
  return `${Number(electionOn.slice(0, 4)) + years}${electionOn.slice(4)}`;
}

function electionsPanel(unions: SecondLevelUnion[], {whole, on, plan, nameOf, unit}: TopicScope): Panel | undefined {
  const rule = plan.congress.find(({rule: name, scope}) => name === "term" && scope === "单位");
  const setUp = unions.filter(({is_set_up}) => is_set_up);
  if (!rule || setUp.length === 0) return undefined;
  const years = Number(rule.value);
  const late = setUp.filter(({is_overdue}) => is_overdue);
  const soon = setUp.filter(
    ({is_overdue, last_election_on}) =>
      !is_overdue && last_election_on !== null && daysBetween(on, endOf(last_election_on, years)) <= 365
  );
  const unknown = setUp.filter(({last_election_on}) => last_election_on === null);
  return {
    id: "organisation-elections",
    title: [
      late.length > 0 ? `${unit ? "" : `${late.length} 个单位`}工会届期已满、没有换届` : "工会都在届期内",
      soon.length > 0 && `一年内还有 ${soon.length} 个到期`,
      unknown.length > 0 && `${unknown.length} 个没有写换届日期`
    ]
      .filter(Boolean)
      .join("，"),
    subtitle: `${whole}${unit ? "" : "各单位"}工会最近一次换届，每届${years === 5 ? "五" : "三"}年，截至${formatDay(on)}；最早的在前`,
    table: {
      columns: [
        {title: "单位"},
        {title: "最近换届"},
        {title: "届满日期"},
        {title: "现状"},
        {title: "已超过", unit: "天"}
      ],
      rows: setUp.map(({unit_code, last_election_on, is_overdue}) => {
        const end = last_election_on === null ? null : endOf(last_election_on, years);
        const over = is_overdue && end !== null ? Math.max(daysBetween(end, on), 0) : null;
        return {
          cells: [
            nameOf(unit_code),
            last_election_on,
            end,
            end === null ? "缺日期" : is_overdue ? "届期已满" : "届期内",
            over
          ],
          isOwn: unit_code === unit
        };
      })
    },
    figures: [
      {name: "届期已满", value: late.length, unit: "个"},
      {name: "一年内到期", value: soon.length, unit: "个"},
      {name: "缺换届日期", value: unknown.length, unit: "个"}
    ],
    note: `依据《${rule.law}》${rule.article}。`,
    next: [
      {words: "教代会规则检查", to: "/outputs/congress"},
      {words: "三级组织体系", to: "/plan/T11-05"}
    ]
  };
}

const FEWEST = 3;
/** One or two people are not counted out. */
const fewOr = (count: number) => (count > 0 && count < FEWEST ? `不足 ${FEWEST} 人` : count);
const fewWords = (count: number) => (count > 0 && count < FEWEST ? `不足 ${FEWEST} 人` : formatValue(count, "人"));

async function membersPanel(db: DuckDBConnection, scope: TopicScope): Promise<Panel | undefined> {
  const question = {month: scope.month};
  const [units, blanks, segments] = await Promise.all([
    readKpiUnits(db, "K47", question),
    readKpiUnits(db, "K48", {...question}),
    readKpiSegments(db, "K47", question)
  ]);
  const own = units.filter(({unit_code}) => !scope.unit || unit_code === scope.unit);
  if (own.length === 0) return undefined;
  return makeMembersPanel(own, new Map(blanks.map((each) => [each.unit_code, each])), segments, scope);
}

function makeMembersPanel(
  units: KpiOfUnit[],
  records: Map<string, KpiOfUnit>,
  segments: KpiOfSegment[],
  {whole, month, nameOf, unit, plan}: TopicScope
): Panel {
  const people = units.reduce((sum, {denominator}) => sum + (denominator ?? 0), 0);
  const members = units.reduce((sum, {numerator}) => sum + (numerator ?? 0), 0);
  const outside = people - members;
  const outsideOf = ({numerator, denominator}: KpiOfUnit) => (denominator ?? 0) - (numerator ?? 0);
  const kpi = plan.kpis.find(({code}) => code === "K47");
  const target = kpi && targetOf(kpi).value;
  const kinds = segments
    .flatMap(({segment, value}) =>
      segment.startsWith("未入会（人）=") ? [{name: segment.slice("未入会（人）=".length), value: value ?? 0}] : []
    )
    .toSorted((a, b) => b.value - a.value);
  const isDrawn = !unit && kinds.length > 0 && kinds.length <= units.length;
  const outsideWords = outside === 0 ? "都已入会" : `未入会 ${fewWords(outside)}`;
  return {
    id: "organisation-members",
    title: `在岗 ${formatValue(people, "人")}，入会率 ${formatShare(members, people)}${
      target === undefined ? "" : `（目标 ${target} %）`
    }，${outsideWords}`,
    subtitle: unit
      ? `${whole}会员，${formatShortMonth(month)}末的名册`
      : `${whole}会员，${formatShortMonth(month)}末的名册；未入会多的在前`,
    picture: isDrawn ? {kind: "bars", unit: "人", bars: kinds} : undefined,
    table: {
      columns: [
        {title: "单位"},
        {title: "在岗", unit: "人"},
        {title: "入会率", unit: "%"},
        {title: "未入会", unit: "人"},
        {title: "会员信息完整率", unit: "%"}
      ],
      rows: units
        .toSorted((a, b) => outsideOf(b) - outsideOf(a) || a.unit_code.localeCompare(b.unit_code))
        .map((each) => ({
          cells: [
            nameOf(each.unit_code),
            each.denominator,
            each.value,
            fewOr(outsideOf(each)),
            records.get(each.unit_code)?.value ?? null
          ],
          isOwn: each.unit_code === unit
        }))
    },
    figures: [
      {name: "在岗", value: people, unit: "人"},
      {name: "入会率", value: shareOf(members, people) ?? 0, unit: "%"},
      {name: "未入会", value: outside, unit: "人"},
      ...(target === undefined ? [] : [{name: "目标", value: target, unit: ""}]),
      {name: "不单独列出的人数下限", value: FEWEST, unit: "人"}
    ],
    note:
      unit || kinds.length === 0 || isDrawn
        ? undefined
        : `未入会的按用工形式：${kinds.map(({name, value}) => `${name} ${value} 人`).join("，")}。`,
    next: [
      {words: "会员入会率", to: "/kpis/K47"},
      {words: "会员信息完整率", to: "/kpis/K48"},
      {words: "会员管理", to: "/plan/T11-06"}
    ]
  };
}

function movesPanel(moves: MembershipMoves | undefined, {whole, month}: TopicScope): Panel | undefined {
  if (!moves) return undefined;
  const {first_month, newcomers, newcomers_outside, joined, retired, left_school} = moves;
  const rows = [
    {name: "今年入校", value: newcomers},
    {name: "其中还没有入会", value: newcomers_outside},
    {name: "今年入会", value: joined},
    {name: "退休", value: retired},
    {name: "调离或不再在册", value: left_school}
  ];
  if (rows.every(({value}) => value === 0)) return undefined;
  const arrivals =
    newcomers > 0 ? `今年入校 ${fewWords(newcomers)}，其中 ${fewWords(newcomers_outside)}还没有入会` : "";
  return {
    id: "organisation-moves",
    title: [`今年入会 ${fewWords(joined)}`, arrivals, `退休 ${fewWords(retired)}，离开 ${fewWords(left_school)}`]
      .filter(Boolean)
      .join("；"),
    subtitle: `${whole}人员变动，${formatShortMonth(month)}末的名册与${formatShortMonth(first_month)}末相比`,
    picture: {kind: "bars", unit: "人", bars: rows.filter(({value}) => value === 0 || value >= FEWEST)},
    table: {
      columns: [{title: "变动"}, {title: "人数", unit: "人"}],
      rows: rows.map(({name, value}) => ({cells: [name, fewOr(value)]}))
    },
    figures: [...rows.map((row) => ({...row, unit: "人"})), {name: "不单独列出的人数下限", value: FEWEST, unit: "人"}],
    note: "名册每季度更新，没有新名册的月份不变。入校、入会看名册上的日期，退休、离开看两份名册。",
    next: [{words: "未入会的按用工形式", to: "/kpis/K47"}]
  };
}

async function systemPanels(db: DuckDBConnection, scope: TopicScope): Promise<(Panel | undefined)[]> {
  const [months, features, activity, reports] = await Promise.all([
    readOnlineMonths(db, scope),
    readSystemFeatures(db, scope),
    readKpiSeries(db, "K50"),
    readReports(db, scope.month)
  ]);
  return [onlinePanel(months, activity, scope), featuresPanel(features, reports, scope)];
}

function onlinePanel(months: OnlineMonth[], activity: KpiPoint[], {whole, month, plan}: TopicScope): Panel | undefined {
  if (months.length === 0) return undefined;
  const sum = (of: (each: OnlineMonth) => number) => months.reduce((total, each) => total + of(each), 0);
  const [online, total] = [sum(({online_cases}) => online_cases), sum(({total_cases}) => total_cases)];
  const timed = sum(({timed_cases}) => timed_cases);
  const days = timed === 0 ? null : sum(({handle_days}) => handle_days) / timed;
  const activeIn = (of: string) => activity.find((point) => point.month === of)?.value ?? null;
  const last = months.at(-1)!;
  const kpi = plan.kpis.find(({code}) => code === "K50");
  const target = kpi && targetOf(kpi).value;
  const active = activeIn(last.month);
  const cases = (value: number) => formatValue(value, "件");
  return {
    id: "organisation-online",
    title: [
      `今年办理 ${cases(total)}，线上 ${cases(online)}（${formatShare(online, total)}）`,
      days !== null && `平均 ${formatValue(days, "天")}办结`,
      active !== null &&
        `${formatShortMonth(last.month)}小程序活跃率 ${formatPercent(active)}${target === undefined ? "" : `，目标 ${target} %`}`
    ]
      .filter(Boolean)
      .join("；"),
    subtitle: `${whole}各系统逐月办理件数，1月至${formatShortMonth(month)}；没有填报的月份不列`,
    picture: {
      kind: "columns",
      unit: "件",
      labels: months.map((each) => formatShortMonth(each.month)),
      series: [
        {name: "线上", values: months.map(({online_cases}) => online_cases)},
        {name: "线下", values: months.map(({online_cases, total_cases}) => Math.max(total_cases - online_cases, 0))}
      ]
    },
    table: {
      columns: [
        {title: "月份"},
        {title: "全部", unit: "件"},
        {title: "线上", unit: "件"},
        {title: "线上占比", unit: "%"},
        {title: "平均办理", unit: "天"},
        {title: "小程序活跃率", unit: "%"}
      ],
      rows: months.map((each) => ({
        cells: [
          formatShortMonth(each.month),
          each.total_cases,
          each.online_cases,
          shareOf(each.online_cases, each.total_cases),
          each.timed_cases === 0 ? null : each.handle_days / each.timed_cases,
          activeIn(each.month)
        ]
      }))
    },
    figures: [
      {name: "全部", value: total, unit: "件"},
      {name: "线上", value: online, unit: "件"},
      {name: "线上占比", value: shareOf(online, total) ?? 0, unit: "%"},
      ...(days === null ? [] : [{name: "平均办理", value: days, unit: "天"}]),
      ...(target === undefined ? [] : [{name: "活跃率目标", value: target, unit: ""}])
    ],
    next: [
      {words: "小程序月活跃率", to: "/kpis/K50"},
      {words: "服务职工数字新通道", to: "/plan/T11-10"}
    ]
  };
}

function featuresPanel(
  features: SystemFeatures[],
  reports: Map<string, DeliverableReport>,
  {whole, on, month, plan}: TopicScope
): Panel | undefined {
  const systems = features.map((each) => {
    const deliverable = plan.deliverables.find(
      ({task_code, named_system, quote, name}) =>
        task_code === "T11" && (named_system === each.system_name || `${name}${quote}`.includes(each.system_name))
    );
    const report = deliverable && reports.get(deliverable.code);
    const due = report?.planned_latest ?? null;
    const isLate = due !== null && due < on && report?.is_finished !== true;
    return {...each, deliverable, report, due, late: isLate ? daysBetween(due, on) : null};
  });
  if (systems.length === 0) return undefined;
  const late = systems.filter((each) => each.late !== null);
  const [planned, released] = [
    systems.reduce((sum, {features_planned}) => sum + features_planned, 0),
    systems.reduce((sum, {features_released}) => sum + features_released, 0)
  ];
  const first = late[0];
  return {
    id: "organisation-systems",
    title: `各系统计划迭代 ${planned} 项功能，已上线 ${released} 项${
      first
        ? `；“${first.system_name}”应在${formatShortDay(first.due ?? on)}完成，已晚 ${first.late ?? 0} 天，上线 ${first.features_released} 项`
        : ""
    }`,
    subtitle: `${whole}各系统今年的迭代，截至${formatDay(on)}`,
    table: {
      columns: [
        {title: "系统"},
        {title: "计划功能", unit: "项"},
        {title: "已上线", unit: "项"},
        {title: "填报完成", unit: "%"},
        {title: "原定完成"},
        {title: "现定完成"},
        {title: "已晚", unit: "天"}
      ],
      rows: systems.map(({system_name, features_planned, features_released, deliverable, report, due, late: days}) => ({
        cells: [
          system_name,
          features_planned,
          features_released,
          report?.percent_done ?? null,
          report?.planned_first ?? null,
          due,
          days
        ],
        ...(deliverable && {to: `/plan/${deliverable.code}`})
      }))
    },
    figures: [
      {name: "计划功能", value: planned, unit: "项"},
      {name: "已上线", value: released, unit: "项"}
    ],
    note:
      [
        ...systems.flatMap(({report, system_name}) =>
          report?.problem_note ? [`${system_name}：${report.problem_note}`] : []
        ),
        ...(late.some(({system_name}) => system_name.includes("提案"))
          ? ["“双代会”要用提案系统征集提案，请与任务 3 一并研究。"]
          : [])
      ].join(" ") || `功能数为各系统最近一次填报，至${formatShortMonth(month)}。`,
    next: [
      ...late.flatMap(({deliverable}) =>
        deliverable ? [{words: deliverable.name, to: `/plan/${deliverable.code}`}] : []
      ),
      {words: "“双代会”筹备", to: "/tasks/T03"}
    ]
  };
}
