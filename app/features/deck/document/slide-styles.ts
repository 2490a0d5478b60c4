import {colourDeclarations} from "#app/charts/colour-variables.ts";
import {DARK_COLOURS, LIT_COLOURS} from "#app/charts/theme.ts";
import css from "./slide.css?inline";

interface StatusColours {
  accent: string;
  red: string;
  amber: string;
  blue: string;
  green: string;
  violet: string;
}

const LIT: StatusColours = {
  accent: "#b3261e",
  red: "#b3261e",
  amber: "#9a5b00",
  blue: "#1d5fbf",
  green: "#1e7145",
  violet: "#6b4fa3"
};

const DARK: StatusColours = {
  accent: "#ff7a70",
  red: "#ff9088",
  amber: "#f3b562",
  blue: "#8ab8f5",
  green: "#74d39d",
  violet: "#c0a9ee"
};

const statusDeclarations = (colours: StatusColours) =>
  Object.entries(colours)
    .map(([name, colour]) => `--slide-${name}:${colour};`)
    .join("");

/** The style sheet of slides with the colours of a lit room and, under `data-theme="dark"`, of a dark hall. */
export function slideStyles(): string {
  const lit = colourDeclarations(LIT_COLOURS) + statusDeclarations(LIT);
  const dark = colourDeclarations(DARK_COLOURS) + statusDeclarations(DARK);
  return `:root{color-scheme:light;${lit}}\n:root[data-theme="dark"]{color-scheme:dark;${dark}}\n@media print{:root[data-theme="dark"]{color-scheme:light;${lit}}}\n${css}`;
}
