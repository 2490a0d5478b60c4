import {readdirSync} from "node:fs";
import {join} from "node:path";
import {isDay} from "#pipelines/time/clock.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {projectRoot} from "#pipelines/host/root.ts";
import {type Deliverable, listOf, type Plan, type Task} from "./plan.ts";
import {checkAssessment} from "./check-assessment.ts";
import {checkCalendar} from "./check-calendar.ts";
import {checkCongress} from "./check-congress.ts";
import {checkMeasures} from "./check-measures.ts";
import {fail, PlanError, type PlanRow} from "./plan-files.ts";

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

/** Checks a plan against its own document and the rest of the project; throws at the first contradiction. */
export function checkPlan(plan: Plan): void {
  for (const rows of [plan.programmes, plan.tasks, plan.deliverables, plan.kpis]) checkCodes(rows);
  const source = packed(plan.source);
  plan.programmes.forEach((programme, index) => {
    const heading = packed(`${programme.motto}，实施${programme.name}，${programme.goal}`);
    if (!source.includes(heading)) fail(programme, `标题与原文不符：${programme.name}`);
    if (programme.sequence !== String(index + 1)) fail(programme, `sequence 应为 ${index + 1}`);
  });
  const bodies = readBodies(plan, source);
  checkDeliverables(plan, bodies);
  checkFraming(plan, bodies);
  checkKpis(plan);
  checkMeasures(plan);
  checkCalendar(plan);
  checkAssessment(plan);
  checkCongress(plan);
  for (const festival of plan.festivals) {
    const {occasion, festival_on} = festival;
    if (!isDay(festival_on)) fail(festival, `${occasion}的日期“${festival_on}”不存在`);
    if (!festival_on.startsWith(`${plan.year}-`)) fail(festival, `${occasion}的日期不在 ${plan.year} 年`);
  }
  checkParameters(plan);
}

/** Parameters that models use; without one, a KPI would silently have no value. */
const WHOLE_NUMBERS = [
  "youth_age_limit",
  "club_support_minimum",
  "club_brand_minimum",
  "welfare_redeem_days",
  "media_read_days"
];

function checkParameters({parameters, kpis}: Plan): void {
  const byName = new Map(parameters.map((parameter) => [parameter.name, parameter]));
  for (const name of [...WHOLE_NUMBERS, "proposal_stages"])
    if (!byName.has(name)) throw new PlanError(parameters[0]!.at.file, undefined, `缺少 ${name}`);
  for (const name of WHOLE_NUMBERS) {
    const {value} = byName.get(name)!;
    if (!/^\d{1,4}$/.test(value)) fail(byName.get(name)!, `${name} 应为整数，实为“${value}”`);
  }
  const holidays = byName.get("app_holiday_months");
  if (holidays && !/^([1-9]|1[0-2])(;([1-9]|1[0-2]))*$/.test(holidays.value))
    fail(holidays, `app_holiday_months 应为用分号隔开的月份，实为“${holidays.value}”`);
  const monthly = byName.get("monthly_rate_kpis");
  for (const code of listOf(monthly?.value ?? ""))
    if (monthly && !kpis.some((kpi) => kpi.code === code)) fail(monthly, `monthly_rate_kpis 里的 ${code} 不是指标`);
  const stages = byName.get("proposal_stages")!;
  for (const stage of stages.value.split(";"))
    if (
      !readContracts()
        .get("proposals")
        ?.fields.some(({name, type}) => name === stage.trim() && type === "date")
    )
      fail(stages, `proposal_stages 里的 ${stage} 不是提案的日期列`);
}

/** Returns the text of each task: the lines between its heading and the next. */
function readBodies(plan: Plan, source: string): Map<string, string> {
  const programmes = new Set(plan.programmes.map(({code}) => code));
  const marks = plan.tasks.map((task, index) => {
    if (!programmes.has(task.programme_code)) fail(task, `工程 ${task.programme_code} 不存在`);
    if (task.sequence !== String(index + 1)) fail(task, `sequence 应为 ${index + 1}`);
    const heading = packed(`${task.sequence}.${task.title}。`);
    const at = source.indexOf(heading);
    if (at < 0) fail(task, `标题在原文中找不到：${task.title}`);
    if (source.indexOf(heading, at + 1) >= 0) fail(task, `标题在原文中不唯一：${task.title}`);
    return {task, at, start: at + heading.length};
  });
  // Programmes are numbered 一、 to 四、; the union's name and the date end the document.
  const headings = plan.programmes.map(
    ({motto, name}) => source.indexOf(packed(`${motto}，实施${name}`)) - "一、".length
  );
  const end = source.lastIndexOf(packed(signature(plan)));
  if (end < 0) fail(plan.tasks.at(-1)!, "原文末尾找不到落款");
  return new Map(
    marks.map(({task, at, start}) => {
      const next = [...marks.map((mark) => mark.at), ...headings, end].filter((other) => other > at);
      return [task.code, source.slice(start, Math.min(...next))];
    })
  );
}

