import {NOTATION} from "#app/ui/notation.ts";

/** The look of charts on a screen. Sizes are in pixels of the drawing; a projector passes larger ones. */
export interface ChartTheme {
  font: string;
  fontSize: number;
  stroke: number;
  ink: string;
  secondary: string;
  line: string;
  /** The colour of the subject of the chart. */
  main: string;
  /** The colour of the comparison. */
  quiet: string;
  target: string;
  /** One hue from light to dark. */
  scale: string[];
}

export const screenTheme: ChartTheme = {
  // The name needs single quotes, because ECharts writes it into an SVG style attribute.
  font: "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif",
  fontSize: 12,
  stroke: 2.5,
  ink: "#1f2329",
  secondary: "#5c6370",
  line: "#dfe2e6",
  main: NOTATION.actual.stroke,
  quiet: NOTATION.lastYear.stroke,
  target: "#9a5b00",
  scale: ["#eef3fa", "#c9d9f0", "#94b5e0", "#5288cb", "#1d5fbf", "#12407f"]
};
