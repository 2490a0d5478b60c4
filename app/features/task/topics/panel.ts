/** One question about a task and its answer: a conclusion, a picture, the rows behind it, and what one asks next. */
export interface Panel {
  /** Unique on the page: `proposals-stages`. */
  id: string;
  /** The conclusion. Every number in it stands in `table` or in `figures`. */
  title: string;
  /** What is shown, of whom, and when. */
  subtitle: string;
  picture?: Picture;
  table: PanelTable;
  /** Further numbers of the title, with their names. */
  figures?: {name: string; value: number; unit: string}[];
  /** What limits the answer: rows without a day, kinds not shown. */
  note?: string;
  next?: {words: string; to: string}[];
}

export interface PanelTable {
  /** A column with a unit holds numbers; an empty unit shows the bare number. */
  columns: {title: string; unit?: string}[];
  rows: PanelRow[];
}

export interface PanelRow {
  cells: (string | number | null)[];
  /** Where the first cell leads. */
  to?: string;
  /** The reader's own unit. */
  isOwn?: boolean;
}

export type Picture =
  | {kind: "bars"; unit: string; bars: PictureBar[]; reference?: {value: number; label: string}}
  | {kind: "columns"; unit: string; labels: string[]; series: PictureSeries[]; plannedFrom?: number}
  | {
      kind: "heat";
      unit: string;
      columns: string[];
      rows: string[];
      cells: {column: string; row: string; value: number}[];
    };

export interface PictureBar {
  name: string;
  value: number;
  detail?: string;
  isOwn?: boolean;
}

export interface PictureSeries {
  name: string;
  values: (number | null)[];
}