function checkDeliverables(plan: Plan, bodies: Map<string, string>): void {
  const tasks = new Map<string, Task>(plan.tasks.map((task) => [task.code, task]));
  const numbers = new Map<string, number>();
  for (const deliverable of plan.deliverables) {
    const task = tasks.get(deliverable.task_code);
    if (!task) return fail(deliverable, `任务 ${deliverable.task_code} 不存在`);
    const number = (numbers.get(task.code) ?? 0) + 1;
    numbers.set(task.code, number);
    const code = `${task.code}-${String(number).padStart(2, "0")}`;
    if (deliverable.code !== code) fail(deliverable, `编号 ${deliverable.code} 应为 ${code}`);
    checkQuote(deliverable, task, bodies.get(task.code) ?? "");
  }
  for (const task of plan.tasks) if (!numbers.has(task.code)) fail(task, "没有承诺");
}

function checkQuote(deliverable: Deliverable, task: Task, body: string): void {
  const quote = packed(deliverable.quote);
  if (!KINDS.includes(deliverable.kind)) fail(deliverable, `kind “${deliverable.kind}” 不在 ${KINDS.join("/")}`);
  if (!deliverable.name || !quote) fail(deliverable, "名称或引文为空");
  if (!body.includes(quote)) fail(deliverable, `引文不是任务 ${task.code} 的原文：${deliverable.quote}`);
  if (!deliverable.focus || !quote.includes(packed(deliverable.focus)))
    fail(deliverable, `focus 不在引文内：${deliverable.focus}`);
  if (deliverable.period && !quote.includes(packed(deliverable.period)))
    fail(deliverable, `时间不在引文内：${deliverable.period}`);
  const stated = deliverable.target_stated;
  if (stated && !quote.includes(stated) && !quote.includes(DIGITS[stated] ?? stated))
    fail(deliverable, `数量不在引文内：${stated}`);
}

/** Text that no quote covers must be listed, so that no commitment is overlooked. */
function checkFraming(plan: Plan, bodies: Map<string, string>): void {
  for (const framing of plan.framing)
    if (!bodies.has(framing.task_code)) fail(framing, `任务 ${framing.task_code} 不存在`);
  for (const task of plan.tasks) {
    const body = bodies.get(task.code) ?? "";
    const quotes = plan.deliverables.filter(({task_code}) => task_code === task.code).map(({quote}) => packed(quote));
    const framed = plan.framing.filter(({task_code}) => task_code === task.code).map(({segment}) => packed(segment));
    const isCovered = new Array<boolean>(body.length).fill(false);
    // Quotes overlap, so each marks its own part of the text.
    for (const part of [...quotes, ...framed]) {
      for (let at = body.indexOf(part); at >= 0; at = body.indexOf(part, at + 1))
        isCovered.fill(true, at, at + part.length);
    }
    const rest = [...body].map((character, at) => (isCovered[at] ? "\n" : character)).join("");
    const open = rest.split("\n").filter((text) => text.replace(/[\p{P}\p{S}]/gu, "") !== "");
    if (open.length > 0) fail(task, `原文有承诺没有覆盖的话，也未列入 framing.csv：${open.join("；")}`);
  }
}

function checkKpis(plan: Plan): void {
  const tasks = new Set(plan.tasks.map(({code}) => code));
  const deliverables = new Map(plan.deliverables.map((deliverable) => [deliverable.code, deliverable]));
  const models = new Set(
    readdirSync(join(projectRoot, "pipelines", "models", "kpis")).map((file) => file.split("_")[0])
  );
  for (const kpi of plan.kpis) {
    if (!tasks.has(kpi.task_code)) fail(kpi, `任务 ${kpi.task_code} 不存在`);
    const codes = kpi.deliverable_codes.split(";");
    for (const code of codes) if (!deliverables.has(code)) fail(kpi, `承诺 ${code} 不存在`);
    for (const path of kpi.dataset_columns.split(";")) {
      const [dataset = "", column] = path.split(".");
      if (
        !readContracts()
          .get(dataset)
          ?.fields.some(({name}) => name === column)
      )
        fail(kpi, `数据列 ${path} 不存在`);
    }
    if (!["higher", "lower"].includes(kpi.direction)) fail(kpi, `direction “${kpi.direction}” 应为 higher 或 lower`);
    if (kpi.target !== "" && !codes.some((code) => deliverables.get(code)?.target_stated === kpi.target))
      fail(kpi, `target ${kpi.target} 不是原文写明的数`);
    if (kpi.target === "" && kpi.suggested_target === "") fail(kpi, "既无文件目标，也无建议值");
    for (const value of [kpi.target, kpi.suggested_target])
      if (!Number.isFinite(Number(value))) fail(kpi, `目标“${value}”不是数`);
    if (kpi.suggested_target !== "" && !kpi.suggested_target_rationale.startsWith(LOCAL))
      fail(kpi, `建议值没有标明${LOCAL}`);
    if (!models.delete(kpi.code)) fail(kpi, `pipelines/models/kpis 里没有 ${kpi.code} 的 SQL`);
  }
  const [extra] = models;
  if (extra) throw new PlanError(plan.kpis[0]!.at.file, undefined, `pipelines/models/kpis 里的 ${extra} 不在指标表中`);
}

function checkCodes(rows: PlanRow<"code">[]): void {
  const seen = new Map<string, number>();
  for (const row of rows) {
    const first = seen.get(row.code);
    if (first !== undefined) fail(row, `编号 ${row.code} 与第 ${first} 行重复`);
    seen.set(row.code, row.at.line);
  }
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
