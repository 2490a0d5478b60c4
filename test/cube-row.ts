/** One row of a KPI's cube, as the API gives it. */
export interface CubeRow {
  unit_code: string | null;
  month: string;
  segment: string | null;
  numerator: number | null;
  denominator: number | null;
  value: number | null;
}
