/** One row of a KPI's cube, as the API gives it. */
export interface CubeRow {
  unit_code: string | null;
  month: string;
  segment: string | null;
  numerator: number | null;
  denominator: number | null;
  value: number | null;
}

/** The data files of the page, by the place where each is drawn. */
export const FILES = ["months", "units", "cells", "segments"] as const;
export type FileName = (typeof FILES)[number];
