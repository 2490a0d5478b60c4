import {readdirSync} from "node:fs";
import {join} from "node:path";
import {isDay} from "#pipelines/time/clock.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {projectRoot} from "#pipelines/host/root.ts";
import {
  type Deliverable,
  type Festival,
  type Kpi,
  listOf,
  type Parameter,
  type Plan,
  type Programme,
  type Task
} from "./plan.ts";
import {checkAssessment} from "./check-assessment.ts";
import {checkCalendar} from "./check-calendar.ts";
import {checkCongress} from "./check-congress.ts";
import {checkMeasures} from "./check-measures.ts";
import {checkTopics} from "./check-topics.ts";
import {batchSizeTextOf} from "./measured-by.ts";
import {fail, PlanError, PlanErrors, type PlanRow} from "./plan-files.ts";

const KINDS = ["milestone", "recurring", "activity", "quota", "policy", "publication", "award"];
const DIGITS: Record<string, string> = {
  1: "一",
  2: "二",
  3: "三",
  4: "四",
  5: "五",
  6: "六",
  7: "七",
  8: "八",
  9: "九",
  10: "十"
};
const LOCAL = "【本地设定，非文件规定】";

/** Checks a plan against its own document and the rest of the project; returns all contradictions. */
export function checkPlan(plan: Plan): PlanError[] {
  const errors = new PlanErrors();
  for (const rows of [plan.programmes, plan.tasks, plan.deliverables, plan.kpis]) checkCodes(rows, errors);
  const source = packed(plan.source);
  errors.each(plan.programmes, (programme) => checkProgramme(plan, programme, source));
  const bodies = readBodies(plan, source, errors);
  checkDeliverables(plan, bodies, errors);
  // Where a heading is missing, the text of its neighbours cannot be told apart either.
  if (bodies) checkFraming(plan, bodies, errors);
  checkKpis(plan, errors);
  checkMeasures(plan, errors);
  checkCalendar(plan, errors);
  checkAssessment(plan, errors);
  checkCongress(plan, errors);
  checkTopics(plan, errors);
  errors.each(plan.festivals, (festival) => checkFestival(plan, festival));
  checkParameters(plan, errors);
  return errors.list;
}

function checkProgramme({programmes}: Plan, programme: Programme, source: string): void {
  const heading = packed(`${programme.motto}，实施${programme.name}，${programme.goal}`);
  if (!source.includes(heading)) fail(programme, `标题与原文不符：${programme.name}`, "name");
  const sequence = programmes.indexOf(programme) + 1;
  if (programme.sequence !== String(sequence)) fail(programme, `sequence 应为 ${sequence}`, "sequence");
}

function checkFestival({year}: Plan, festival: Festival): void {
  const {occasion, festival_on} = festival;
  if (!isDay(festival_on)) fail(festival, `${occasion}的日期“${festival_on}”不存在`, "festival_on");
  if (!festival_on.startsWith(`${year}-`)) fail(festival, `${occasion}的日期不在 ${year} 年`, "festival_on");
}

/** Parameters that models use; without one, a KPI would silently have no value. */
const WHOLE_NUMBERS = [
  "youth_age_limit",
  "club_support_minimum",
  "club_brand_minimum",
  "welfare_redeem_days",
  "media_read_days"
];

const KPI_LISTS = ["monthly_rate_kpis", "monthly_value_kpis", "people_rate_kpis", "unrepairable_kpis"];

function checkParameters({parameters, kpis}: Plan, errors: PlanErrors): void {
  const byName = new Map(parameters.map((parameter) => [parameter.name, parameter]));
  errors.each([...WHOLE_NUMBERS, "proposal_stages"], (name) => {
    if (!byName.has(name)) throw new PlanError(parameters[0]?.at.file ?? "parameters.csv", undefined, `缺少 ${name}`);
  });
  errors.each(parameters, (parameter) => {
    const {name, value} = parameter;
    if (WHOLE_NUMBERS.includes(name) && !/^\d{1,4}$/.test(value))
      fail(parameter, `${name} 应为整数，实为“${value}”`, "value");
    if (name === "app_holiday_months" && !/^([1-9]|1[0-2])(;([1-9]|1[0-2]))*$/.test(value))
      fail(parameter, `app_holiday_months 应为用分号隔开的月份，实为“${value}”`, "value");
    if (KPI_LISTS.includes(name))
      for (const code of listOf(value))
        if (!kpis.some((kpi) => kpi.code === code)) fail(parameter, `${name} 里的 ${code} 不是指标`, "value");
    if (name === "batch_sizes") for (const text of listOf(value)) checkBatchSize(kpis, parameter, text);
    if (name === "proposal_stages")
      for (const stage of value.split(";"))
        if (!isDateOfProposals(stage.trim()))
          fail(parameter, `proposal_stages 里的 ${stage} 不是提案的日期列`, "value");
  });
}

