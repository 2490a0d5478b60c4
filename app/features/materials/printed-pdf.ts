/** What Chromium prints, as text of one character per byte, so that positions stay. */
const textOf = (pdf: Uint8Array) => Buffer.from(pdf).toString("latin1");

const NO_DATE = "20000101000000";

/**
 * Replaces the moment of printing and the file's id by fixed ones of equal length, so that positions in the file stay
 * right and equal documents give equal bytes.
 */
export function timelessPdf(pdf: Uint8Array): Uint8Array {
  const text = textOf(pdf)
    .replaceAll(/(\/(?:CreationDate|ModDate) \(D:)\d{14}/g, `$1${NO_DATE}`)
    .replace(/\/ID ?\[ ?<[\da-fA-F]+> ?<[\da-fA-F]+> ?\]/, (id) => id.replaceAll(/(?<=<)[^>]+/g, zeros));
  return Uint8Array.from(Buffer.from(text, "latin1"));
}

const zeros = (digits: string) => "0".repeat(digits.length);

/** Returns the page, from 1, that each anchor stands on which the document links to. */
export function pagesOfAnchors(pdf: Uint8Array): Map<string, number> {
  const text = textOf(pdf);
  const pages = pagesIn(text);
  const anchors = objectOf(text, /\/Dests (\d+) 0 R/.exec(text)?.[1]);
  const found = [...anchors.matchAll(/\/(\S+) \[(\d+) 0 R/g)];
  return new Map(found.map(([, anchor = "", page = ""]) => [anchor, pages.indexOf(page) + 1]));
}

/** Returns the object numbers of the pages in their order. */
function pagesIn(text: string): string[] {
  const catalog = objectOf(text, /\/Root (\d+) 0 R/.exec(text)?.[1]);
  return leavesOf(text, /\/Pages (\d+) 0 R/.exec(catalog)?.[1] ?? "");
}

/** Pages are a tree; its leaves have no kids. */
function leavesOf(text: string, number: string): string[] {
  const kids = /\/Kids \[([^\]]*)\]/.exec(objectOf(text, number))?.[1];
  if (kids === undefined) return [number];
  return [...kids.matchAll(/(\d+) 0 R/g)].flatMap(([, kid = ""]) => leavesOf(text, kid));
}

function objectOf(text: string, number: string | undefined): string {
  const head = `\n${number} 0 obj\n`;
  const start = text.indexOf(head);
  return start < 0 ? "" : text.slice(start, text.indexOf("\nendobj", start));
}
