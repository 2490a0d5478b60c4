import {formatMonth} from "#app/format.ts";
import {owingOf} from "#pipelines/completeness/owed.ts";
import {readMatrix} from "#pipelines/completeness/matrix.ts";
import {readOwedDatasets} from "#pipelines/completeness/periods.ts";
import {readCorrectedReports, type UncorrectedFile, uncorrectedOf} from "#pipelines/completeness/uncorrected.ts";
import {titleOf} from "#pipelines/contracts/contracts.ts";
import {readSubmissions} from "#pipelines/ledger/submission-entries.ts";
import {readLastReturns} from "#pipelines/ledger/verdict-history.ts";
import {attentionOf, type Concern, type DeliverableAttention, inOrderOfConcern} from "#pipelines/numbers/attention.ts";
import {checkWords, readCongressChecks, ruleQuote} from "#pipelines/numbers/congress.ts";
import {readContradictions} from "#pipelines/numbers/contradictions.ts";
import {readWaitingRows} from "#pipelines/numbers/waiting-rows.ts";
import type {SettledPlan} from "#pipelines/plan/plan.ts";
import {monthsText} from "#pipelines/time/months-text.ts";
import {type Access, may} from "./access.server.ts";
import {type Filters, firstDayOf} from "./filters.server.ts";
import {isBegun, readTasks} from "./plan-progress.server.ts";
import {readLedger} from "./store.server.ts";
import {readAllUnitNames} from "./unit-names.server.ts";
import {cachedByBuild} from "./warehouse.server.ts";

/** One thing that needs an action, whatever it is about. */
export interface AttentionItem {
  /** Unique in the list. */
  key: string;
  kind: "deliverable" | "file" | "data";
  name: string;
  /** What the name leads to. */
  to: string;
  task_code: string | null;
  /** The status of a deliverable. */
  status: string | null;
  /** The most severe first. */
  concerns: Concern[];
  reasons: string[];
  problem_note: string | null;
  /** The unit that has to act; null if the office has to, or nobody was settled. */
  unit: string | null;
  unit_name: string | null;
  leader: string | null;
  days: number | null;
  is_own: boolean;
  action: {words: string; to: string};
}

const OFFICE_NAME = "校工会办公室";

/** Reads everything that the visitor may know to need an action, the own first, then by severity. */
export async function readAttentionItems(access: Access, filters: Filters, plan: SettledPlan) {
  const {month, on} = filters;
  const owed = JSON.stringify(await readOwedDatasets(await readLedger()));
  const facts = await cachedByBuild(`attention ${month} ${on} ${isBegun(month)} ${owed}`, (db) =>
    makeFacts(db, plan, filters)
  );
  if (!facts) return undefined;
  const {visitor} = access;
  const isOffice = may(visitor, "verdicts");
  const items = [
    ...facts.deliverables.map((item) => deliverableItem(item, facts.names, access)),
    ...facts.files
      .filter(({unit_code}) => isOffice || isOwnUnit(access, unit_code))
      .map((file) => fileItem(file, facts, access)),
    ...facts.owing
      .filter(({unit}) => visitor.role !== "unit" || isOwnUnit(access, unit))
      .map((item) => ({...item, action: {...item.action, words: owedWords(item.unit, access)}})),
    ...(isOffice ? facts.data : [])
  ];
  return inOrderOfConcern(items.map((item) => ({...item, is_own: isOwnUnit(access, item.unit)})));
}

const isOwnUnit = ({visitor}: Access, unit: string | null) => visitor.unit !== null && visitor.unit === unit;

type Facts = Awaited<ReturnType<typeof makeFacts>>;
type Names = Map<string, string>;

async function makeFacts(
  db: Parameters<typeof readTasks>[0],
  plan: SettledPlan,
  {month, on, year}: Pick<Filters, "month" | "on" | "year">
) {
  const ledger = await readLedger();
  const names: Names = new Map((await readAllUnitNames(db)).map(({unit_code, unit_name}) => [unit_code, unit_name]));
  const isRunning = isBegun(month);
  return {
    names,
    deliverables: attentionOf(await readTasks(db, plan, {month, on}), plan.assignments, on),
    files: isRunning
      ? uncorrectedOf(await readSubmissions(ledger), {
          returns: await readLastReturns(ledger),
          corrected: await readCorrectedReports(db),
          on
        })
      : [],
    owing: isRunning
      ? owingOf(await readMatrix(db, ledger, {year, on}))
          .toSorted((a, b) => b.days - a.days)
          .flatMap(owedItem)
      : [],
    data: isRunning
      ? [...(await readDataItems(db, plan, month)), ...(await readBrokenRules(db, plan, {month, names}))]
      : []
  };
}

function deliverableItem(item: DeliverableAttention, names: Names, access: Access): AttentionItem {
  const {code, task_code, lead_unit, ...rest} = item;
  return {
    ...rest,
    key: code,
    kind: "deliverable",
    task_code,
    to: `/tasks/${task_code}#${code}`,
    unit: lead_unit,
    unit_name: lead_unit === null ? null : (names.get(lead_unit) ?? lead_unit),
    is_own: false,
    action: actionOf(item, access)
  };
}

/** The one thing to do about a deliverable, for those who may do it. */
function actionOf({code, task_code, concerns, lead_unit}: DeliverableAttention, {visitor}: Access) {
  const first = concerns[0]!;
  if (may(visitor, "plan-settings")) {
    const settled = SETTLED[first];
    if (settled) return {words: settled, to: `/plan/${code}`};
    if (first === "待审") return {words: "去审核", to: "/submissions/queue?dataset=progress"};
    if (first === "待回头看") return {words: "回头看", to: `/progress/${code}#look-back`};
  }
  if (first !== "待回头看" && may(visitor, "upload") && (visitor.unit === null || visitor.unit === lead_unit))
    return {words: "填报进展", to: `/progress/${code}`};
  return {words: "查看", to: `/tasks/${task_code}#${code}`};
}

