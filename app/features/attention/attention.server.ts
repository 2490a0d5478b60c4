import type {Access} from "#app/server/access.server.ts";
import {readAttentionItems} from "#app/server/attention.server.ts";
import {readFilters} from "#app/server/filters.server.ts";
import {requireSettledPlan} from "#app/server/plan.server.ts";
import {requireKnownUnit} from "#app/server/units.server.ts";
import {CONCERNS} from "#pipelines/numbers/attention.ts";

const ITEMS_ON_PAGE = 40;

/** Reads everything that needs an action, of the whole union or of one unit or programme; the visitor's own first. */
export async function readAttention(access: Access) {
  const filters = readFilters(access);
  await requireKnownUnit(filters);
  const {on, year, unit, programme} = filters;
  const plan = await requireSettledPlan(year);
  const all = await readAttentionItems(access, filters, plan);
  if (!all) return undefined;
  const search = new URL(access.request.url).searchParams;
  const asked = search.get("concern");
  const concern = CONCERNS.find((each) => each === asked) ?? null;
  const tasks = plan.tasks.filter((task) => task.programme_code === programme).map(({code}) => code);
  const items = all
    .filter((item) => unit === undefined || item.unit === unit)
    .filter(({task_code}) => programme === undefined || (task_code !== null && tasks.includes(task_code)));
  const chosen = items.filter(({concerns}) => concern === null || concerns.includes(concern));
  const pages = Math.max(1, Math.ceil(chosen.length / ITEMS_ON_PAGE));
  const page = Math.min(pages, Math.max(1, Number.parseInt(search.get("page") ?? "1", 10) || 1));
  return {
    on,
    isUnassigned: plan.assignments.length === 0,
    concern,
    counts: CONCERNS.map((each) => ({
      concern: each,
      count: items.filter(({concerns}) => concerns.includes(each)).length
    })).filter(({count}) => count > 0),
    total: items.length,
    deliverables: items.filter(({kind}) => kind === "deliverable").length,
    page,
    pages,
    first: (page - 1) * ITEMS_ON_PAGE + 1,
    chosen: chosen.length,
    items: chosen.slice((page - 1) * ITEMS_ON_PAGE, page * ITEMS_ON_PAGE)
  };
}

export type Attention = NonNullable<Awaited<ReturnType<typeof readAttention>>>;
