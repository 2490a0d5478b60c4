import {formatNumber, formatShortMonth, formatValue, pointsOf, roundTenths} from "#app/format.ts";
import type {UnitKpi, UnitTally} from "#pipelines/numbers/unit-comparison.ts";

export interface UnitSentence {
  unit_name: string;
  month: string;
  tally: UnitTally;
  /** Overdue reports; null for who may not see them. */
  owed: number | null;
  /** The KPI that the sentence ends with. */
  first: UnitKpi | undefined;
}

/** “电气工程学院10月：9 项任务的 17 项可比指标中 11 项好于全校、4 项不及；欠报 2 份；文体活动参与率 61.2 %，比全校高 5.9 个百分点” */
export function unitSentence({unit_name, month, tally, owed, first}: UnitSentence): string {
  const head = `${unit_name}${formatShortMonth(month)}`;
  const {tasks, compared, better, worse} = tally;
  const parts = [
    compared > 0 && `${tasks} 项任务的 ${compared} 项可比指标中 ${better} 项好于全校、${worse} 项不及`,
    owed !== null && owed > 0 && `欠报 ${formatNumber(owed)} 份`,
    owed === 0 && "没有欠报",
    first && `${first.name} ${formatValue(first.own.value, first.unit)}，${againstWords(first)}`
  ].filter((part) => typeof part === "string");
  return parts.length === 0 ? `${head}还没有可比的数据` : `${head}：${parts.join("；")}`;
}

/** “比全校高 5.9 个百分点”, “与同规模单位持平”; of the values as shown. */
export function againstWords({difference, against, unit}: Pick<UnitKpi, "difference" | "against" | "unit">): string {
  const whom = against === "union" ? "全校" : "同规模单位";
  if (difference === null || against === null) return `没有${whom}的数可比`;
  if (difference === 0) return `与${whom}持平`;
  const [more, less] = against === "union" ? ["高", "低"] : ["多", "少"];
  return `比${whom}${difference > 0 ? more : less} ${formatNumber(Math.abs(roundTenths(difference)))} ${pointsOf(unit)}`;
}
