import type {DuckDBConnection} from "@duckdb/node-api";
import {readMembershipMoves, readUnions} from "#pipelines/topics/organisation.ts";
import {membersPanel, movesPanel} from "./membership.server.ts";
import {systemPanels} from "./online-systems.server.ts";
import type {Panel} from "./panel.ts";
import {chairsPanel, electionsPanel} from "./second-level-unions.server.ts";
import type {TopicScope} from "./topic-scope.ts";

/** 组织建设: members, chairs, terms of office, and the systems. */
export async function makeOrganisationPanels(db: DuckDBConnection, scope: TopicScope): Promise<Panel[]> {
  const unions = await readUnions(db, scope);
  const panels = [
    await membersPanel(db, scope),
    chairsPanel(unions, scope),
    electionsPanel(unions, scope),
    scope.unit ? undefined : movesPanel(await readMembershipMoves(db, scope), scope),
    ...(scope.unit ? [] : await systemPanels(db, scope))
  ];
  return panels.filter((panel) => panel !== undefined);
}
