import {BarChart, HeatmapChart, LineChart} from "echarts/charts";
import {
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent
} from "echarts/components";
import {init, use, type EChartsCoreOption, type EChartsType} from "echarts/core";
import {SVGRenderer} from "echarts/renderers";
import type {ChartSize} from "./chart-size.ts";
import {pageSvg} from "./page-svg.ts";

// This module imports only the parts of ECharts that our charts use: it is the one chunk that carries ECharts to a
// browser.
use([
  BarChart,
  HeatmapChart,
  LineChart,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
  SVGRenderer
]);

/**
 * Returns the chart as SVG text, for the first paint and for pictures. It disposes of each drawing at once, because
 * ECharts keeps instances otherwise.
 */
export function drawSvg(option: EChartsCoreOption, {width, height}: ChartSize): string {
  const chart = init(null, null, {renderer: "svg", ssr: true, width, height});
  try {
    chart.setOption({...option, animation: false});
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

/** A chart in the page that answers the pointer. */
export type LivingChart = EChartsType;

const drawings = new Map<string, string>();
const MOST_DRAWINGS = 300;

/**
 * Returns the cached SVG for a page of an equal option and size, or draws it. `words` stand for what functions in the
 * option write.
 */
export function drawSvgOnce(option: EChartsCoreOption, size: ChartSize, words: string): string {
  const key = JSON.stringify([option, size, words]);
  const known = drawings.get(key);
  const drawing = known ?? pageSvg(drawSvg(option, size));
  // A used drawing moves to the end, so that the least recently used one is dropped first.
  drawings.delete(key);
  drawings.set(key, drawing);
  const [oldest] = drawings.keys();
  if (drawings.size > MOST_DRAWINGS && oldest !== undefined) drawings.delete(oldest);
  return drawing;
}

/** Replaces the server's drawing in an element by the living chart with hover. */
export function drawInto(element: HTMLElement, option: EChartsCoreOption): LivingChart {
  // Not the bounding box, which is measured in pixels of the screen: the place is enlarged on a wall.
  const {clientWidth, clientHeight} = element;
  element.replaceChildren();
  const chart = init(element, null, {renderer: "svg", width: clientWidth, height: clientHeight});
  chart.setOption({...option, animation: false});
  return chart;
}
