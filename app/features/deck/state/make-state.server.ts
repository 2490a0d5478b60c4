import type {DuckDBConnection} from "@duckdb/node-api";
import {readKpiNumbers} from "#app/features/kpi/kpi.server.ts";
import {limitsOf} from "#app/features/kpi/limits.ts";
import {variationSentence} from "#app/features/kpi/variation-words.ts";
import {readPlanOverview} from "#app/features/overview/overview.server.ts";
import {taskConclusion} from "#app/features/task/task-sentence.ts";
import {readTaskStanding, type TaskStanding} from "#app/features/task/task.server.ts";
import {today} from "#app/server/clock.server.ts";
import {type Filters, firstDayOf} from "#app/server/filters.server.ts";
import {type KpiFigure, readKpiFigures} from "#app/server/kpi-figures.server.ts";
import {planSourceOf} from "#app/server/plan.server.ts";
import {readLedger} from "#app/server/store.server.ts";
import {readAllUnitNames} from "#app/server/unit-names.server.ts";
import {cachedByBuild} from "#app/server/warehouse.server.ts";
import {ACTION_ITEM_STATE_WORDS} from "#pipelines/meetings/action-item-moves.ts";
import {readSelections} from "#pipelines/frozen/selections.ts";
import {daysOverdue, readActionItems} from "#pipelines/meetings/action-items.ts";
import {attentionOf} from "#pipelines/numbers/attention.ts";
import {readAllUnitMonths} from "#pipelines/numbers/unit-kpis.ts";
import {kpiReadingOf, kpiShownOf} from "#pipelines/plan/kpi-reading.ts";
import type {Kpi, SettledPlan, Task} from "#pipelines/plan/plan.ts";
import {definitionsVersion} from "#pipelines/rebuild/recipe.ts";
import type {DeckFacts} from "../decks.server.ts";
import {readChosen} from "./chosen.server.ts";
import {readWork} from "./work.server.ts";
import type {FrozenActionItem, FrozenConcern, FrozenKpi, FrozenState, FrozenTask} from "./frozen-state.ts";

/**
 * Makes the state of the union's numbers as they are now, with the slides that are kept where `keys` or a selection name
 * them; undefined without a warehouse.
 */
export async function makeState(
  plan: SettledPlan,
  filters: Filters,
  keys: string[] = []
): Promise<FrozenState | undefined> {
  const whole: Filters = {...filters, unit: undefined, programme: undefined};
  const {month, on} = whole;
  const overview = await readPlanOverview(plan, whole);
  const facts = await cachedByBuild(`state facts ${month} ${on}`, (db) => readFacts(db, plan, whole));
  if (!overview || !facts) return undefined;
  const {freshness} = overview;
  const tasks = await Promise.all(plan.tasks.map((task) => taskOf(plan, task, whole)));
  const selected = (await readSelections(await readLedger(), plan.year)).flatMap((selection) => selection.keys);
  const chosen = await readChosen([...selected, ...keys], {plan, filters: whole, units: facts.units});
  return {
    version: 1,
    plan: {year: plan.year, title: planSourceOf(plan.source).title, document_number: plan.documentNumber},
    ...{month, on},
    definitions: definitionsVersion(),
    fresh_to: freshness.newest,
    units_asked: freshness.units,
    units_reported: freshness.units_reported,
    waiting: freshness.waiting,
    sentence: overview.sentence,
    tally: overview.tally,
    programmes: overview.programmes.map(({code, name, motto}) => ({code, name, motto})),
    tasks: tasks.map(({task}) => task),
    kpis: await Promise.all(
      facts.figures.map((figure) => kpiOf(figure, {plan, filters: whole, unitMonths: facts.unitMonths}))
    ),
    units: facts.units,
    concerns: concernsOf(
      plan,
      tasks.map(({standing}) => standing),
      {on, names: facts.units}
    ),
    action_items: await readOpenActionItems(),
    work: await readWork(plan, whole, facts.units),
    ...(Object.keys(chosen).length > 0 && {chosen})
  };
}

/** Reads what decks can be made of the present numbers, which is soon done; undefined without a warehouse. */
export async function readDeckFacts(plan: SettledPlan, filters: Filters): Promise<DeckFacts | undefined> {
  const whole: Filters = {...filters, unit: undefined, programme: undefined};
  const overview = await readPlanOverview(plan, whole);
  const units = await cachedByBuild("deck units", readAllUnitNames);
  return (
    overview &&
    units && {
      tasks: overview.programmes.flatMap(({tasks}) => tasks.map(({code, title, status}) => ({code, title, status}))),
      units: units.map(({unit_code, unit_name}) => ({code: unit_code, name: unit_name}))
    }
  );
}

async function readFacts(db: DuckDBConnection, plan: SettledPlan, filters: Filters) {
  const units = await readAllUnitNames(db);
  return {
    figures: await readKpiFigures(db, plan, plan.kpis, filters),
    unitMonths: await readUnitMonths(db, filters.month),
    units: units.map(({unit_code, unit_name}) => ({code: unit_code, name: unit_name}))
  };
}

interface UnitMonths {
  of(code: string, unit: string, months: string[]): (number | null)[];
}

