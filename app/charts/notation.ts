import {HATCH, NOTATION, type Sign} from "#app/ui/notation.ts";
import {screenTheme, sized, strokeOf, type ChartTheme} from "./theme.ts";

/** The look of a bar of ECharts. */
export function barStyle(sign: Sign, theme: ChartTheme = screenTheme) {
  const {fill, isHatched} = NOTATION[sign];
  const colour = theme.signs[sign];
  return {
    color: isHatched ? hatch(colour, theme) : fill === null ? "transparent" : colour,
    ...((isHatched || fill === null) && {borderColor: colour, borderWidth: strokeOf(theme, sized(theme, 1.2))})
  };
}

/** The look of a line: the actual value strong, the plan thin, the outlook dashed, last year lighter. */
export function lineStyle(sign: Sign, theme: ChartTheme) {
  const {stroke} = theme;
  const color = theme.signs[sign];
  if (sign === "plan") return {color, width: strokeOf(theme, stroke * 0.45)};
  if (sign === "outlook") return {color, width: stroke * 0.8, type: [sized(theme, 3), sized(theme, 4)]};
  return {color, width: sign === "actual" ? stroke : stroke * 0.8};
}

/** The hatching of an area or bar, as a pattern that ECharts draws into SVG. */
export function hatch(color: string, theme: ChartTheme = screenTheme) {
  const size = sized(theme, HATCH.size);
  const path = {
    tag: "path",
    attrs: {
      d: HATCH.path.replaceAll(/\d+/g, (number) => String(sized(theme, Number(number)))),
      stroke: color,
      "stroke-width": sized(theme, HATCH.strokeWidth),
      fill: "none"
    },
    key: "hatch"
  };
  return {svgElement: path, svgWidth: size, svgHeight: size};
}
