import type {FindingInWords} from "#pipelines/findings/finding-words.ts";

/** Findings that are mended in the same way: one sentence, and the cells it is about. */
export interface FindingGroup {
  key: string;
  isBlocking: boolean;
  /** 发生在哪一列, 或整行、整份文件 */
  title: string;
  expected: string;
  fix: string;
  items: {where: string; found: string}[];
}

/** Blocking groups first, the larger before the smaller; inside a group as they stand in the file. */
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

/** Under the name of its column a cell needs no more than its address. */
function shortPlace(finding: FindingInWords, where: string): string {
  if (!("place" in finding)) return where;
  const {cell, row, sheet} = finding.place;
  return `${sheet ? `工作表“${sheet}” ` : ""}${cell ?? `第 ${row} 行`}`;
}
