import {formatDay, formatMonth} from "#app/format.ts";
import type {FrozenState} from "./state/frozen-state.ts";
import type {Deck, Slide} from "./slide.ts";
import {PLAN_SLIDES, slideOf} from "./slides/slide-of.server.ts";

/** The digits of a state's id that people see. */
export const STATE_DIGITS = 12;

/** A deck that can be made of a state. */
export interface DeckChoice {
  code: string;
  title: string;
  about: string;
}

/** A selection that somebody made of pages. */
export interface ChosenSlides {
  code: string;
  title: string;
  keys: string[];
}

interface Entry {
  part: string;
  keys: string[];
}

/** Decks on a matter: the panels of a topic, and the KPIs that these lead to. */
const TOPICS = new Map([
  ["proposals", {title: "提案工作", about: "提案走到哪一步，谁按期答复，提案人怎么看", panels: /^proposals-/}],
  ["recreation", {title: "文体活动", about: "覆盖和参与，按月份、单位和人群", panels: /^recreation-/}]
]);

/** What decks there are depends on: a state, or the less that is read to offer them. */
export interface DeckFacts {
  tasks: {code: string; title: string; status: string}[];
  units: {code: string; name: string}[];
}

/** Returns the decks that can be made, in the order in which they are offered. */
export function deckChoices(state: DeckFacts): DeckChoice[] {
  return [
    {code: "monthly", title: "月度推进会", about: "整体情况 → 重点 → 下一步"},
    ...[...TOPICS].map(([code, {title, about}]) => ({code, title, about})),
    {code: "decisions", title: "议定事项落实", about: "会议交办的事项，逾期的在前"},
    ...state.tasks.map(({code, title, status}) => ({code, title: `${code} ${title}`, about: status})),
    ...state.units.map(({code, name}) => ({code: `unit-${code}`, title: name, about: "本单位与全校"}))
  ];
}

/** Makes a deck of a state; undefined where there is none of that name. */
export function deckOf(state: FrozenState, code: string, stateId: string, chosen?: ChosenSlides): Deck | undefined {
  const entries = chosen ? [{part: "", keys: chosen.keys}] : entriesOf(state, code);
  const title = chosen?.title ?? deckChoices(state).find((deck) => deck.code === code)?.title;
  if (!entries || title === undefined) return undefined;
  const slides = entries.flatMap(({part, keys}) => keys.flatMap((key) => slideOf(state, key, part) ?? []));
  const absent = (chosen?.keys ?? []).filter((key) => !slides.some((slide) => slide.key === key));
  const digits = stateId.slice(0, STATE_DIGITS);
  const subtitle = `${formatMonth(state.month)}，数据截至${formatDay(state.fresh_to ?? state.on)}`;
  return {
    ...{code, title, subtitle, state: digits},
    corner: `数据截至 ${formatDay(state.fresh_to ?? state.on)}　口径 ${state.definitions}　状态 ${digits}`,
    slides: [coverOf({title, subtitle, absent, digits}, state), ...slides]
  };
}

interface CoverFacts {
  title: string;
  subtitle: string;
  /** Keys of slides that were chosen and that this state has no numbers for. */
  absent: string[];
  /** The digits of the state's id, which the corner has no room for in a large hall. */
  digits: string;
}

function coverOf({title, subtitle, absent, digits}: CoverFacts, {plan}: FrozenState): Slide {
  const lacking = absent.length > 0 ? [`选好的页里有 ${absent.length} 页在这份数字里没有，没有列出`] : [];
  return {
    ...{key: "cover", part: "", title, subtitle},
    body: {kind: "cover", lines: [plan.document_number, plan.title, ...lacking]},
    notes: [
      `全部数字取自同一个冻结状态 ${digits}；${plan.document_number}。`,
      ...(absent.length > 0 ? [`没有列出的页：${absent.map(nameOfKey).join("、")}。`] : [])
    ],
    source: {words: "计划总览", to: "/"},
    minutes: 1
  };
}

const NAMES = new Map([
  ...PLAN_SLIDES.map(({key, title}) => [key, title] as const),
  ["assessments", "考核自评"],
  ["assessment", "考核自评"],
  ["datasets", "数据字典"],
  ["dataset", "数据字典"],
  ["yearbook", "统计年报"],
  ["waiting", "待审核的报送"]
]);

/** “K23”, “T05/proposals-stages”, “考核自评 U12”: the code that the page of origin bears, and its name where it has one. */
function nameOfKey(key: string): string {
  const [, kind = "", code = ""] = /^([\w-]+)(?:[:@](.+))?$/.exec(key) ?? [];
  return [NAMES.get(kind), code].filter(Boolean).join(" ") || key;
}

function entriesOf(state: FrozenState, code: string): Entry[] | undefined {
  if (code === "monthly") return monthlyEntries(state);
  if (code === "decisions") return [{part: "", keys: ["action-items", "concerns"]}];
  const topic = TOPICS.get(code);
  if (topic) return topicEntries(state, topic.panels);
  const unit = /^unit-(\w+)$/.exec(code)?.[1];
  if (unit !== undefined) return unitEntries(state, unit);
  const task = state.tasks.find((each) => each.code === code);
  return (
    task && [
      {part: "", keys: [`task:${code}`, ...task.panels.map(({id}) => `task:${code}/${id}`)]},
      {part: "指标", keys: state.kpis.filter((kpi) => kpi.task_code === code).map((kpi) => `kpi:${kpi.code}/trend`)}
    ]
  );
}

/** 整体情况 → 重点 → 下一步, as such meetings are held. */
function monthlyEntries({tasks, action_items}: FrozenState): Entry[] {
  const behind = tasks.filter(({status}) => status === "逾期" || status === "滞后");
  return [
    {part: "整体情况", keys: ["overview", "tasks"]},
    {
      part: "重点",
      keys: [
        "concerns",
        ...behind.flatMap(({code, panels}) => [
          `task:${code}`,
          ...panels
            .filter(({picture}) => picture !== undefined)
            .slice(0, 1)
            .map(({id}) => `task:${code}/${id}`)
        ])
      ]
    },
    {part: "下一步", keys: ["coming", ...(action_items.length > 0 ? ["action-items"] : [])]}
  ];
}

function topicEntries(state: FrozenState, panels: RegExp): Entry[] {
  const found = state.tasks.flatMap((task) =>
    task.panels.filter(({id}) => panels.test(id)).map((panel) => ({panel, key: `task:${task.code}/${panel.id}`}))
  );
  const kpis = found.flatMap(({panel}) => (panel.next ?? []).flatMap(({to}) => /^\/kpis\/(\w+)/.exec(to)?.[1] ?? []));
  return [
    {part: "进展", keys: found.map(({key}) => key)},
    {part: "指标", keys: [...new Set(kpis)].flatMap((code) => [`kpi:${code}/trend`, `kpi:${code}/units`])}
  ];
}

function unitEntries(state: FrozenState, unit: string): Entry[] | undefined {
  if (!state.units.some(({code}) => code === unit)) return undefined;
  const rates = state.kpis.filter((kpi) => kpi.unit === "%" && kpi.units.some(({code}) => code === unit));
  return [{part: "", keys: [`unit:${unit}`, ...rates.map(({code}) => `kpi:${code}/units@${unit}`)]}];
}
