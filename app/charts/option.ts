import type {EChartsCoreOption} from "echarts/core";
import {screenTheme, type ChartTheme} from "./theme.ts";

export type {EChartsCoreOption as ChartOption} from "echarts/core";
export type ShowValue = (value: number) => string;

/** Axis words belong to the drawing: the grid shrinks until they fit. */
export const LABELS_INSIDE = {outerBoundsMode: "same", outerBoundsContain: "axisLabel"} as const;

/** What all charts share: faces, colours and a tooltip that follows the pointer. */
export function baseOption(theme: ChartTheme = screenTheme): EChartsCoreOption {
  return {
    textStyle: {fontFamily: theme.font, fontSize: theme.fontSize, color: theme.ink},
    tooltip: {
      trigger: "axis",
      confine: true,
      transitionDuration: 0,
      backgroundColor: "#fff",
      borderColor: theme.line,
      textStyle: {color: theme.ink, fontSize: theme.fontSize, fontFamily: theme.font}
    }
  };
}

/** Tooltip text as one line per entry; values come from tables people send, so they are never taken as markup. */
export function tooltipHtml(title: string, lines: string[]): string {
  return [`<b>${escapeHtml(title)}</b>`, ...lines.map(escapeHtml)].join("<br>");
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
