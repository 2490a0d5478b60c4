import type {EChartsCoreOption} from "echarts/core";
import {screenTheme, type ChartTheme} from "./theme.ts";

export type {EChartsCoreOption as ChartOption} from "echarts/core";
export type ShowValue = (value: number) => string;

/** The grid shrinks until the axis labels fit inside the drawing. */
export const LABELS_INSIDE = {outerBoundsMode: "same", outerBoundsContain: "axisLabel"} as const;

/** The options that all charts share: fonts, colours and a tooltip that follows the pointer. */
export function baseOption(theme: ChartTheme = screenTheme): EChartsCoreOption {
  return {
    textStyle: {fontFamily: theme.font, fontSize: theme.fontSize, color: theme.ink},
    tooltip: {
      trigger: "axis",
      confine: true,
      transitionDuration: 0,
      backgroundColor: theme.ground,
      borderColor: theme.line,
      textStyle: {color: theme.ink, fontSize: theme.fontSize, fontFamily: theme.font}
    }
  };
}

/** Returns tooltip HTML with one line per entry. It escapes the values, because they come from uploaded files. */
export function tooltipHtml(title: string, lines: string[]): string {
  return [`<b>${escapeHtml(title)}</b>`, ...lines.map(escapeHtml)].join("<br>");
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
