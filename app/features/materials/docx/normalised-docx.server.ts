import {strFromU8, strToU8, unzipSync, type Zippable, zipSync} from "fflate";
import {fontTable} from "./font-table.ts";

/** The earliest day that a zip can hold; its time is local, so the same words are written in every zone. */
const ZIP_TIME = new Date(1980, 0, 1, 0, 0, 0);
const TEXT_PART = /\.(?:xml|rels)$/;

/**
 * Takes out of a DOCX what differs from one making to the next: moments, random ids of relations, counters that run on
 * over documents. Embedded workbooks are packed anew too.
 */
export function normalisedDocx(bytes: Uint8Array, on: string, paragraphDefaults: string): Uint8Array {
  const parts = new Map<string, Uint8Array>(Object.entries(unzipSync(bytes)));
  const ids = relationIds(parts);
  for (const [name, part] of parts) {
    if (TEXT_PART.test(name)) parts.set(name, strToU8(inChinese(withPlainIds(strFromU8(part), ids))));
    else if (name.endsWith(".xlsx")) parts.set(name, zipped(withDay(new Map(Object.entries(unzipSync(part))), on)));
  }
  replaceText(parts, "word/fontTable.xml", fontTable);
  replaceText(parts, "word/styles.xml", (xml) => xml.replace(/<w:pPrDefault><w:pPr>/, `$&${paragraphDefaults}`));
  return zipped(withDay(parts, on));
}

/** Relations that are named at random, with plain names in the order in which the files have them. */
function relationIds(parts: Map<string, Uint8Array>): Map<string, string> {
  const ids = new Map<string, string>();
  for (const [name, part] of parts) {
    if (!name.endsWith(".rels")) continue;
    for (const [, id = ""] of strFromU8(part).matchAll(/\bId="([^"]+)"/g)) {
      if (!/^rId\d+$/.test(id)) ids.set(id, `rIdPart${ids.size + 1}`);
    }
  }
  return ids;
}

/** Charts say that their words are English, and give hanzi the typeface of the theme whatever typeface was asked for. */
const inChinese = (xml: string) =>
  xml
    .replaceAll('<c:lang val="en-US"/>', '<c:lang val="zh-CN"/>')
    .replace(/(<a:latin typeface="([^"+]+)"\/><a:ea typeface=")[^"]*/g, "$1$2");

function withPlainIds(xml: string, ids: Map<string, string>): string {
  let drawings = 0;
  return xml
    .replace(/"(rId[\w-]+)"/g, (whole, id: string) => `"${ids.get(id) ?? id}"`)
    .replace(/(<wp:docPr\b[^>]*?\bid=")\d+"/g, (_, before: string) => `${before}${++drawings}"`);
}

function withDay(parts: Map<string, Uint8Array>, on: string): Map<string, Uint8Array> {
  const moment = /(<dcterms:(?:created|modified)[^>]*>)[^<]*/g;
  replaceText(parts, "docProps/core.xml", (xml) => xml.replace(moment, `$1${on}T00:00:00Z`));
  return parts;
}

function replaceText(parts: Map<string, Uint8Array>, name: string, replaced: (xml: string) => string): void {
  const part = parts.get(name);
  if (part) parts.set(name, strToU8(replaced(strFromU8(part))));
}

/** The content types come first, as readers that look into a file by its first bytes expect; no directories. */
function zipped(parts: Map<string, Uint8Array>): Uint8Array {
  const first = (name: string) => (name === "[Content_Types].xml" ? 0 : name === "_rels/.rels" ? 1 : 2);
  const names = [...parts.keys()]
    .filter((name) => !name.endsWith("/"))
    .toSorted((a, b) => first(a) - first(b) || (a < b ? -1 : 1));
  const files: Zippable = {};
  for (const name of names) files[name] = [parts.get(name)!, {mtime: ZIP_TIME, level: 6, os: 0}];
  return zipSync(files);
}
