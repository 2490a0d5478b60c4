import {type Typeface, TYPEFACES} from "./gbt-9704.ts";

/** Names for each typeface what may stand in for it; no font is embedded. */
export function fontTable(): string {
  const fonts = Object.values(TYPEFACES).map(fontOf).join("");
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${fonts}</w:fonts>`;
}

/** The order of the children is the schema's. */
const fontOf = ({name, fallbacks}: Typeface) =>
  `<w:font w:name="${name}"><w:altName w:val="${fallbacks.join(",")}"/><w:charset w:val="86"/>` +
  `<w:family w:val="auto"/><w:pitch w:val="default"/></w:font>`;
