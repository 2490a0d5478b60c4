import type {DuckDBConnection} from "@duckdb/node-api";
import {firstDayOf, type Filters} from "#app/server/filters.server.ts";
import {readAllUnitNames} from "#app/server/unit-names.server.ts";
import {readReach, shortfallOf} from "#pipelines/numbers/freshness.ts";
import type {SettledPlan} from "#pipelines/plan/plan.ts";
import {isTopic, type TopicName} from "#pipelines/plan/topics.ts";
import {makeAidPanels} from "./aid.server.ts";
import {makeContestPanels} from "./contests.server.ts";
import {makeHonourPanels} from "./honours.server.ts";
import {makeOrganisationPanels} from "./organisation.server.ts";
import type {Panel} from "./panel.ts";
import {makeBenefitPanels} from "./benefits.server.ts";
import {makeCongressPanels} from "./congresses.server.ts";
import {makeLearningPanels} from "./learning.server.ts";
import {makeProposalPanels} from "./proposals.server.ts";
import {makePublicityPanels} from "./publicity.server.ts";
import {makeRecreationPanels} from "./recreation.server.ts";
import type {TopicScope} from "./topic-scope.ts";
import {makeWellbeingPanels} from "./wellbeing.server.ts";
import {makeYouthPanels} from "./youth.server.ts";

type MakePanels = (db: DuckDBConnection, scope: TopicScope) => Promise<Panel[]>;

const PANELS: Record<TopicName, MakePanels> = {
  learning: makeLearningPanels,
  publicity: makePublicityPanels,
  proposals: makeProposalPanels,
  congresses: makeCongressPanels,
  benefits: makeBenefitPanels,
  recreation: makeRecreationPanels,
  youth: makeYouthPanels,
  wellbeing: makeWellbeingPanels,
  aid: makeAidPanels,
  contests: makeContestPanels,
  honours: makeHonourPanels,
  organisation: makeOrganisationPanels
};

/** Makes the panels of a task's topics, as the plan names them. */
export async function readPanels(
  db: DuckDBConnection,
  plan: SettledPlan,
  code: string,
  {month, on, unit}: Filters
): Promise<Panel[]> {
  const topics = plan.topics.filter(({task_code}) => task_code === code).map(({topic}) => topic);
  const makers = topics.filter(isTopic).map((topic) => PANELS[topic]);
  if (makers.length === 0) return [];
  const names = new Map((await readAllUnitNames(db)).map(({unit_code, unit_name}) => [unit_code, unit_name]));
  const nameOf = (unitCode: string | null) => (unitCode === null ? "没有写单位" : (names.get(unitCode) ?? unitCode));
  const reach = await readReach(db, month);
  const until = (dataset: string) => shortfallOf(dataset, reach, month) ?? on;
  const scope = {plan, month: firstDayOf(month), on, unit, whole: unit ? nameOf(unit) : "全校", nameOf, until};
  const panels = (await Promise.all(makers.map((make) => make(db, scope)))).flat();
  const codes = new Map([...names].map(([unitCode, name]) => [name, unitCode]));
  return panels.map((panel) => withUnitLinks(panel, codes));
}

/** A row that begins with a unit leads to the unit's page, unless it leads elsewhere. */
function withUnitLinks(panel: Panel, codes: Map<string, string>): Panel {
  const rows = panel.table.rows.map((row) => {
    const code = typeof row.cells[0] === "string" ? codes.get(row.cells[0]) : undefined;
    return code === undefined || row.to !== undefined ? row : {...row, to: `/units/${code}`};
  });
  return {...panel, table: {...panel.table, rows}};
}
