import {strFromU8, strToU8, unzipSync, type Zippable, zipSync} from "fflate";

/**
 * Replaces what the library takes from the clock, and completes its charts: bars are listed from the top, and the
 * font of Latin letters is that of Chinese ones too. Equal input gives equal bytes.
 */
export function fixedPackage(bytes: Uint8Array, createdAt: string): Uint8Array {
  const parts: Zippable = {};
  for (const [path, content] of Object.entries(unzipSync(bytes))) {
    const repair = path === "docProps/core.xml" ? (xml: string) => withDates(xml, createdAt) : chartRepair(path);
    parts[path] = repair ? strToU8(repair(strFromU8(content))) : content;
  }
  return zipSync(parts, {mtime: EARLIEST});
}

/** The first day that a ZIP file can hold, in local time, as the format keeps it. */
const EARLIEST = new Date(1980, 0, 1);

function withDates(xml: string, createdAt: string): string {
  return xml.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${createdAt}`);
}

function chartRepair(path: string): ((xml: string) => string) | undefined {
  if (!/^xl\/charts\/chart\d+\.xml$/.test(path)) return undefined;
  return (xml) => fromTop(withEastAsianFont(xml.replaceAll("<c:majorGridlines/>", THIN_GRIDLINES)));
}

const THIN_GRIDLINES =
  '<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="DFE2E6"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>';

function withEastAsianFont(xml: string): string {
  return xml.replace(/<a:latin typeface="([^"]*)"[^>]*\/>(?!<a:ea)/g, '$&<a:ea typeface="$1"/>');
}

/** Turns the categories of horizontal bars round, and keeps their numbers below. */
function fromTop(xml: string): string {
  if (!xml.includes('<c:barDir val="bar"/>')) return xml;
  return xml
    .replace(/(<c:catAx>.*?<c:orientation val=")minMax/s, "$1maxMin")
    .replace(/(<c:valAx>.*?<c:crosses val=")autoZero/s, "$1max");
}
