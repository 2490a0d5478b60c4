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
import {type KpiPoint, readKpiSeries} from "#pipelines/numbers/kpis.ts";
import {type DeliverableReport, readReports} from "#pipelines/numbers/reports.ts";
import {targetOf} from "#pipelines/plan/target.ts";
import {daysBetween} from "#pipelines/time/months.ts";
import {
  type OnlineMonth,
  readOnlineMonths,
  readSystemFeatures,
  type SystemFeatures
} from "#pipelines/topics/organisation.ts";
import {monthsTo} from "./panel-numbers.ts";
import type {Panel} from "./panel.ts";
import type {TopicScope} from "./topic-scope.ts";

export async function systemPanels(db: DuckDBConnection, scope: TopicScope): Promise<(Panel | undefined)[]> {
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
  const reported = new Map(months.map((each) => [each.month, each]));
  const all = monthsTo(month).map((each) => ({month: each, own: reported.get(each)}));
  const silent = all.filter(({own}) => own === undefined).map((each) => formatShortMonth(each.month));
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
    subtitle: `${whole}各系统逐月办理件数，1月至${formatShortMonth(month)}`,
    picture: {
      kind: "columns",
      unit: "件",
      labels: all.map((each) => formatShortMonth(each.month)),
      series: [
        {name: "线上", values: all.map(({own}) => own?.online_cases ?? null)},
        {name: "线下", values: all.map(({own}) => (own ? Math.max(own.total_cases - own.online_cases, 0) : null))}
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
      rows: all.map(({month: each, own}) => ({
        cells: own
          ? [
              formatShortMonth(each),
              own.total_cases,
              own.online_cases,
              shareOf(own.online_cases, own.total_cases),
              own.timed_cases === 0 ? null : own.handle_days / own.timed_cases,
              activeIn(each)
            ]
          : [formatShortMonth(each), null, null, null, null, null]
      }))
    },
    figures: [
      {name: "全部", value: total, unit: "件"},
      {name: "线上", value: online, unit: "件"},
      {name: "线上占比", value: shareOf(online, total) ?? 0, unit: "%"},
      ...(days === null ? [] : [{name: "平均办理", value: days, unit: "天"}]),
      ...(target === undefined ? [] : [{name: "活跃率目标", value: target, unit: ""}])
    ],
    note: silent.length > 0 ? `${silent.join("、")}没有填报，不在合计和平均中。` : undefined,
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
