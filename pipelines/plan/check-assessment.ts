import {readContracts} from "#pipelines/contracts/contracts.ts";
import {bandsOf, COUNTED_DATASETS, countedColumnsOf, type Criterion, criterionOf} from "./assessment.ts";
import {kpiReadingOf} from "./kpi-reading.ts";
import {type AssessmentItem, listOf, type Plan} from "./plan.ts";
import {fail, PlanError, type PlanErrors} from "./plan-files.ts";

const FULL_POINTS = 100;
const SOURCES = ["文件规定", "本地设定"];

/** Checks the score table of a plan that has one: its points, and that each item names only what there is. */
export function checkAssessment(plan: Plan, errors: PlanErrors): void {
  const [first] = plan.assessment;
  if (!first) return;
  const lines = new Map<string, number>();
  errors.each(plan.assessment, (item) => {
    const line = lines.get(item.code);
    if (line !== undefined) fail(item, `编号 ${item.code} 与第 ${line} 行重复`, "code");
    lines.set(item.code, item.at.line);
    checkItem(plan, item);
  });
  const points = plan.assessment.reduce((sum, item) => sum + Number(item.points), 0);
  errors.attempt(() => {
    if (points !== FULL_POINTS)
      throw new PlanError(first.at.file, undefined, `各项分值合计 ${points} 分，应为 ${FULL_POINTS} 分`);
  });
}

function checkItem(plan: Plan, item: AssessmentItem): void {
  for (const column of ["code", "section", "item", "words"] as const)
    if (item[column] === "") fail(item, `${column} 没有填写`, column);
  if (!/^[1-9]\d?(\.5)?$/.test(item.points)) fail(item, `分值“${item.points}”应为大于 0 的数`, "points");
  if (!SOURCES.some((source) => item.source.startsWith(source)))
    fail(item, `来源“${item.source}”应以 ${SOURCES.join("或")} 开头`, "source");
  const criterion = criterionOf(item.measured_by);
  if (!criterion) return fail(item, `看不懂按什么计分：“${item.measured_by}”`, "measured_by");
  if (criterion.by === "kpi") checkKpi(plan, item, criterion);
  if (criterion.by === "rows") checkRows(item, criterion);
  const bands = bandsOf(item.bands);
  if (bands === undefined) fail(item, `分档“${item.bands}”应写成 90:100;80:60`, "bands");
  if (bands?.length && criterion.by !== "kpi") fail(item, "只有按指标计分的项目才分档", "bands");
}

/** Helps of single people would be told by the points of their unit. */
function isSensitive({dataset_columns}: {dataset_columns: string}): boolean {
  return listOf(dataset_columns).some((path) => {
    const [dataset = "", column] = path.split(".");
    const fields = readContracts().get(dataset)?.fields ?? [];
    return fields.some(({name, privacy}) => name === column && privacy === "sensitive");
  });
}

function checkKpi(plan: Plan, item: AssessmentItem, {code}: {code: string}): void {
  const kpi = plan.kpis.find((row) => row.code === code);
  if (!kpi) return fail(item, `指标 ${code} 不存在`, "measured_by");
  if (isSensitive(kpi)) fail(item, `指标 ${code} 含敏感数据，不能用来给单位计分`, "measured_by");
  if (kpiReadingOf(plan, kpi).units === "none") fail(item, `指标 ${code} 不分单位，不能用来给单位计分`, "measured_by");
}

function checkRows(item: AssessmentItem, {dataset, column, word}: Extract<Criterion, {by: "rows"}>): void {
  const columns = countedColumnsOf(dataset);
  if (!columns)
    return fail(item, `数据集 ${dataset} 不在 ${Object.keys(COUNTED_DATASETS).join("/")} 之内`, "measured_by");
  if (column === undefined) return;
  if (!columns.includes(column))
    fail(item, `数据集 ${dataset} 按 ${columns.join("/")} 区分，不按 ${column}`, "measured_by");
  const field = readContracts()
    .get(dataset)
    ?.fields.find(({name}) => name === column);
  if (!field?.constraints?.enum?.includes(word!))
    fail(item, `数据集 ${dataset} 的 ${column} 没有“${word}”`, "measured_by");
}
