import {BarChart, HeatmapChart, LineChart} from "echarts/charts";
import {GridComponent, MarkLineComponent, TooltipComponent, VisualMapComponent} from "echarts/components";
import {init, use, type EChartsCoreOption, type EChartsType} from "echarts/core";
import {SVGRenderer} from "echarts/renderers";
import type {ChartSize} from "./chart";

// Only what our charts use: this module is the one chunk that carries ECharts to a browser.
use([BarChart, HeatmapChart, LineChart, GridComponent, MarkLineComponent, TooltipComponent, VisualMapComponent, SVGRenderer]);

/** The chart as text, for the first paint and for pictures. Each drawing is given back at once: they are kept otherwise. */
export function drawSvg(option: EChartsCoreOption, {width, height}: ChartSize): string {
  const chart = init(null, null, {renderer: "svg", ssr: true, width, height});
  try {
    chart.setOption({...option, animation: false});
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

/** The living chart in its place, with hover; what the server had drawn there goes. */
export function drawInto(element: HTMLElement, option: EChartsCoreOption): EChartsType {
  const {width, height} = element.getBoundingClientRect();
  element.replaceChildren();
  const chart = init(element, null, {renderer: "svg", width: Math.round(width), height: Math.round(height)});
  chart.setOption({...option, animation: false});
  return chart;
}
