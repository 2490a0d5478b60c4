const NAMED = 3;

/** “甲学院、乙学院、丙学院等”; up to four names stand in full. */
export function nameList(names: string[]): string {
  return names.length <= NAMED + 1 ? names.join("、") : `${names.slice(0, NAMED).join("、")}等`;
}