function checkBatchSize(kpis: Kpi[], parameter: Parameter, text: string): void {
  const batch = batchSizeTextOf(text);
  if (!batch) fail(parameter, `batch_sizes 里的“${text}”应为 指标:每批人数，如 K22:30`, "value");
  const kpi = kpis.find(({code}) => code === batch.code);
  if (!kpi) fail(parameter, `batch_sizes 里的 ${batch.code} 不是指标`, "value");
  if (kpi.unit === "%") fail(parameter, `batch_sizes 里的 ${batch.code} 是比率，不能按批比`, "value");
}

function isDateOfProposals(column: string): boolean {
  const fields = readContracts().get("proposals")?.fields ?? [];
  return fields.some(({name, type}) => name === column && type === "date");
}

/**
 * Returns the text of each task: the lines between its heading and the next. Undefined where a heading or the end of the
 * document is missing.
 */
function readBodies(plan: Plan, source: string, errors: PlanErrors): Map<string, string> | undefined {
  const marks = plan.tasks.flatMap((task) => errors.attempt(() => headingOf(plan, task, source)) ?? []);
  // Programmes are numbered 一、 to 四、; the union's name and the date end the document.
  const headings = plan.programmes.map(
    ({motto, name}) => source.indexOf(packed(`${motto}，实施${name}`)) - "一、".length
  );
  const end = source.lastIndexOf(packed(signature(plan)));
  errors.attempt(() => {
    if (end < 0) throw new PlanError(...placeOf(plan.tasks.at(-1)), "原文末尾找不到落款");
  });
  if (end < 0 || marks.length < plan.tasks.length) return undefined;
  return new Map(
    marks.map(({task, at, start}) => {
      const next = [...marks.map((mark) => mark.at), ...headings, end].filter((other) => other > at);
      return [task.code, source.slice(start, Math.min(...next))];
    })
  );
}

function placeOf(row: Task | undefined): [file: string, line: number | undefined] {
  return row ? [row.at.file, row.at.line] : ["tasks.csv", undefined];
}

function headingOf({programmes, tasks}: Plan, task: Task, source: string) {
  if (!programmes.some(({code}) => code === task.programme_code))
    fail(task, `工程 ${task.programme_code} 不存在`, "programme_code");
  const sequence = tasks.indexOf(task) + 1;
  if (task.sequence !== String(sequence)) fail(task, `sequence 应为 ${sequence}`, "sequence");
  const heading = packed(`${task.sequence}.${task.title}。`);
  const at = source.indexOf(heading);
  if (at < 0) fail(task, `标题在原文中找不到：${task.title}`, "title");
  if (source.indexOf(heading, at + 1) >= 0) fail(task, `标题在原文中不唯一：${task.title}`, "title");
  return {task, at, start: at + heading.length};
}

function checkDeliverables(plan: Plan, bodies: Map<string, string> | undefined, errors: PlanErrors): void {
  const tasks = new Map<string, Task>(plan.tasks.map((task) => [task.code, task]));
  const numbers = new Map<string, number>();
  errors.each(plan.deliverables, (deliverable) => {
    const task = tasks.get(deliverable.task_code);
    if (!task) return fail(deliverable, `任务 ${deliverable.task_code} 不存在`, "task_code");
    const number = (numbers.get(task.code) ?? 0) + 1;
    numbers.set(task.code, number);
    const code = `${task.code}-${String(number).padStart(2, "0")}`;
    if (deliverable.code !== code) fail(deliverable, `编号 ${deliverable.code} 应为 ${code}`, "code");
    if (bodies) checkQuote(deliverable, task, bodies.get(task.code) ?? "");
  });
  errors.each(plan.tasks, (task) => {
    if (!numbers.has(task.code)) fail(task, "没有承诺", "code");
  });
}

function checkQuote(deliverable: Deliverable, task: Task, body: string): void {
  const quote = packed(deliverable.quote);
  if (!KINDS.includes(deliverable.kind))
    fail(deliverable, `kind “${deliverable.kind}” 不在 ${KINDS.join("/")}`, "kind");
  if (!deliverable.name || !quote) fail(deliverable, "名称或引文为空", deliverable.name ? "quote" : "name");
  if (!body.includes(quote)) fail(deliverable, `引文不是任务 ${task.code} 的原文：${deliverable.quote}`, "quote");
  if (!deliverable.focus || !quote.includes(packed(deliverable.focus)))
    fail(deliverable, `focus 不在引文内：${deliverable.focus}`, "focus");
  if (deliverable.period && !quote.includes(packed(deliverable.period)))
    fail(deliverable, `时间不在引文内：${deliverable.period}`, "period");
  const stated = deliverable.target_stated;
  if (stated && !quote.includes(stated) && !quote.includes(DIGITS[stated] ?? stated))
    fail(deliverable, `数量不在引文内：${stated}`, "target_stated");
}

