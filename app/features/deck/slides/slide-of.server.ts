import type {FrozenState} from "../state/frozen-state.ts";
import type {Slide} from "../slide.ts";
import {trendSlide, unitsSlide, unitSlide} from "./kpi-slides.ts";
import {
  actionItemsSlide,
  comingSlide,
  concernsSlide,
  overviewSlide,
  panelSlide,
  type SlideContent,
  tasksSlide,
  taskSlide
} from "./plan-slides.server.ts";

const OF_THE_PLAN = new Map<string, (state: FrozenState) => SlideContent>([
  ["overview", overviewSlide],
  ["tasks", tasksSlide],
  ["concerns", concernsSlide],
  ["coming", comingSlide],
  ["action-items", actionItemsSlide]
]);

/** The slides on the whole plan, which stand beside no single chart. */
export const PLAN_SLIDES = [
  {key: "overview", title: "整体情况"},
  {key: "tasks", title: "各项任务"},
  {key: "concerns", title: "需关注"},
  {key: "coming", title: "近期到期"},
  {key: "action-items", title: "未办结的交办"}
];

/**
 * Makes the slide of a key: `overview`, `task:T05`, `task:T05/recreation-months`, `kpi:K23/trend`, `kpi:K23/units`,
 * `kpi:K23/units@U12` with one unit marked, `unit:U12`. Undefined where the state has nothing under it.
 */
export function slideOf(state: FrozenState, key: string, part = ""): Slide | undefined {
  const content = OF_THE_PLAN.get(key)?.(state) ?? contentOf(state, key);
  return content && {key, part, ...content};
}

function contentOf(state: FrozenState, key: string): SlideContent | undefined {
  const [, kind, code = "", view = "", own] = /^(task|kpi|unit):(\w+)(?:\/([\w-]+))?(?:@(\w+))?$/.exec(key) ?? [];
  if (kind === "unit") return unitSlide(code, state);
  if (kind === "kpi") {
    const kpi = state.kpis.find((each) => each.code === code);
    if (!kpi) return undefined;
    return view === "units" ? unitsSlide(kpi, state, own) : trendSlide(kpi, state);
  }
  const task = kind === "task" ? state.tasks.find((each) => each.code === code) : undefined;
  if (!task) return undefined;
  return view === "" ? taskSlide(state, task) : panelSlide(task, view);
}
