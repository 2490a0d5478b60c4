import {readDataset, readDatasets} from "#app/features/datasets/datasets.server.ts";
import {readAssessmentOf, readAssessmentsOf} from "#app/features/outputs/assessment.server.ts";
import {readYearbookOf} from "#app/features/outputs/yearbook.server.ts";
import {readWaiting} from "#app/features/submissions/queue/queue.server.ts";
import {readTaskStanding} from "#app/features/task/task.server.ts";
import {may, type Permission, type Visitor} from "#app/server/access.server.ts";
import type {Filters} from "#app/server/filters.server.ts";
import type {SettledPlan} from "#pipelines/plan/plan.ts";
import type {SlideContent} from "../slide.ts";
import {
  assessmentSlide,
  assessmentsSlide,
  datasetSlide,
  datasetsSlide,
  waitingSlide,
  yearbookSlide
} from "../slides/chosen-slides.ts";
import {kpisOfUnitSlide} from "../slides/kpi-list-slides.ts";
import {panelSlide} from "../slides/plan-slides.server.ts";

/** What such slides are made from. */
interface Basis {
  plan: SettledPlan;
  /** Of the whole union. */
  filters: Filters;
  units: {code: string; name: string}[];
}

interface Kind {
  key: RegExp;
  /** Who may put it into a deck; whoever opens the deck sees it there. */
  needs: Permission;
  read: (named: string[], basis: Basis) => Promise<SlideContent | undefined> | SlideContent | undefined;
}

/**
 * Slides that a state holds only where a selection names them: the pages of a task for one unit would make it forty times as
 * large, and drafts are shown to a meeting by somebody's decision alone.
 */
const KINDS: Kind[] = [
  {key: /^task:(\w+)\/([\w-]+)@(\w+)$/, needs: "see-dashboards", read: ofTaskAndUnit},
  {
    key: /^yearbook:(20\d\d)$/,
    needs: "see-yearbook",
    read: async ([year]) => yearbookSlide(await readYearbookOf(+year!))
  },
  {key: /^assessments$/, needs: "all-assessments", read: async (_, basis) => ofAssessments(basis)},
  {key: /^assessment:(\w+)$/, needs: "all-assessments", read: async ([unit], basis) => ofAssessment(unit!, basis)},
  {key: /^waiting$/, needs: "verdicts", read: async () => waitingSlide(await readWaiting())},
  {key: /^datasets$/, needs: "see-datasets", read: () => datasetsSlide(readDatasets())},
  {key: /^dataset:(\w+)$/, needs: "see-datasets", read: ([name]) => ofDataset(name!)}
];

/** Whether a visitor may put this slide into a deck. */
export function mayChoose(visitor: Visitor, key: string): boolean {
  const kind = KINDS.find((each) => each.key.test(key));
  return kind === undefined || may(visitor, kind.needs);
}

/** Reads the slides that are named and kept only for that, by key. */
export async function readChosen(keys: string[], basis: Basis): Promise<Record<string, SlideContent>> {
  const chosen: Record<string, SlideContent> = {};
  for (const key of [...new Set(keys)].toSorted()) {
    const content = await contentOf(key, basis);
    if (content) chosen[key] = content;
  }
  return chosen;
}

async function contentOf(key: string, basis: Basis): Promise<SlideContent | undefined> {
  for (const {key: pattern, read} of KINDS) {
    const found = pattern.exec(key);
    if (found) return read(found.slice(1), basis);
  }
  return undefined;
}

async function ofTaskAndUnit([code, view, unit]: string[], {plan, filters, units}: Basis) {
  const task = plan.tasks.find((each) => each.code === code);
  const name = units.find((each) => each.code === unit)?.name;
  if (!task || name === undefined || unit === undefined || view === undefined) return undefined;
  const standing = await readTaskStanding(plan, task, {...filters, unit});
  if (!standing) return undefined;
  if (view === "kpis") return kpisOfUnitSlide(standing, {unit, name, month: filters.month});
  const slide = panelSlide(standing, view);
  if (!slide) return undefined;
  return {
    ...slide,
    // Beside slides of the whole union, the conclusion itself has to say of whom it speaks.
    title: slide.title.startsWith(name) ? slide.title : `${name}：${slide.title}`,
    source: {words: `${slide.source.words}　${name}`, to: `/tasks/${code}?unit=${unit}#${view}`}
  };
}

const ofAssessments = async ({plan, filters}: Basis) =>
  plan.assessment.length === 0 ? undefined : assessmentsSlide(await readAssessmentsOf(filters));

async function ofAssessment(unit: string, {plan, filters, units}: Basis) {
  if (plan.assessment.length === 0 || !units.some(({code}) => code === unit)) return undefined;
  return assessmentSlide(unit, await readAssessmentOf(unit, filters), filters.on);
}

function ofDataset(name: string) {
  const dataset = readDataset(name);
  return dataset && datasetSlide(dataset);
}
