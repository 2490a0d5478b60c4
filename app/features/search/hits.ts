/** What can be found, in the order in which equally good hits are shown. */
export const HIT_KINDS = ["task", "deliverable", "kpi", "unit", "activity", "meeting", "dataset"] as const;
export type HitKind = (typeof HIT_KINDS)[number];

export const KIND_TITLES: Record<HitKind, string> = {
  task: "任务",
  deliverable: "举措",
  kpi: "指标",
  unit: "单位",
  activity: "活动",
  meeting: "会议",
  dataset: "数据集"
};

export function isHitKind(text: string | null): text is HitKind {
  return HIT_KINDS.some((kind) => kind === text);
}

/** Something that can be found, with the page that shows it. */
export interface Findable {
  kind: HitKind;
  /** T05, K23, U07; empty where people know no code. */
  code: string;
  name: string;
  /** Where it belongs: its task, its unit and day. */
  note: string;
  to: string;
}

/** Longer than any name; the rest of a longer query is left out. */
const LONGEST_QUERY = 60;

/** A query as it is compared: full-width letters and capitals make no difference. */
export function queryOf(text: string): {words: string; isCut: boolean} {
  const whole = text.normalize("NFKC").replace(/\s+/gu, " ").trim();
  const letters = [...whole];
  return {words: letters.slice(0, LONGEST_QUERY).join("").trim(), isCut: letters.length > LONGEST_QUERY};
}

const folded = (text: string) => text.normalize("NFKC").toLowerCase();

/**
 * How well something answers a query, the best first: 0 its exact code, 1 the start of its code, 2 the start of its
 * name, 3 each word somewhere in either. Undefined where it does not.
 */
export function rankOf({code, name}: Pick<Findable, "code" | "name">, words: string): number | undefined {
  const wanted = folded(words);
  const [ownCode, ownName] = [folded(code), folded(name)];
  if (wanted === "") return undefined;
  if (ownCode === wanted) return 0;
  if (ownCode.startsWith(wanted)) return 1;
  if (ownName.startsWith(wanted)) return 2;
  return wanted.split(" ").every((word) => `${ownCode} ${ownName}`.includes(word)) ? 3 : undefined;
}

export interface HitGroup {
  kind: HitKind;
  title: string;
  count: number;
  hits: (Findable & {rank: number})[];
}

/** The hits by kind, the kind with the best hit first; of each at most so many. */
export function groupsOf(all: Findable[], words: string, most: number): HitGroup[] {
  const hits = all.flatMap((each) => {
    const rank = rankOf(each, words);
    return rank === undefined ? [] : [{...each, rank}];
  });
  return HIT_KINDS.map((kind) => {
    const own = hits.filter((hit) => hit.kind === kind).toSorted((a, b) => a.rank - b.rank);
    return {kind, title: KIND_TITLES[kind], count: own.length, hits: own.slice(0, most)};
  })
    .filter(({count}) => count > 0)
    .toSorted((a, b) => a.hits[0]!.rank - b.hits[0]!.rank);
}

/** The few best of all kinds, for suggestions. */
export function bestOf(groups: HitGroup[], most: number): HitGroup["hits"] {
  return groups
    .flatMap(({hits}) => hits)
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, most);
}