/** Text that no quote covers must be listed, so that no commitment is overlooked. */
function checkFraming(plan: Plan, bodies: Map<string, string>, errors: PlanErrors): void {
  errors.each(plan.framing, (framing) => {
    if (!bodies.has(framing.task_code)) fail(framing, `任务 ${framing.task_code} 不存在`, "task_code");
    if (packed(framing.segment) === "") fail(framing, "segment 没有填写", "segment");
  });
  errors.each(plan.tasks, (task) => {
    const body = bodies.get(task.code) ?? "";
    const quotes = plan.deliverables.filter(({task_code}) => task_code === task.code).map(({quote}) => packed(quote));
    const framed = plan.framing.filter(({task_code}) => task_code === task.code).map(({segment}) => packed(segment));
    const isCovered = new Array<boolean>(body.length).fill(false);
    // Quotes overlap, so each marks its own part of the text.
    for (const part of new Set([...quotes, ...framed])) {
      // Nothing stands everywhere, and behind the end of the text again and again.
      if (part === "") continue;
      for (let at = body.indexOf(part); at >= 0; at = body.indexOf(part, at + 1))
        isCovered.fill(true, at, at + part.length);
    }
    const rest = [...body].map((character, at) => (isCovered[at] ? "\n" : character)).join("");
    const open = rest.split("\n").filter((text) => text.replace(/[\p{P}\p{S}]/gu, "") !== "");
    if (open.length > 0) fail(task, `原文有承诺没有覆盖的话，也未列入 framing.csv：${open.join("；")}`);
  });
}

function checkKpis(plan: Plan, errors: PlanErrors): void {
  const tasks = new Set(plan.tasks.map(({code}) => code));
  const deliverables = new Map(plan.deliverables.map((deliverable) => [deliverable.code, deliverable]));
  const models = new Set(modelledKpis());
  errors.each(plan.kpis, (kpi) => {
    if (!tasks.has(kpi.task_code)) fail(kpi, `任务 ${kpi.task_code} 不存在`, "task_code");
    for (const code of kpi.deliverable_codes.split(";"))
      if (!deliverables.has(code)) fail(kpi, `承诺 ${code} 不存在`, "deliverable_codes");
    for (const path of kpi.dataset_columns.split(";"))
      if (!isDatasetColumn(path)) fail(kpi, `数据列 ${path} 不存在`, "dataset_columns");
    if (!["higher", "lower"].includes(kpi.direction))
      fail(kpi, `direction “${kpi.direction}” 应为 higher 或 lower`, "direction");
    checkTargets(kpi, deliverables);
    if (!models.has(kpi.code)) fail(kpi, `pipelines/models/kpis 里没有 ${kpi.code} 的 SQL`, "code");
  });
}

function isDatasetColumn(path: string): boolean {
  const [dataset = "", column] = path.split(".");
  const fields = readContracts().get(dataset)?.fields ?? [];
  return fields.some(({name}) => name === column);
}

function checkTargets(kpi: Kpi, deliverables: Map<string, Deliverable>): void {
  const codes = kpi.deliverable_codes.split(";");
  if (kpi.target !== "" && !codes.some((code) => deliverables.get(code)?.target_stated === kpi.target))
    fail(kpi, `target ${kpi.target} 不是原文写明的数`, "target");
  if (kpi.target === "" && kpi.suggested_target === "") fail(kpi, "既无文件目标，也无建议值", "suggested_target");
  for (const column of ["target", "suggested_target"] as const)
    if (!Number.isFinite(Number(kpi[column]))) fail(kpi, `目标“${kpi[column]}”不是数`, column);
  if (kpi.suggested_target !== "" && !kpi.suggested_target_rationale.startsWith(LOCAL))
    fail(kpi, `建议值没有标明${LOCAL}`, "suggested_target_rationale");
}

const modelledKpis = () =>
  readdirSync(join(projectRoot, "pipelines", "models", "kpis")).map((file) => file.split("_")[0] ?? "");

/** Every model of a KPI belongs to the plan of some year; a plan may drop a KPI that an earlier one has. */
export function checkModels(plans: Plan[]): void {
  const kpis = new Set(plans.flatMap((plan) => plan.kpis.map(({code}) => code)));
  const extra = modelledKpis().find((code) => !kpis.has(code));
  const file = plans[0]?.kpis[0]?.at.file ?? "kpis.csv";
  if (extra) throw new PlanError(file, undefined, `pipelines/models/kpis 里的 ${extra} 不在指标表中`);
}

function checkCodes(rows: PlanRow<"code">[], errors: PlanErrors): void {
  const seen = new Map<string, number>();
  errors.each(rows, (row) => {
    const first = seen.get(row.code);
    if (first !== undefined) fail(row, `编号 ${row.code} 与第 ${first} 行重复`, "code");
    seen.set(row.code, row.at.line);
  });
}

/** The end of the document: 中国矿业大学工会委员会 2026年3月12日 */
function signature({signedBy, issuedOn}: Plan): string {
  const [year, month, day] = issuedOn.split("-").map(Number);
  return `${signedBy}${year}年${month}月${day}日`;
}

/** Removes white space and the emphasis marks of the source. */
function packed(text: string): string {
  return text.replace(/[\s*]/gu, "");
}
