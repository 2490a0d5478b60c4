import {formatDay, formatShare, formatShortDay, formatShown} from "#app/format.ts";
import type {FrozenState} from "../state/frozen-state.ts";
import type {FrozenWork} from "../state/frozen-work.ts";
import type {Status} from "#pipelines/numbers/status.ts";
import {LEVELS} from "#pipelines/plan/supervision-rules.ts";
import type {SlideContent} from "../slide.ts";

type WorkSlide = (work: FrozenWork, state: FrozenState) => SlideContent | undefined;

const statusChanges: WorkSlide = ({changes: {from, to, statuses}}) => ({
  title:
    statuses.length === 0
      ? "任务和举措的状态没有变化"
      : `${statuses.length} 项任务和举措的状态有变化，${toBetter(statuses)} 项转好`,
  subtitle: `${formatDay(from)}当晚到${formatDay(to)}`,
  body: {
    kind: "table",
    table: {
      columns: [{title: "任务和举措"}, {title: "原来"}, {title: "现在"}],
      rows: statuses.map(({code, name, was, is}) => [`${code} ${name}`, standing(was), standing(is)])
    }
  },
  notes: ["比较两天当晚的数字；来历见“变化”页，逐项列出其间的报送和审核。"],
  source: {words: "变化", to: "/changes"},
  minutes: 2
});

/** What was adjusted by decision is neither better nor worse. */
const BEST_FIRST: readonly Status[] = ["办结", "正常", "未到期", "临期", "待审", "滞后", "逾期", "无数据"];

const rankOf = (status: string) => BEST_FIRST.findIndex((each) => each === status);

const toBetter = (statuses: FrozenWork["changes"]["statuses"]) =>
  statuses.filter(({was, is}) => rankOf(is.status) >= 0 && rankOf(is.status) < rankOf(was.status)).length;

const standing = ({status, progress}: {status: string; progress: number | null}) =>
  `${status}，${formatShown({value: progress}, "%")}`;

const kpiChanges: WorkSlide = ({changes: {from, to, kpis}}) => {
  const count = (isBetter: boolean) => kpis.filter(({is_better}) => is_better === isBetter).length;
  return {
    title:
      kpis.length === 0 ? "指标没有变化" : `${kpis.length} 个指标有变化：${count(true)} 个向好，${count(false)} 个走低`,
    subtitle: `${formatDay(from)}当晚到${formatDay(to)}，全校${count(false) > 0 ? "；走低的在前" : ""}`,
    body: {
      kind: "table",
      table: {
        columns: [{title: "指标"}, {title: "原来"}, {title: "现在"}, {title: "变化"}],
        // Where rows are left out, those that went down are still told.
        rows: kpis
          .toSorted(byBetterment)
          .map(({code, name, unit, was, is, is_better}) => [
            `${code} ${name}`,
            formatShown({value: was}, unit),
            formatShown({value: is}, unit),
            is_better === null ? "—" : is_better ? "向好" : "走低"
          ])
      }
    },
    notes: ["比较两天当晚的数字；累计类指标随月份增加，不等于工作加快。"],
    source: {words: "变化", to: "/changes"},
    minutes: 2
  };
};

type KpiChange = FrozenWork["changes"]["kpis"][number];

/** What went down first, what went up last. */
const byBetterment = (a: KpiChange, b: KpiChange) => bettermentOf(a) - bettermentOf(b);
const bettermentOf = ({is_better}: KpiChange) => (is_better === null ? 1 : is_better ? 2 : 0);

const supervised: WorkSlide = ({supervised: items}, {on}) => ({
  title:
    items.length === 0
      ? "没有要督办的事项"
      : `督办 ${items.length} 项：${LEVELS.toReversed()
          .map((level) => `${level} ${items.filter((item) => item.level === level).length}`)
          .join("、")}`,
  subtitle: `级别取触发规则中最高的一级，截至${formatDay(on)}`,
  body: {
    kind: "list",
    items: items.map(({level, name, rules, lead_unit, leader, due_on}) => ({
      mark: level,
      words: `${name}：${rules.join("；")}`,
      aside: `${[lead_unit, leader].filter(Boolean).join("　") || "未设定责任"}　${formatShortDay(due_on)}`
    }))
  },
  notes: ["督办单的发出、签收和答复见“督办”页。"],
  source: {words: "督办", to: "/supervision"},
  minutes: 4
});

const reports: WorkSlide = ({reports: {sentence, datasets}}, {on}) => ({
  title: sentence,
  subtitle: `各单位应报的台账，份，截至${formatDay(on)}`,
  body: {
    kind: "table",
    table: {
      columns: [
        {title: "台账"},
        {title: "应报", unit: "份"},
        {title: "已报", unit: "份"},
        {title: "按时"},
        {title: "缺", unit: "份"}
      ],
      rows: datasets
        .toSorted((a, b) => b.missing - a.missing)
        .map(({title, asked, reported, due, on_time, missing}) => [
          ...[title, asked, reported],
          due === 0 ? "—" : formatShare(on_time, due),
          missing
        ])
    }
  },
  notes: ["按时：截止日已过的应报中，截止日当天及以前报到的；零报告也算报到。"],
  source: {words: "报送情况", to: "/submissions"},
  minutes: 2
});

