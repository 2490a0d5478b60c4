import type {DuckDBConnection} from "@duckdb/node-api";
import {formatNumber} from "#app/format.ts";
import {type KpiOfSegment, readKpiSegments, readKpiSeries} from "#pipelines/numbers/kpis.ts";
import {type ClubYear, readClubYears} from "#pipelines/topics/clubs.ts";
import {makeComingPanel} from "./coming.server.ts";
import type {Panel} from "./panel.ts";
import {makeGroupsPanel, makeTimesPanel} from "./recreation-people.server.ts";
import {makeUnitsPanel} from "./recreation-units.server.ts";
import {makeCategoriesPanel, makeMonthsPanel} from "./recreation-work.server.ts";
import {moneyFigure, moneyWords, periodWords, sumOf} from "./panel-numbers.ts";
import type {TopicScope} from "./topic-scope.ts";

/** 文体活动: who takes part and how often, what was held at what cost, the clubs, and what is still to come. */
export async function makeRecreationPanels(db: DuckDBConnection, scope: TopicScope): Promise<Panel[]> {
  const segments = await readKpiSegments(db, "K23", {month: scope.month, unit_code: scope.unit});
  const panels = await Promise.all([
    makeGroupsPanel(db, scope, segments),
    makeUnitsPanel(db, scope),
    Promise.resolve(makeTimesPanel(scope, segments)),
    makeSeasonPanel(db, scope),
    makeMonthsPanel(db, scope),
    makeCategoriesPanel(db, scope),
    makeClubsPanel(db, scope)
  ]);
  return panels.filter((panel) => panel !== undefined);
}

/** The season's calendar, with the named festivals of which nothing has been heard. */
async function makeSeasonPanel(db: DuckDBConnection, scope: TopicScope): Promise<Panel | undefined> {
  const named = scope.unit ? [] : await readKpiSegments(db, "K24", {month: scope.month});
  return makeComingPanel(db, scope, {task: "T05", id: "recreation-season", unheard: unheardOf(named, scope)});
}

function unheardOf(named: KpiOfSegment[], {plan}: TopicScope) {
  const open = named.filter(({segment, value}) => segment.startsWith("承诺条目=") && value === 0);
  return open.map(({segment}) => {
    const code = segment.replace("承诺条目=", "");
    return {code, name: plan.deliverables.find((each) => each.code === code)?.name ?? code};
  });
}

/** Clubs belong to the union, not to its units. */
async function makeClubsPanel(db: DuckDBConnection, scope: TopicScope): Promise<Panel | undefined> {
  if (scope.unit) return undefined;
  const [clubs, series] = await Promise.all([readClubYears(db, scope), readKpiSeries(db, "K25")]);
  const rate = series.find(({month}) => month === scope.month);
  if (clubs.length === 0 || !rate) return undefined;
  const active = clubs.filter(({status}) => status === "正常");
  const [complete, count] = [rate.numerator ?? 0, rate.denominator ?? 0];
  const members = sumOf(active, ({member_count}) => member_count);
  const budget = sumOf(active, ({budget_yuan}) => budget_yuan ?? 0);
  return {
    id: "recreation-clubs",
    title: `${count} 个正常社团中 ${complete} 个做到“1+N”${lackWords(count - complete)}；会员 ${formatNumber(members)} 人，年度经费 ${moneyWords(budget)}`,
    subtitle: `${periodWords(scope.month)}完成的品牌活动（1）与支撑活动（N）；还差的在前，暂停和注销的在后`,
    table: {
      columns: [
        {title: "社团"},
        {title: "1+N"},
        {title: "品牌活动"},
        {title: "品牌", unit: "场"},
        {title: "支撑", unit: "场"},
        {title: "会员", unit: "人"},
        {title: "经费", unit: "元"}
      ],
      rows: clubs.map((club) => ({
        cells: [
          club.club_name,
          standingOf(club),
          club.brand_activity_name,
          club.brand_count,
          club.support_count,
          club.member_count,
          club.budget_yuan
        ]
      }))
    },
    figures: [
      {name: "正常社团", value: count, unit: "个"},
      {name: "做到1+N", value: complete, unit: "个"},
      {name: "还差", value: count - complete, unit: "个"},
      {name: "正常社团会员", value: members, unit: "人"},
      moneyFigure("正常社团经费", budget)
    ],
    note: "会员和经费只计正常社团，以社团台账为准；参加几个社团的人计几次。",
    next: [
      {words: "社团“1+N”达标率", to: "/kpis/K25"},
      {words: "社团“1+N”活动（举措）", to: "/plan/T05-09"}
    ]
  };
}

const lackWords = (lacking: number) => (lacking === 0 ? "" : `，还差 ${lacking} 个`);

function standingOf({status, is_complete, brand_count}: ClubYear): string {
  if (status !== "正常") return status;
  if (is_complete) return "已做到";
  return brand_count === 0 ? "缺品牌活动" : "支撑活动不够";
}
