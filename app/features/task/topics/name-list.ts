const NAMED = 3;

/** “甲学院、乙学院、丙学院等 7 个单位”; up to four names stand in full. */
export function nameList(names: string[]): string {
  if (names.length <= NAMED + 1) return names.join("、");
  return `${names.slice(0, NAMED).join("、")}等 ${names.length} 个单位`;
}
