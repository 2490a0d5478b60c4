import type {DuckDBConnection} from "@duckdb/node-api";
import {formatDay, formatShare} from "#app/format.ts";
import type {KpiOfSegment, KpiValue} from "#pipelines/numbers/kpis.ts";
import {
  type AnsweringUnit,
  type OpenProposal,
  type ProposalCare,
  readAnsweringUnits,
  readOpenProposals,
  readProposalCare,
  readProposalStages,
  type StageCount
} from "#pipelines/topics/proposals.ts";
import {isTooFew} from "./few-people.ts";
import {readScopeKpi, readScopeSegments} from "./kpi-of-scope.server.ts";
import type {Panel} from "./panel.ts";
import type {TopicScope} from "./topic-scope.ts";

/** 提案: how far they have come, who answers in time, and which are still open. */
export async function makeProposalPanels(db: DuckDBConnection, scope: TopicScope): Promise<Panel[]> {
  const stages = await readProposalStages(db, scope);
  if ((stages[0]?.proposals ?? 0) === 0) return [];
  const [units, open, care] = await Promise.all([
    readAnsweringUnits(db, scope),
    readOpenProposals(db, scope),
    readProposalCare(db, scope)
  ]);
  return [
    stagesPanel(stages, care, scope),
    resultsPanel(await readResults(db, scope), care, scope),
    answersPanel(units, scope),
    openPanel(open, scope)
  ].filter((panel) => panel !== undefined);
}

function stagesPanel(stages: StageCount[], {longest_days}: ProposalCare, {whole, on}: TopicScope): Panel {
  const at = (stage: StageCount["stage"]) => stages.find((each) => each.stage === stage)?.proposals ?? 0;
  const reply = stages.find(({stage}) => stage === "答复")?.median_days;
  return {
    id: "proposals-stages",
    title: `${at("征集")} 件提案，立案 ${at("立案")} 件，已答复 ${at("答复")} 件，已办结 ${at("办结")} 件${
      reply === null || reply === undefined
        ? ""
        : `；从交办到答复一般 ${reply} 天${longest_days === null ? "" : `，最长 ${longest_days} 天`}`
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
    figures: longest_days === null ? [] : [{name: "从交办到答复最长", value: longest_days, unit: "天"}],
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

function openPanel(open: OpenProposal[], {whole, on, nameOf}: TopicScope): Panel | undefined {
  if (open.length === 0) return undefined;
  const late = open.filter(({days_late}) => days_late !== null);
  return {
    id: "proposals-open",
    title: `立案未办结 ${open.length} 件，其中超过答复期限还没有答复 ${late.length} 件`,
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

interface Results {
  satisfied: KpiValue | undefined;
  fully: KpiOfSegment | undefined;
  unanswered: KpiOfSegment | undefined;
  /** Of these, those that have been replied to, whose proposers can be asked. */
  replied: KpiOfSegment | undefined;
  closed: KpiValue | undefined;
  forms: Map<string, KpiOfSegment>;
}

/** Reads how proposers found the answers (K13), and what became of the proposals that are closed (K12). */
async function readResults(db: DuckDBConnection, scope: TopicScope): Promise<Results> {
  const [ofSatisfaction, ofClosing] = [
    await readScopeSegments(db, "K13", scope),
    await readScopeSegments(db, "K12", scope)
  ];
  return {
    satisfied: await readScopeKpi(db, "K13", scope),
    fully: ofSatisfaction("满意度").get("满意"),
    unanswered: ofSatisfaction("另列").get("未反馈（件）"),
    replied: ofSatisfaction("另列").get("已答复未反馈（件）"),
    closed: await readScopeKpi(db, "K12", scope),
    forms: ofClosing("转化形式")
  };
}

interface Result {
  group: string;
  name: string;
  proposals: number;
}

function resultsPanel(
  results: Results,
  {on_file, consulted}: ProposalCare,
  {whole, on}: TopicScope
): Panel | undefined {
  const answers = answersOf(results);
  const endings = endingsOf(results);
  const rows = [...answers, ...endings];
  if (rows.length === 0) return undefined;
  const closed = results.closed?.numerator ?? 0;
  const turned = endings.filter(({name}) => name !== "未转化").reduce((sum, {proposals}) => sum + proposals, 0);
  const words = [
    ...(answers.length > 0
      ? [
          `提案人已反馈 ${results.satisfied?.denominator} 件：${answers.map(({name, proposals}) => `${name} ${proposals} 件`).join("，")}`
        ]
      : []),
    ...(endings.length > 0 ? [`办结 ${closed} 件中转化 ${turned} 件`] : []),
    ...(on_file > 0 ? [`面商 ${consulted} 件`] : [])
  ];
  return {
    id: "proposals-results",
    title: words.join("；"),
    subtitle: `${whole}今年立案提案的反馈和办结后的转化，截至${formatDay(on)}`,
    picture: {
      kind: "bars",
      unit: "件",
      bars: rows.map(({group, name, proposals}) => ({name: `${group}：${name}`, value: proposals}))
    },
    table: {
      columns: [{title: "方面"}, {title: "结果"}, {title: "提案", unit: "件"}],
      rows: rows.map(({group, name, proposals}) => ({cells: [group, name, proposals]}))
    },
    figures: [
      {name: "已反馈", value: results.satisfied?.denominator ?? 0, unit: "件"},
      {name: "办结", value: closed, unit: "件"},
      {name: "转化", value: turned, unit: "件"},
      {name: "面商", value: consulted, unit: "件"}
    ],
    note: `${answers.length === 0 ? "反馈不足 3 件的不显示。" : "满意率（K13）把基本满意也算作满意。"}没有填转化形式的不在“转化”中。`,
    next: [
      {words: "提案人满意率", to: "/kpis/K13"},
      {words: "办结率与转化形式", to: "/kpis/K12"}
    ]
  };
}

/** The middle value, 基本满意, is what the rate holds beside 满意. */
function answersOf({satisfied, fully, unanswered, replied}: Results): Result[] {
  const all = satisfied?.denominator ?? 0;
  if (all === 0 || isTooFew(all)) return [];
  const [content, full] = [satisfied?.numerator ?? 0, fully?.numerator ?? 0];
  const [silent, asked] = [unanswered?.value ?? 0, replied?.value ?? 0];
  return [
    {group: "反馈", name: "满意", proposals: full},
    {group: "反馈", name: "基本满意", proposals: content - full},
    {group: "反馈", name: "不满意", proposals: all - content},
    {group: "反馈", name: "已答复未反馈", proposals: asked},
    {group: "反馈", name: "尚未答复", proposals: silent - asked}
  ];
}

function endingsOf({forms}: Results): Result[] {
  return [...forms]
    .map(([form, {numerator}]) => ({
      group: "转化",
      name: form === "无" ? "未转化" : form,
      proposals: numerator ?? 0
    }))
    .filter(({proposals}) => proposals > 0)
    .toSorted((a, b) => Number(a.name === "未转化") - Number(b.name === "未转化") || b.proposals - a.proposals);
}
