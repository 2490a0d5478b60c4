import {DIFFERENCE_COLOURS, NOTATION, type Sign} from "#app/ui/notation.ts";

export interface ChartColours {
  ink: string;
  secondary: string;
  line: string;
  /** What the chart stands on: behind labels, and inside what is outlined. */
  ground: string;
  /** How each sign is drawn: solid ones are filled with it too. */
  signs: Record<Sign, string>;
  target: string;
  /** Seven series of a stack; neighbours differ in lightness, so that they stay apart in grey. */
  series: readonly string[];
  differences: typeof DIFFERENCE_COLOURS;
}

/** The look of charts on a screen or a wall. Sizes are in pixels of the drawing. */
export interface ChartTheme extends ChartColours {
  font: string;
  fontSize: number;
  /** The smallest text. */
  smallSize: number;
  stroke: number;
  /** No stroke is thinner. */
  thinnest: number;
  /** The colour of the subject of the chart. */
  main: string;
  /** The colour of the comparison. */
  quiet: string;
  /** One hue from light to dark, and the ink on either end of it. */
  scale: string[];
  onScale: {light: string; dark: string};
}

const SCREEN_SIZE = 12;

/** Returns what is a pixel count on a screen in the theme's own size. */
export const sized = ({fontSize}: ChartTheme, pixels: number): number => pixels * (fontSize / SCREEN_SIZE);

export const strokeOf = ({thinnest}: ChartTheme, width: number): number => Math.max(width, thinnest);

/** How axes and the lines of a grid are drawn. */
export const gridLine = (theme: ChartTheme) => ({color: theme.line, width: strokeOf(theme, sized(theme, 1))});

// The name needs single quotes, because ECharts writes it into an SVG style attribute.
const FONT = "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";
const SCALE = ["#eef3fa", "#c9d9f0", "#94b5e0", "#5288cb", "#1d5fbf", "#12407f"];
const ON_SCALE = {light: "#fff", dark: "#000"};

const SCREEN_COLOURS: ChartColours = {
  ink: "#1f2329",
  secondary: "#5c6370",
  line: "#dfe2e6",
  ground: "#fff",
  signs: {
    actual: NOTATION.actual.stroke,
    plan: NOTATION.plan.stroke,
    outlook: NOTATION.outlook.stroke,
    lastYear: NOTATION.lastYear.stroke
  },
  target: "#9a5b00",
  series: ["#12436d", "#28a197", "#7a124b", "#e86d26", "#3b3f46", "#9b7dcc", "#4a3900"],
  differences: DIFFERENCE_COLOURS
};

export const screenTheme: ChartTheme = {
  ...SCREEN_COLOURS,
  font: FONT,
  fontSize: SCREEN_SIZE,
  smallSize: SCREEN_SIZE - 1,
  stroke: 2.5,
  thinnest: 0,
  main: SCREEN_COLOURS.signs.actual,
  quiet: SCREEN_COLOURS.signs.lastYear,
  scale: SCALE,
  onScale: ON_SCALE
};

/** On a wall in a lit room; a projector washes light greys out. */
export const LIT_COLOURS: ChartColours = {...SCREEN_COLOURS, ground: "#ffffff", line: "#c5cad1"};

/** On a wall in a dark hall. */
export const DARK_COLOURS: ChartColours = {
  ink: "#eef1f5",
  secondary: "#b4bcc8",
  line: "#434b57",
  ground: "#14171c",
  signs: {actual: "#9cc4f7", plan: "#eef1f5", outlook: "#9cc4f7", lastYear: "#5f7698"},
  target: "#f3b562",
  series: ["#3a72ad", "#9fe3dc", "#b8468c", "#ffc79c", "#666f7b", "#d8ccf6", "#8f7312"],
  differences: {better: "#74d39d", worse: "#ff9088", neither: "#b4bcc8"}
};

export interface ProjectorOptions {
  fontSize: number;
  isDark?: boolean;
  colours?: ChartColours;
}

/** Everything in proportion to the font size, no text smaller than it, no stroke of data that is lost from the back row. */
export function projectorTheme({
  fontSize,
  isDark = false,
  colours = isDark ? DARK_COLOURS : LIT_COLOURS
}: ProjectorOptions): ChartTheme {
  return {
    ...colours,
    font: FONT,
    fontSize,
    smallSize: fontSize,
    stroke: (fontSize * screenTheme.stroke) / SCREEN_SIZE,
    // 3 pixels of 768 where the font is 3.34 % of the height.
    thinnest: fontSize / 8.5,
    main: colours.signs.actual,
    quiet: colours.signs.lastYear,
    scale: SCALE,
    onScale: ON_SCALE
  };
}
