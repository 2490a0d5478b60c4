import {strFromU8, strToU8, unzipSync, type Zippable, zipSync} from "fflate";

interface Repairs {
  createdAt: string;
  /** The rows before which a new page begins, for each sheet. */
  breaks: number[][];
}

/**
 * Replaces what the library takes from the clock, and adds what it has no call for: page breaks, bars that are listed
 * from the top, and the font of Chinese letters in charts. Equal input gives equal bytes.
 */
export function fixedPackage(bytes: Uint8Array, repairs: Repairs): Uint8Array {
  const parts: Zippable = {};
  for (const [path, content] of Object.entries(unzipSync(bytes))) {
    const repair = repairOf(path, repairs);
    parts[path] = repair ? strToU8(repair(strFromU8(content))) : content;
  }
  return zipSync(parts, {mtime: EARLIEST});
}

function repairOf(path: string, {createdAt, breaks}: Repairs): ((xml: string) => string) | undefined {
  if (path === "docProps/core.xml") return (xml) => withDates(xml, createdAt);
  if (/^xl\/charts\/chart\d+\.xml$/.test(path)) return chartRepair;
  const sheet = /^xl\/worksheets\/sheet(\d+)\.xml$/.exec(path)?.[1];
  return sheet === undefined ? undefined : (xml) => withBreaks(xml, breaks[Number(sheet) - 1] ?? []);
}

/** The first day that a ZIP file can hold, in local time, as the format keeps it. */
const EARLIEST = new Date(1980, 0, 1);

function withDates(xml: string, createdAt: string): string {
  return xml.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${createdAt}`);
}

function withBreaks(xml: string, rows: number[]): string {
  if (rows.length === 0) return xml;
  const breaks = rows.map((row) => `<brk id="${row}" max="16383" man="1"/>`).join("");
  const count = `count="${rows.length}" manualBreakCount="${rows.length}"`;
  return xml.replace("</headerFooter>", `$&<rowBreaks ${count}>${breaks}</rowBreaks>`);
}

function chartRepair(xml: string): string {
  return fromTop(withEastAsianFont(xml.replaceAll("<c:majorGridlines/>", THIN_GRIDLINES)));
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
