import type {DuckDBConnection} from "@duckdb/node-api";
import {formatDay, formatShare} from "#app/format.ts";
import {
  type AnsweringUnit,
  type OpenProposal,
  readAnsweringUnits,
  readOpenProposals,
  readProposalStages,
  type StageCount
} from "#pipelines/topics/proposals.ts";
import type {Panel} from "./panel.ts";
import type {TopicScope} from "./topic-scope.ts";

/** 提案: how far they have come, who answers in time, and which are still open. */
export async function makeProposalPanels(db: DuckDBConnection, scope: TopicScope): Promise<Panel[]> {
  const stages = await readProposalStages(db, scope);
  if ((stages[0]?.proposals ?? 0) === 0) return [];
  const [units, open] = await Promise.all([readAnsweringUnits(db, scope), readOpenProposals(db, scope)]);
  return [stagesPanel(stages, scope), answersPanel(units, scope), openPanel(open, scope)].filter(
    (panel) => panel !== undefined
  );
}

function stagesPanel(stages: StageCount[], {whole, on}: TopicScope): Panel {
  const at = (stage: StageCount["stage"]) => stages.find((each) => each.stage === stage)?.proposals ?? 0;
  const reply = stages.find(({stage}) => stage === "答复")?.median_days;
  return {
    id: "proposals-stages",
    title: `${at("征集")} 件提案，立案 ${at("立案")} 件，已答复 ${at("答复")} 件，已办结 ${at("办结")} 件${
      reply === null || reply === undefined ? "" : `；从交办到答复一般 ${reply} 天`
    }`,
    subtitle: `${whole}今年收到的提案走到哪一步，截至${formatDay(on)}；天数为从上一步起的中位数`,
    picture: {
      kind: "bars",
      unit: "件",
      bars: stages.map(({stage, proposals, median_days}) => ({
        name: stage,
        value: proposals,
        ...(median_days !== null && {detail: `从上一步起一般 ${median_days} 天`})
      }))
    },
    table: {
      columns: [{title: "环节"}, {title: "提案", unit: "件"}, {title: "从上一步起（中位数）", unit: "天"}],
      rows: stages.map(({stage, proposals, median_days}) => ({cells: [stage, proposals, median_days]}))
    },
    next: [
      {words: "立案率", to: "/kpis/K10"},
      {words: "办结率与转化形式", to: "/kpis/K12"}
    ]
  };
}

function answersPanel(units: AnsweringUnit[], {whole, on, nameOf, unit}: TopicScope): Panel | undefined {
  const sum = (key: "due" | "in_time" | "late" | "unanswered") => units.reduce((total, each) => total + each[key], 0);
  if (sum("due") === 0) return undefined;
  return {
    id: "proposals-answers",
    title: `到期 ${sum("due")} 件中按期答复 ${sum("in_time")} 件（${formatShare(sum("in_time"), sum("due"))}），逾期答复 ${sum("late")} 件，还没有答复 ${sum("unanswered")} 件`,
    subtitle: `${whole}各承办单位，答复期限在今年、截至${formatDay(on)}已到的提案；要催的在前`,
    table: {
      columns: [
        {title: "承办单位"},
        {title: "到期", unit: "件"},
        {title: "按期答复", unit: "件"},
        {title: "逾期答复", unit: "件"},
        {title: "未答复", unit: "件"}
      ],
      rows: units.map(({unit_code, due, in_time, late, unanswered}) => ({
        cells: [nameOf(unit_code), due, in_time, late, unanswered],
        isOwn: unit_code !== null && unit_code === unit
      }))
    },
    figures: [
      {name: "到期", value: sum("due"), unit: "件"},
      {name: "按期答复", value: sum("in_time"), unit: "件"},
      {name: "按期答复率", value: (sum("in_time") / sum("due")) * 100, unit: "%"},
      {name: "逾期答复", value: sum("late"), unit: "件"},
      {name: "未答复", value: sum("unanswered"), unit: "件"}
    ],
    next: [{words: "提案答复及时率", to: "/kpis/K11"}]
  };
}

function openPanel(open: OpenProposal[], {whole, on, nameOf}: TopicScope): Panel {
  const late = open.filter(({days_late}) => days_late !== null);
  return {
    id: "proposals-open",
    title:
      open.length === 0
        ? "立案的提案都已办结"
        : `立案未办结 ${open.length} 件，其中超过答复期限还没有答复 ${late.length} 件`,
    subtitle: `${whole}逐件列出，截至${formatDay(on)}；逾期最久的在前`,
    table: {
      columns: [
        {title: "案由"},
        {title: "承办单位"},
        {title: "答复期限"},
        {title: "现状"},
        {title: "已逾期", unit: "天"}
      ],
      rows: open.map(({title, unit_code, due_on, is_answered, days_late}) => ({
        cells: [title, nameOf(unit_code), due_on, is_answered ? "已答复，待反馈办结" : "待答复", days_late]
      }))
    },
    figures: [
      {name: "立案未办结", value: open.length, unit: "件"},
      {name: "逾期未答复", value: late.length, unit: "件"}
    ]
  };
}