const owing: WorkSlide = ({owing: all}, {on}) => {
  const units = all.filter(({code}) => code !== null);
  return {
    title:
      units.length === 0
        ? "各单位应报的都已报送"
        : `${units.length} 个单位欠报 ${units.reduce((sum, {count}) => sum + count, 0)} 份，${units[0]!.name}最多，欠 ${units[0]!.count} 份`,
    subtitle: `今年以来各月合计，截至${formatDay(on)}；欠得多的在前`,
    body: {
      kind: "table",
      table: {
        columns: [{title: "单位"}, {title: "欠报", unit: "份"}, {title: "最久", unit: "天"}, {title: "欠什么"}],
        rows: units.map(({name, count, days, items}) => [name, count, days, shortOf(items)])
      }
    },
    notes: [
      "欠报：截止日已过还没有报，或退回后还没有重报。",
      ...all
        .filter(({code}) => code === null)
        .map(({name, count, items}) => `${name}负责的报送欠 ${count} 份：${items.join("；")}`),
      ...units.map(({name, items}) => `${name}：${items.join("；")}`)
    ],
    source: {words: "谁还没报", to: "/submissions#owing"},
    minutes: 3
  };
};

/** The first of the datasets that lack, and how many they are. */
const shortOf = ([first = "", ...others]: string[]) =>
  others.length === 0 ? first : `${first}等 ${others.length + 1} 种`;

const congress: WorkSlide = ({congress: rules}, {on}) => {
  const broken = rules.reduce((sum, rule) => sum + rule.broken, 0);
  const unknown = rules.reduce((sum, rule) => sum + rule.unknown, 0);
  return {
    title: `教代会规则检查 ${rules.length} 条：${broken === 0 ? "没有不符合的" : `不符合 ${broken} 项`}${
      unknown === 0 ? "" : `，缺数据 ${unknown} 项`
    }`,
    subtitle: `按会议台账、名册和单位台账检查，截至${formatDay(on)}`,
    body: {
      kind: "table",
      table: {
        columns: [
          {title: "规则"},
          {title: "符合", unit: "个"},
          {title: "不符合", unit: "个"},
          {title: "缺数据", unit: "个"}
        ],
        rows: rules.map(({title, kept, broken: no, unknown: none}) => [title, kept, no, none])
      }
    },
    notes: rules.map(({title, quote}) => `${title}：${quote}`),
    source: {words: "教代会规则检查", to: "/outputs/congress"},
    minutes: 2
  };
};

const instructions: WorkSlide = ({instructions: all}, {plan, on}) => {
  if (!all) return undefined;
  const open = all.filter(({answer}) => answer === null);
  return {
    title:
      all.length === 0
        ? `${plan.year}年还没有领导批示`
        : `${plan.year}年领导批示 ${all.length} 条，${open.length === 0 ? "都已答复" : `${open.length} 条待答复`}`,
    subtitle: `待答复的在前，截至${formatDay(on)}`,
    body: {
      kind: "list",
      items: all.map(({about, words, given_by, given_on, answer}) => ({
        mark: answer === null ? "待答复" : "已答复",
        words: `${about}：${words}${answer === null ? "" : `（答复：${answer}）`}`,
        aside: `${given_by}　${formatShortDay(given_on)}`
      }))
    },
    notes: ["批示和答复的全文见“领导批示”页。"],
    source: {words: "领导批示", to: "/instructions"},
    minutes: 3
  };
};

/** Slides on what is followed up, by key. */
export const WORK_SLIDES = new Map<string, WorkSlide>([
  ["changes-statuses", statusChanges],
  ["changes-kpis", kpiChanges],
  ["supervised", supervised],
  ["reports", reports],
  ["owing", owing],
  ["congress", congress],
  ["instructions", instructions]
]);

/** One rule for staff congresses, with those that do not keep it. */
export function congressRuleSlide(work: FrozenWork, key: string, {on}: FrozenState): SlideContent | undefined {
  const rule = work.congress.find((each) => each.key === key);
  if (!rule) return undefined;
  const {title, quote, kept, broken, unknown, rows} = rule;
  return {
    title: `${title}：符合 ${kept} 个，不符合 ${broken} 个${unknown === 0 ? "" : `，缺数据 ${unknown} 个`}`,
    subtitle: `${rows.length === 0 ? "全部符合" : "列出不符合和缺数据的"}，截至${formatDay(on)}`,
    body:
      rows.length === 0
        ? {kind: "list", items: [{words: quote}]}
        : {
            kind: "table",
            table: {
              columns: [{title: "单位"}, {title: "结果"}, {title: "依据的数"}],
              rows: rows.map(({name, outcome, words}) => [name, outcome, words])
            }
          },
    notes: [quote],
    source: {words: "教代会规则检查", to: `/outputs/congress#${key}`},
    minutes: 2
  };
}
