import type {ReportAnswer} from "./answer.ts";

type Refused = Pick<ReportAnswer, "counts" | "findings" | "blocking" | "warnings">;

/**
 * “131 行中 4 行有错”: the other rows are right, although the file is refused as a whole. Where rows were skipped, all
 * that were read are counted first, as beside a file that is accepted.
 */
export function refusedText({counts, findings, blocking, warnings}: Refused): string {
  const rows = new Set(findings.flatMap((each) => (each.is_blocking && "place" in each ? [each.place.row] : [])));
  const isPart = findings.length < blocking + warnings;
  const {read, skipped} = counts;
  const data = read - skipped;
  if (rows.size === 0 || data === 0) return `共 ${rowsOf(read)}，整份暂不接收。`;
  const wrong = `${isPart ? "至少 " : " "}${rowsOf(rows.size)}有错，整份暂不接收。`;
  if (skipped === 0) return `共 ${rowsOf(read)}，其中${wrong}`;
  return `共 ${rowsOf(read)}：跳过 ${rowsOf(skipped)}（不是数据），其余 ${rowsOf(data)}中${wrong}`;
}

const rowsOf = (count: number) => `${count.toLocaleString("zh-CN")} 行`;