const SETTLED: Partial<Record<Concern, string>> = {无人负责: "设定责任单位", 多次延期: "核定期限"};

/** What is the same in everything that is no deliverable. */
const OTHER = {task_code: null, status: null, problem_note: null, leader: null, days: null, is_own: false} as const;

function fileItem(file: UncorrectedFile, {names}: Facts, access: Access): AttentionItem {
  const {submission_id, title, unit_code, returned_on, days, reason} = file;
  const to = `/submissions/${submission_id}`;
  return {
    ...OTHER,
    key: submission_id,
    kind: "file",
    name: title,
    to,
    concerns: ["退回未改"],
    reasons: [`${returned_on} 退回${reason === "" ? "" : `：${reason}`}`],
    unit: unit_code,
    unit_name: unit_code === null ? OFFICE_NAME : (names.get(unit_code) ?? unit_code),
    days,
    action: {words: isOwnUnit(access, unit_code) || unit_code === null ? "按退回理由改好再报" : "提醒单位重报", to}
  };
}

function owedItem({unit_code, unit_name, count, days, items}: ReturnType<typeof owingOf>[number]): AttentionItem[] {
  if (count === 0) return [];
  const to = unit_code === null ? "/submissions" : `/submissions?unit=${unit_code}`;
  const due = items.flatMap(({title, cells}) => {
    const months = cells.filter(({is_due}) => is_due).map(({month}) => month);
    return months.length === 0 ? [] : [`${title}（${monthsText(months)}）`];
  });
  return [
    {
      ...OTHER,
      key: `owed-${unit_code ?? "office"}`,
      kind: "file",
      name: `${count} 份数据未报`,
      to,
      concerns: ["数据逾期"],
      reasons: [due.join("、")],
      unit: unit_code,
      unit_name,
      days,
      action: {words: "查看", to}
    }
  ];
}

/** What the visitor can do about data that a unit or, without one, the office owes. */
function owedWords(unit: string | null, {visitor}: Access): string {
  const isOffice = may(visitor, "verdicts");
  if (visitor.unit !== null || (isOffice && unit === null)) return "去补报";
  return isOffice ? "催报" : "查看";
}

/** Rows that make a share more than its whole, and people whom no roster names. */
async function readDataItems(
  db: Parameters<typeof readTasks>[0],
  plan: SettledPlan,
  month: string
): Promise<AttentionItem[]> {
  const contradictions = await readContradictions(db, firstDayOf(month));
  const waiting = await readWaitingRows(db);
  return [
    ...contradictions.map(({code, name, dataset, submission_id, row_number, words, from_month, to_month}, index) => {
      const [from, to] = [formatMonth(from_month.slice(0, 7)), formatMonth(to_month.slice(0, 7))];
      const when = from === to ? from : `${from}至${to}`;
      const place =
        dataset === null
          ? "没有单独的一行可以归咎，请核对分子、分母两边的数据"
          : `${titleOf(dataset)}第 ${row_number} 行数据`;
      return {
        ...OTHER,
        key: `contradiction-${code}-${index}`,
        kind: "data" as const,
        name,
        to: `/kpis/${code}`,
        task_code: plan.kpis.find((kpi) => kpi.code === code)?.task_code ?? null,
        concerns: ["数据矛盾" as const],
        reasons: [`${when}超过 100 %，暂不显示：${place}${words ? `，${words}` : ""}`],
        unit: null,
        unit_name: OFFICE_NAME,
        action: {words: "核对数据", to: submission_id ? `/submissions/${submission_id}` : `/kpis/${code}`}
      };
    }),
    ...(waiting.length === 0
      ? []
      : [
          {
            ...OTHER,
            key: "waiting",
            kind: "data" as const,
            name: `${waiting.length} 份报送待名册确认`,
            to: "/submissions#waiting",
            concerns: ["待名册确认" as const],
            reasons: ["有不在名册里的工号；名册里有了，会自动计入数字"],
            unit: null,
            unit_name: OFFICE_NAME,
            action: {words: "核对名册", to: "/submissions#waiting"}
          }
        ])
  ];
}

async function readBrokenRules(
  db: Parameters<typeof readTasks>[0],
  {congress}: SettledPlan,
  {month, names}: {month: string; names: Names}
): Promise<AttentionItem[]> {
  const checks = await readCongressChecks(db, firstDayOf(month));
  return checks
    .filter(({outcome}) => outcome === "不符合")
    .flatMap((check) => {
      const rule = congress.find((row) => row.rule === check.rule && row.scope === check.scope);
      if (!rule) return [];
      const unit_name = check.unit_code === null ? "学校" : (names.get(check.unit_code) ?? check.unit_code);
      const to = `/outputs/congress#${rule.rule}-${rule.scope}`;
      return [
        {
          ...OTHER,
          key: `congress-${check.rule}-${check.unit_code ?? ""}`,
          kind: "data" as const,
          name: `${unit_name}：${BROKEN[check.rule]}`,
          to,
          task_code: rule.task_code,
          concerns: ["规则不符" as const],
          reasons: [`${checkWords(check)}；${ruleQuote(rule)}`],
          unit: check.unit_code,
          unit_name,
          action: {words: "核对并督促整改", to}
        }
      ];
    });
}

const BROKEN: Record<string, string> = {
  teachers: "教师代表不足",
  yearly: "上学年未开教代会",
  quorum: "到会代表不足",
  majority: "表决票数不足",
  term: "届期已满"
};
