import {drawSvg} from "#app/charts/draw.ts";
import {pageSvg} from "#app/charts/page-svg.ts";
import {slideChart} from "./slide-chart.ts";
import type {ChartBox} from "./slide-picture.ts";
import type {SlidePicture} from "../slide.ts";

/** Returns the drawing as SVG text. `name` begins the ids in it, so that equal pictures give equal bytes. */
export function drawing(
  picture: SlidePicture,
  box: ChartBox,
  {name, min, highest}: {name: string; min: number; highest?: number | undefined}
): string {
  const svg = pageSvg(drawSvg(slideChart(picture, box, min, highest), box));
  // ECharts counts its ids through the life of the process.
  return svg.replaceAll(/\b(?:zr|drawn)\d+-/g, `${name}-`);
}