async function readUnitMonths(db: DuckDBConnection, month: string): Promise<UnitMonths> {
  const values = new Map(
    (await readAllUnitMonths(db, firstDayOf(month))).map((each) => [
      `${each.code} ${each.unit_code} ${each.month.slice(0, 7)}`,
      each.value
    ])
  );
  return {of: (code, unit, months) => months.map((each) => values.get(`${code} ${unit} ${each}`) ?? null)};
}

async function taskOf(
  plan: SettledPlan,
  task: Task,
  filters: Filters
): Promise<{task: FrozenTask; standing: TaskStanding}> {
  const standing = await readTaskStanding(plan, task, filters);
  if (!standing) throw new Error(`no numbers of task ${task.code}`);
  const {code, title, sentence, status, rule, progress, pace, with_data, of, overdue, panels} = standing;
  return {
    standing,
    task: {
      ...{code, title, programme_code: task.programme_code, sentence, status, rule},
      ...{progress, pace, with_data, of, overdue, panels},
      conclusion: taskConclusion(standing),
      deliverables: standing.deliverables.map((each) => ({
        ...{code: each.code, name: each.name, status: each.status, rule: each.rule},
        ...{progress: each.progress, pace: each.pace, due_on: each.due_on, original_due_on: each.original_due_on},
        ...{owner: each.owner, problem_note: each.problem_note, is_closed: each.is_closed},
        ...{measure_words: each.measure_words, unreported: each.unreported},
        ...(each.goes_on && {goes_on: each.goes_on})
      }))
    }
  };
}

interface KpiFacts {
  plan: SettledPlan;
  filters: Filters;
  unitMonths: UnitMonths;
}

async function kpiOf(figure: KpiFigure, {plan, filters, unitMonths}: KpiFacts): Promise<FrozenKpi> {
  const kpi: Kpi | undefined = plan.kpis.find(({code}) => code === figure.code);
  const numbers = kpi && (await readKpiNumbers(plan, kpiShownOf(plan, kpi), filters));
  if (!kpi || !numbers) throw new Error(`no numbers of KPI ${figure.code}`);
  const {current, points, ranking, segments, variation, unit_figures} = numbers;
  const months = points.map(({month}) => month).filter((month) => month <= filters.month);
  return {
    ...{code: figure.code, task_code: figure.task_code, name: figure.name, unit: figure.unit},
    ...{direction: kpi.direction, formula_words: kpi.formula_words, value: figure.value},
    numerator: current?.numerator ?? null,
    denominator: current?.denominator ?? null,
    is_hidden: figure.is_hidden === true,
    ...(figure.last_shown && {last_shown: figure.last_shown}),
    target: figure.target.value,
    target_source: figure.target.source,
    ...{change: figure.change, is_better: figure.is_better},
    status: figure.judgement?.status ?? null,
    rule: figure.judgement?.rule ?? null,
    conclusion: numbers.conclusion,
    units_shown: kpiReadingOf(plan, kpi).units,
    months: points
      .filter(({month}) => month <= filters.month)
      .map(({month, value, pace, last_year}) => ({month, value, pace, last_year})),
    units: ranking.units.map(({unit_code, value, numerator, denominator, chance}) => ({
      ...{code: unit_code, value, numerator, denominator},
      ...(chance && {chance}),
      months: unitMonths.of(figure.code, unit_code, months)
    })),
    segments: segments.flatMap(({rows}) =>
      rows
        .filter(({is_hidden}) => !is_hidden)
        .map(({segment, value, numerator, denominator}) => ({segment, value, numerator, denominator}))
    ),
    ...(variation?.xmr && {
      variation: {
        conclusion: variationSentence(variation, figure.unit),
        points: variation.points,
        limits: limitsOf(variation.xmr, figure.unit)
      }
    }),
    ...(unit_figures.length > 0 && {
      unit_figures: unit_figures.map(({name, unit, units}) => ({
        ...{name, unit},
        units: units.map(({unit_name, value}) => ({name: unit_name, value}))
      }))
    })
  };
}

interface ConcernOptions {
  on: string;
  names: {code: string; name: string}[];
}

function concernsOf({assignments}: SettledPlan, tasks: TaskStanding[], {on, names}: ConcernOptions): FrozenConcern[] {
  return attentionOf(tasks, assignments, on).map(
    ({code, task_code, name, status, concerns, reasons, lead_unit, leader, problem_note}) => ({
      ...{code, task_code, name, status, concerns, reasons, problem_note, lead_unit},
      owner:
        [names.find((unit) => unit.code === lead_unit)?.name ?? lead_unit, leader].filter(Boolean).join("　") || null
    })
  );
}

async function readOpenActionItems(): Promise<FrozenActionItem[]> {
  const items = await readActionItems(await readLedger());
  return items
    .filter(({state}) => state !== "closed")
    .map((item) => ({
      id: item.action_item_id,
      ...{words: item.words, owner: item.owner, due_on: item.due_on, body: item.body, held_on: item.held_on},
      state_words: ACTION_ITEM_STATE_WORDS[item.state],
      overdue: daysOverdue(item, today()),
      answer: item.entries.findLast(({kind}) => kind === "answer")?.words ?? null
    }));
}
