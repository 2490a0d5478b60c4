import type {Picture} from "#app/features/task/topics/panel.ts";

/** One conclusion with one chart, table or list: the same on the wall, on a slide of PowerPoint and on paper. */
export interface Slide {
  /** What it shows, as selections keep it: `task:T03/proposals-stages`, `kpi:K23/trend`. */
  key: string;
  /** The part of the meeting that it belongs to (整体情况、重点、下一步); empty where a deck has none. */
  part: string;
  /** The conclusion, in one sentence. */
  title: string;
  /** What is shown, of whom, and when. */
  subtitle: string;
  body: SlideBody;
  /** What limits the answer. */
  note?: string;
  /** Where the numbers come from, for who presents: definition, what was counted, who set the target. */
  notes: string[];
  /** The page with the same numbers. */
  source: {words: string; to: string};
  /** The planned minutes. */
  minutes: number;
}

/** What of a slide its place in a deck does not decide. */
export type SlideContent = Omit<Slide, "key" | "part">;

export type SlideBody =
  | {kind: "cover"; lines: string[]}
  | {kind: "figures"; figures: SlideFigure[]}
  | {kind: "picture"; picture: SlidePicture; table: SlideTable}
  | {kind: "table"; table: SlideTable}
  | {kind: "list"; items: SlideItem[]};

/** A number in large type, with what it is compared with. */
export interface SlideFigure {
  name: string;
  value: number | null;
  /** The value as people read it: “82.9 %”. */
  text: string;
  /** “目标 60 %（本地设定）” */
  compared?: string;
  delta?: {text: string; isBetter: boolean | null};
}

export type SlidePicture = Picture | LinesPicture;

/** Values month by month, the actual one first. */
export interface LinesPicture {
  kind: "lines";
  unit: string;
  labels: string[];
  lines: {name: string; sign: "actual" | "plan" | "lastYear"; values: (number | null)[]}[];
  target?: {value: number; label: string};
}

export interface SlideTable {
  /** A column with a unit holds numbers; an empty unit shows the bare number. */
  columns: {title: string; unit?: string; hasTenths?: boolean}[];
  rows: (string | number | null)[][];
}

export interface SlideItem {
  /** A word in front, such as a status. */
  mark?: string;
  words: string;
  /** Who and by when. */
  aside?: string;
}

/** Slides in their order, with what stands on all of them. */
export interface Deck {
  /** `monthly`, `T05`, `unit-U12`, or the id of a selection. */
  code: string;
  title: string;
  /** “2026年11月，数据截至11月28日” */
  subtitle: string;
  /** “数据截至 2026年11月28日　口径 3f2a91c0　状态 8d0c1f2e” without the page number. */
  corner: string;
  /** The short id of the frozen state. */
  state: string;
  slides: Slide[];
}
