import {gaugeTextOf, isPace, PACES} from "./measured-by.ts";
import {isUnitReading, UNIT_READINGS} from "./kpi-reading.ts";
import {type KpiReading, listOf, type OwnPart, type Plan} from "./plan.ts";
import {fail, PlanError, type PlanErrors, type PlanRow} from "./plan-files.ts";

const LOCAL = "【本地设定，非文件规定】";

/** Checks that every deliverable has one measure and every KPI one pace, and that each names only what the plan has. */
export function checkMeasures(plan: Plan, errors: PlanErrors): void {
  errors.each([...plan.measures, ...plan.kpiPaces], checkPace);
  const deliverables = plan.deliverables.map(({code}) => code);
  checkEachOnce(errors, plan.measures, {column: "deliverable_code", codes: deliverables, what: "承诺"});
  const kpis = plan.kpis.map(({code}) => code);
  checkEachOnce(errors, plan.kpiPaces, {column: "kpi_code", codes: kpis, what: "指标"});
  errors.each(plan.ownParts, (part) => checkPart(plan, part));
  errors.each(plan.kpiReadings, (reading) => checkReading(plan, reading));
  errors.each(plan.measures, (measure) => {
    if (measure.measured_by === "") fail(measure, `承诺 ${measure.deliverable_code} 没有写按什么衡量`, "measured_by");
    for (const text of listOf(measure.measured_by)) checkGauge(plan, measure, text);
  });
}

function checkReading(plan: Plan, reading: KpiReading): void {
  const {kpi_code, units, beside, by_unit, unit_shown} = reading;
  const kpi = plan.kpis.find(({code}) => code === kpi_code);
  if (!kpi) return fail(reading, `指标 ${kpi_code} 不存在`, "kpi_code");
  const same = plan.kpiReadings.find((row) => row.kpi_code === kpi_code);
  if (same !== reading) fail(reading, `指标 ${kpi_code} 与第 ${same?.at.line} 行重复`);
  if (!isUnitReading(units)) fail(reading, `分单位看法“${units}”不在 ${UNIT_READINGS.join("/")} 之内`, "units");
  if (unit_shown !== "" && (kpi.unit === "%" || unit_shown === "%"))
    fail(reading, `指标 ${kpi_code} 的单位 ${kpi.unit} 不能写成 ${unit_shown}`, "unit_shown");
  for (const segment of listOf(beside)) {
    const [dimension = ""] = segment.split("=");
    // Figures listed beside (另列), levels of satisfaction, the denominator and lists are no breakdown.
    if (!["另列", "满意度", "分母", ...listOf(kpi.breakdown)].includes(dimension) && !isList(segment))
      fail(reading, `指标 ${kpi_code} 不按“${dimension}”分组`);
  }
  for (const segment of listOf(by_unit))
    if (!/^另列=.+（[^（）]+）$/.test(segment)) fail(reading, `“${segment}”不是另列的数，不能分单位列出`, "by_unit");
}

/** `未发放（人次）`: a dimension with a unit of its own, all of whose values are named. */
const isList = (text: string) => /^[^=]+（[^（）]+）$/.test(text);

function checkPace(row: PlanRow<"pace">): void {
  if (!isPace(row.pace)) fail(row, `进度方式“${row.pace}”不在 ${PACES.join("/")} 之内`, "pace");
}

function checkEachOnce<Column extends string>(
  errors: PlanErrors,
  rows: PlanRow<Column>[],
  {column, codes, what}: {column: Column; codes: string[]; what: string}
): void {
  const lines = new Map<string, number>();
  errors.each(rows, (row) => {
    const code: string = row[column];
    if (!codes.includes(code)) fail(row, `${what} ${code} 不存在`, column);
    const first = lines.get(code);
    if (first !== undefined) fail(row, `${what} ${code} 与第 ${first} 行重复`, column);
    lines.set(code, row.at.line);
  });
  errors.each(
    codes.filter((code) => !lines.has(code)),
    (missing) => {
      throw new PlanError(rows[0]?.at.file ?? column, undefined, `缺少${what} ${missing}`, column);
    }
  );
}

function checkGauge(plan: Plan, measure: PlanRow<"deliverable_code">, text: string): void {
  const gauge = gaugeTextOf(text);
  if (!gauge) fail(measure, `“${text}”不是衡量方式，应为 report、held:次数、kpi:指标 或 kpi:指标@own`, "measured_by");
  if (gauge.by !== "kpi") return;
  const {code, isOwn} = gauge;
  if (!plan.kpis.some((kpi) => kpi.code === code)) fail(measure, `指标 ${code} 不存在`, "measured_by");
  const own = plan.ownParts.filter((part) => isOf(part, measure.deliverable_code, code));
  if (isOwn && own.length !== 1)
    fail(
      measure,
      `own-parts.csv 应有一行说明 ${measure.deliverable_code} 取 ${code} 的哪一部分，实有 ${own.length} 行`
    );
}

function checkPart(plan: Plan, part: OwnPart): void {
  const {deliverable_code, kpi_code} = part;
  const measure = plan.measures.find((row) => row.deliverable_code === deliverable_code);
  if (!measure) fail(part, `承诺 ${deliverable_code} 不存在`, "deliverable_code");
  const kpi = plan.kpis.find(({code}) => code === kpi_code);
  if (!kpi) fail(part, `指标 ${kpi_code} 不存在`, "kpi_code");
  if (!listOf(measure.measured_by).includes(`kpi:${kpi_code}@own`))
    fail(part, `measures.csv 里 ${deliverable_code} 没有按 kpi:${kpi_code}@own 衡量`);
  const segments = listOf(part.segments);
  if (segments.length === 0) fail(part, "没有写取哪一部分", "segments");
  for (const segment of segments) {
    const [dimension = "", value = ""] = segment.split("=");
    if (!listOf(kpi.breakdown).includes(dimension)) fail(part, `指标 ${kpi_code} 不按“${dimension}”分组`);
    if (value === "") fail(part, `“${segment}”没有写分组的值`, "segments");
  }
  if (part.target === "") return;
  if (!/^\d+(\.\d+)?$/.test(part.target) || Number(part.target) === 0)
    fail(part, `目标“${part.target}”应为大于 0 的数`, "target");
  if (!part.reason.startsWith(LOCAL)) fail(part, `目标没有标明${LOCAL}`, "reason");
}

function isOf(part: OwnPart, deliverableCode: string, kpiCode: string): boolean {
  return part.deliverable_code === deliverableCode && part.kpi_code === kpiCode;
}
