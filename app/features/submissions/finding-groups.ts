import type {FindingInWords} from "#pipelines/findings/finding-words.ts";

/** Findings with the same correction: one sentence, and the cells that it concerns. */
export interface FindingGroup {
  key: string;
  isBlocking: boolean;
  /** The column's title, 整行, or 整份文件. */
  title: string;
  expected: string;
  fix: string;
  items: {where: string; found: string}[];
}

/** Groups findings: blocking groups first, larger before smaller; inside a group in the file's order. */
export function groupFindings(findings: FindingInWords[]): FindingGroup[] {
  const groups = new Map<string, FindingGroup>();
  for (const finding of findings) {
    const {where, found, expected, fix} = finding.text;
    const column = "place" in finding ? finding.place.column : undefined;
    const key = [finding.code, column, expected, fix].join("|");
    const group = groups.get(key) ?? {
      key,
      isBlocking: finding.is_blocking,
      title: column ? `“${column}”列` : "place" in finding ? "整行" : where,
      expected,
      fix,
      items: []
    };
    group.items.push({where: shortPlace(finding, where), found});
    groups.set(key, group);
  }
  return [...groups.values()].sort(
    (a, b) => Number(b.isBlocking) - Number(a.isBlocking) || b.items.length - a.items.length
  );
}

/** A cell in a group of one column needs only its address. */
function shortPlace(finding: FindingInWords, where: string): string {
  if (!("place" in finding)) return where;
  const {cell, row, sheet} = finding.place;
  return `${sheet ? `工作表“${sheet}” ` : ""}${cell ?? `第 ${row} 行`}`;
}
