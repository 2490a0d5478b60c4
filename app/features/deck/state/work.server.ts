import {completenessSentence} from "#app/features/submissions/completeness/completeness-sentence.ts";
import {eveningBefore, isVisible} from "#app/features/changes/changes.server.ts";
import {subjectOf} from "#app/features/instructions/instructions.server.ts";
import {readCongressOf} from "#app/features/outputs/congress.server.ts";
import {readSupervision} from "#app/features/supervision/supervision.server.ts";
import {peopleWords} from "#app/features/units/unit-activities.server.ts";
import {readUnitFacts, type UnitFacts} from "#app/features/units/unit-facts.server.ts";
import {isSettled} from "#app/features/units/unit-owed.server.ts";
import {readUnitPeople, type UnitPeople} from "#app/features/units/unit-people.server.ts";
import {now, today} from "#app/server/clock.server.ts";
import {type Filters, firstDayOf, monthsOf} from "#app/server/filters.server.ts";
import {readTasksOfBuild} from "#app/server/plan-progress.server.ts";
import {requirePlan} from "#app/server/plan.server.ts";
import {readLedger, store} from "#app/server/store.server.ts";
import {cachedByBuild, readWarehouse} from "#app/server/warehouse.server.ts";
import {readMatrix} from "#pipelines/completeness/matrix.ts";
import {measuresBy, measuresOf} from "#pipelines/completeness/measures.ts";
import {owingOf} from "#pipelines/completeness/owed.ts";
import {readInstructions} from "#pipelines/meetings/instructions.ts";
import {readLatestActivities} from "#pipelines/numbers/unit-activities.ts";
import type {SettledPlan} from "#pipelines/plan/plan.ts";
import {readChanges} from "#pipelines/states/changes.ts";
import {chineseDayOf} from "#pipelines/time/chinese-day.ts";
import {monthsText} from "#pipelines/time/months-text.ts";
import type {FrozenChanges, FrozenInstruction, FrozenUnitWork, FrozenWork} from "./frozen-work.ts";

/** Reads what is followed up as it stands on the day that the filters judge; undefined without a warehouse. */
export async function readWork(
  plan: SettledPlan,
  filters: Filters,
  units: {code: string}[]
): Promise<FrozenWork | undefined> {
  const [facts, reports] = [await readUnitFacts(filters.month), await readReports(filters)];
  if (!facts || !reports) return undefined;
  const [supervised, congress] = [await readSupervision(plan, filters), await readCongressOf(filters)];
  const changes = await readChangesOfMonth(filters);
  if (!changes) return undefined;
  return {
    changes,
    supervised: (supervised ?? []).flatMap(({code, name, level, rules, lead_unit, leader, due_on}) =>
      level === null ? [] : [{code, name, level, rules, lead_unit, leader, due_on}]
    ),
    ...reports,
    congress: (congress?.rules ?? []).map(({key, title, quote, counts, rows}) => ({
      ...{key, title, quote, ...counts},
      rows: rows
        .filter(({outcome}) => outcome !== "符合")
        .map(({unit_name, outcome, words}) => ({name: unit_name, outcome, words}))
    })),
    instructions: await readInstructionsOf(plan, filters),
    units: await readUnits(plan, filters, {facts, units})
  };
}

/** As they stood at the end of the day that is judged. */
async function readInstructionsOf(plan: SettledPlan, {on}: Filters): Promise<FrozenInstruction[]> {
  const isKnown = ({given_on}: {given_on: string}) => given_on <= on;
  return (await readInstructions(await readLedger(), plan.year))
    .flatMap(({subject, words, given_by_name, given_at, answer}): FrozenInstruction[] => {
      const about = subjectOf(plan, subject);
      if (!about) return [];
      const isAnswered = answer !== null && chineseDayOf(answer.answered_at) <= on;
      return [
        {
          ...{about: `${about.code} ${about.name}`, words, given_by: given_by_name, given_on: chineseDayOf(given_at)},
          answer: isAnswered ? answer.words : null
        }
      ];
    })
    .filter(isKnown)
    .toSorted((a, b) => Number(a.answer !== null) - Number(b.answer !== null));
}

