import type {FrozenKpi, FrozenState} from "../state/frozen-state.ts";
import type {Slide, SlideContent} from "../slide.ts";
import {deliverableSlide, deliverablesSlide, dueSlide, unassignedSlide, unreportedSlide} from "./deliverable-slides.ts";
import {dueMonthsSlide} from "./due-months-slide.ts";
import {kpisSlide, taskKpisSlide, taskUnitsSlide} from "./kpi-list-slides.ts";
import {figureSlide, segmentsSlide, variationSlide} from "./kpi-part-slides.ts";
import {trendSlide, unitsSlide, unitSlide} from "./kpi-slides.ts";
import {funnelSlide, missingSlide, monthsOfUnitSlide, unitMonthsSlide} from "./kpi-unit-slides.ts";
import {unitWorkSlide} from "./unit-work-slides.ts";
import {congressRuleSlide, WORK_SLIDES} from "./work-slides.server.ts";
import {
  actionItemsSlide,
  comingSlide,
  concernsSlide,
  overviewSlide,
  panelSlide,
  tasksSlide,
  taskSlide
} from "./plan-slides.server.ts";

const OF_THE_PLAN = new Map<string, (state: FrozenState) => SlideContent | undefined>([
  ["overview", overviewSlide],
  ["tasks", tasksSlide],
  ["kpis", kpisSlide],
  ["concerns", (state) => concernsSlide(state)],
  ["coming", comingSlide],
  ["action-items", actionItemsSlide],
  ["due-months", dueMonthsSlide],
  ["unassigned", unassignedSlide],
  ["unreported", unreportedSlide]
]);

/** The slides on the whole plan, which stand beside no single chart. */
export const PLAN_SLIDES = [
  {key: "overview", title: "整体情况"},
  {key: "tasks", title: "各项任务"},
  {key: "kpis", title: "各项指标"},
  {key: "concerns", title: "需关注"},
  {key: "coming", title: "近期到期"},
  {key: "due-months", title: "全年到期"},
  {key: "unassigned", title: "责任分工"},
  {key: "unreported", title: "进展填报"},
  {key: "action-items", title: "未办结的交办"},
  {key: "changes-statuses", title: "本月以来的状态变化"},
  {key: "changes-kpis", title: "本月以来的指标变化"},
  {key: "supervised", title: "督办"},
  {key: "reports", title: "报送情况"},
  {key: "owing", title: "谁还没报"},
  {key: "congress", title: "教代会规则检查"},
  {key: "instructions", title: "领导批示"}
];

type KpiSlide = (kpi: FrozenKpi, state: FrozenState, about: string) => SlideContent | undefined;

const OF_A_KPI = new Map<string, KpiSlide>([
  ["trend", trendSlide],
  ["variation", variationSlide],
  ["segments", segmentsSlide],
  ["figure", figureSlide],
  ["units", unitsSlide],
  ["funnel", funnelSlide],
  ["unit-months", unitMonthsSlide],
  ["missing", missingSlide]
]);

/**
 * Makes the slide of a key: `overview`, `due:2026-12`, `task:T05`, `task:T05/kpis`, `task:T05/deliverables`,
 * `task:T05/recreation-months`, `deliverable:T05-01`, `kpi:K23/trend`, `kpi:K23/trend@U12` of one unit, `kpi:K23/segments=性别`,
 * `kpi:K23/units`, `kpi:K23/units@U12` with one unit marked, `unit:U12`, `unit:U12/months`, `unit:U12/owed`, `supervised`,
 * `instructions`, `concerns@U12`, `congress:RULE`; and what `chosen.server.ts` lists. Undefined where the state has nothing under it.
 */
export function slideOf(state: FrozenState, key: string, part = ""): Slide | undefined {
  const content =
    chosenIn(state, key) ?? OF_THE_PLAN.get(key)?.(state) ?? workContentOf(state, key) ?? contentOf(state, key);
  return content && {key, part, ...content};
}

const chosenIn = ({chosen = {}}: FrozenState, key: string) => (Object.hasOwn(chosen, key) ? chosen[key] : undefined);

function workContentOf(state: FrozenState, key: string): SlideContent | undefined {
  const {work} = state;
  if (!work) return undefined;
  const [, rule] = /^congress:(.+)$/.exec(key) ?? [];
  return rule === undefined ? WORK_SLIDES.get(key)?.(work, state) : congressRuleSlide(work, rule, state);
}

function contentOf(state: FrozenState, key: string): SlideContent | undefined {
  const [, of, named = ""] = /^(due|deliverable):([\w-]+)$/.exec(key) ?? [];
  const [, concerned] = /^concerns@(\w+)$/.exec(key) ?? [];
  if (concerned !== undefined) return concernsSlide(state, concerned);
  if (of === "due") return dueSlide(state, named);
  if (of === "deliverable") return deliverableSlide(state, named);
  const [, kind, code = "", view = "", about = ""] =
    /^(task|kpi|unit):(\w+)(?:\/([\w-]+))?(?:[@=]([^@=]+))?$/.exec(key) ?? [];
  if (kind === "unit") {
    if (view === "") return unitSlide(code, state);
    return view === "months" ? monthsOfUnitSlide(code, state) : unitWorkSlide(code, view, state);
  }
  if (kind === "kpi") {
    const kpi = state.kpis.find((each) => each.code === code);
    return kpi && OF_A_KPI.get(view)?.(kpi, state, about);
  }
  // A page of a task for one unit is there only where it was chosen: the whole union's is another.
  const task = kind === "task" && about === "" ? state.tasks.find((each) => each.code === code) : undefined;
  if (!task) return undefined;
  if (view === "") return taskSlide(state, task);
  if (view === "kpis") return taskKpisSlide(state, task);
  if (view === "deliverables") return deliverablesSlide(state, task);
  return view === "units" ? taskUnitsSlide(state, task) : panelSlide(task, view);
}
