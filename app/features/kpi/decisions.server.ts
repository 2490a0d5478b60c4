import {type Access, may} from "#app/server/access.server.ts";
import {readFilters} from "#app/server/filters.server.ts";
import {requirePlanOfMonth} from "#app/server/plan.server.ts";
import {readLedger} from "#app/server/store.server.ts";
import {OUTCOME_WORDS, readOutcomesAbout} from "#pipelines/meetings/outcomes.ts";
import {listOf} from "#pipelines/plan/plan.ts";

/** Reads what meetings came to about a KPI or a deliverable behind it; nothing for who may not see meetings. */
export async function readDecisions(access: Access, code: string) {
  const {visitor} = access;
  const plan = await requirePlanOfMonth(readFilters(access).month);
  const kpi = plan.kpis.find((row) => row.code === code);
  if (!kpi || !may(visitor, "meetings")) return [];
  const outcomes = await readOutcomesAbout(await readLedger(), plan.year, [code, ...listOf(kpi.deliverable_codes)]);
  return outcomes.map(({kind, ...outcome}) => ({...outcome, kind, word: OUTCOME_WORDS[kind]}));
}

export type Decision = Awaited<ReturnType<typeof readDecisions>>[number];
