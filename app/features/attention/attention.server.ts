import {type Access, may} from "#app/server/access.server.ts";
import {readFilters} from "#app/server/filters.server.ts";
import {isBegun, readTasks} from "#app/server/plan-progress.server.ts";
import {requireSettledPlan} from "#app/server/plan.server.ts";
import {readAllUnitNames} from "#app/server/unit-names.server.ts";
import {requireKnownUnit} from "#app/server/units.server.ts";
import {cachedByBuild} from "#app/server/warehouse.server.ts";
import {type AttentionItem, attentionOf, CONCERNS, type Concern} from "#pipelines/numbers/attention.ts";

/** Reads everything that needs an action, of the whole union or of one unit; the visitor's own first. */
export async function readAttention(access: Access) {
  const filters = readFilters(access);
  await requireKnownUnit(filters);
  const {month, on, year, unit} = filters;
  const plan = await requireSettledPlan(year);
  const read = await cachedByBuild(`attention ${month} ${on} ${isBegun(month)}`, async (db) => ({
    items: attentionOf(await readTasks(db, plan, {month, on}), plan.assignments, on),
    names: new Map((await readAllUnitNames(db)).map(({unit_code, unit_name}) => [unit_code, unit_name]))
  }));
  if (!read) return undefined;
  const asked = new URL(access.request.url).searchParams.get("concern");
  const concern = CONCERNS.find((each) => each === asked);
  const own = access.visitor.unit;
  const items = read.items
    .filter(({lead_unit}) => unit === undefined || lead_unit === unit)
    .map((item) => ({
      ...item,
      lead_unit_name: item.lead_unit === null ? null : (read.names.get(item.lead_unit) ?? item.lead_unit),
      is_own: own !== null && item.lead_unit === own,
      action: actionOf(item, access)
    }))
    .toSorted((a, b) => Number(b.is_own) - Number(a.is_own));
  return {
    month,
    on,
    isUnassigned: plan.assignments.length === 0,
    concern: concern ?? null,
    counts: CONCERNS.map((each) => ({
      concern: each,
      count: items.filter(({concerns}) => concerns.includes(each)).length
    })).filter(({count}) => count > 0),
    total: items.length,
    items: items.filter(({concerns}) => concern === undefined || concerns.includes(concern))
  };
}

export type Attention = NonNullable<Awaited<ReturnType<typeof readAttention>>>;

/** The one thing to do about an item, for those who may do it. */
function actionOf({code, task_code, concerns, lead_unit}: AttentionItem, {visitor}: Access) {
  const first = concerns[0]!;
  if (may(visitor, "plan-settings")) {
    const settled = SETTLED[first];
    if (settled) return {words: settled, to: `/plan/${code}`};
    if (first === "待审") return {words: "去审核", to: "/submissions/queue?dataset=progress"};
  }
  if (may(visitor, "upload") && (visitor.unit === null || visitor.unit === lead_unit))
    return {words: "填报进展", to: `/progress/${code}`};
  return {words: "查看", to: `/tasks/${task_code}#${code}`};
}

const SETTLED: Partial<Record<Concern, string>> = {无人负责: "设定责任单位", 多次延期: "核定期限"};
