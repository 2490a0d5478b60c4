export interface ChartSize {
  width: number;
  height: number;
}
