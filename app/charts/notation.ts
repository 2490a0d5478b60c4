import {HATCH, NOTATION, type Sign} from "#app/ui/notation.ts";

/** The look of a bar of ECharts. */
export function barStyle(sign: Sign) {
  const {fill, stroke, isHatched} = NOTATION[sign];
  return {
    color: isHatched ? hatch(stroke) : (fill ?? "transparent"),
    ...((isHatched || fill === null) && {borderColor: stroke, borderWidth: 1.2})
  };
}

/** The look of a line: the actual value strong, the plan thin, the outlook dashed, last year lighter. */
export function lineStyle(sign: Sign, stroke: number) {
  const {stroke: color} = NOTATION[sign];
  if (sign === "plan") return {color, width: stroke * 0.45};
  if (sign === "outlook") return {color, width: stroke * 0.8, type: [3, 4]};
  return {color, width: sign === "actual" ? stroke : stroke * 0.8};
}

/** The hatching of an area or bar, as a pattern that ECharts draws into SVG. */
export function hatch(color: string) {
  const path = {
    tag: "path",
    attrs: {d: HATCH.path, stroke: color, "stroke-width": HATCH.strokeWidth, fill: "none"},
    key: "hatch"
  };
  return {svgElement: path, svgWidth: HATCH.size, svgHeight: HATCH.size};
}