async function readChangesOfMonth({year, on}: Filters): Promise<FrozenChanges | undefined> {
  const to = on < today() ? on : today();
  const from = eveningBefore(to);
  const changes = await cachedByBuild(`changes ${from} ${to}`, async () =>
    readChanges(await store(), {from, to, plan: requirePlan(year), now: now()})
  );
  if (!changes) return undefined;
  const {statuses, kpis} = changes;
  return {
    ...{from, to},
    statuses: statuses
      .filter(({was, is}) => was.status !== is.status)
      .map(({code, name, was, is}) => ({
        ...{code, name},
        was: {status: was.status, progress: was.progress},
        is: {status: is.status, progress: is.progress}
      })),
    kpis: kpis.filter(isVisible).map(({code, name, unit, was, is, isBetter}) => ({
      ...{code, name, unit, was, is},
      is_better: isBetter
    }))
  };
}

async function readReports({year, on}: Filters): Promise<Pick<FrozenWork, "reports" | "owing"> | undefined> {
  const warehouse = await readWarehouse();
  if (!warehouse) return undefined;
  const matrix = await readMatrix(warehouse.db, await readLedger(), {year, on});
  const begun = monthsOf(year);
  const cells = matrix.cells.filter(({month, unit_code}) => unit_code !== null && begun.includes(month));
  const titles = new Map(matrix.datasets.map(({dataset, title}) => [dataset, title]));
  return {
    reports: {
      sentence: completenessSentence("今年以来", measuresOf(cells), cells),
      datasets: [...measuresBy(cells, ({dataset}) => dataset)].map(
        ([dataset, {asked, reported, due, on_time, missing}]) => ({
          title: titles.get(dataset)!,
          ...{asked, reported, due, on_time, missing}
        })
      )
    },
    owing: owingOf(matrix)
      .filter(({count}) => count > 0)
      .map(({unit_code, unit_name, count, days, items}) => ({
        ...{code: unit_code, name: unit_name, count, days},
        items: items.map(({title, cells: own}) => `${title}（${monthsText(own.map(({month}) => month))}）`)
      }))
  };
}

/** So many of a unit's activities stand on a slide. */
const MOST_ACTIVITIES = 12;

async function readUnits(
  plan: SettledPlan,
  {month, on}: Filters,
  {facts, units}: {facts: UnitFacts; units: {code: string}[]}
): Promise<FrozenUnitWork[]> {
  const latest = await cachedByBuild(`latest activities ${month}`, (db) =>
    readLatestActivities(db, {month: firstDayOf(month), most: MOST_ACTIVITIES})
  );
  const tasks = await readTasksOfBuild(plan, {month, on});
  const open = (tasks ?? [])
    .flatMap(({deliverables}) => deliverables)
    .filter((each) => !isSettled(each))
    .map(({code}) => code);
  return Promise.all(
    units.map(async ({code}) => {
      const own = (latest ?? []).filter((each) => each.unit_code === code);
      return {
        code,
        activity_count: own[0]?.count ?? 0,
        activities: own.map(({activity_name, happened_on, category, headcount}) => ({
          ...{name: activity_name, on: happened_on, category},
          people: peopleWords(headcount)
        })),
        people: peopleOf(await readUnitPeople(code, {month, headlines: facts.headlines})),
        deliverables: plan.assignments.flatMap(({deliverable_code, lead_unit, supporting_units}) =>
          open.includes(deliverable_code) && [lead_unit, ...supporting_units].includes(code)
            ? [{code: deliverable_code, is_lead: lead_unit === code}]
            : []
        )
      };
    })
  );
}

function peopleOf(people: UnitPeople | undefined): FrozenUnitWork["people"] {
  return people
    ? {
        staff: people.staff,
        groups: people.dimensions.flatMap(({dimension, groups}) =>
          groups.map(({names, numerator, denominator}) => ({
            ...{dimension, name: names.join("、")},
            ...{came: numerator, of: denominator}
          }))
        )
      }
    : null;
}
