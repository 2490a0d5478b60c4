import {LIMITS, tooMuch, UnreadableFile} from "./packed.ts";
import {type Corner, cornerOf} from "./sheet-rows.ts";
import {readAddresses, readPart, type Workbook, type WorkbookSheet} from "./workbook.ts";

/** Returns the address of a cell by its row and its column from 0. */
export type Links = (row: number, column: number) => string | undefined;

const NO_LINKS: Links = () => undefined;

/**
 * Reads the addresses of a sheet's cells. They follow the rows, so the sheet is read once more, but only if it has
 * links.
 */
export async function readLinks(workbook: Workbook, sheet: WorkbookSheet): Promise<Links> {
  const addresses = await readAddresses(workbook, sheet);
  if (addresses.size === 0) return NO_LINKS;
  const links: {from: Corner; to: Corner; address: string}[] = [];
  await readPart(workbook.file, sheet.part, {
    open(name, {ref, id, location}) {
      const address = id === undefined ? undefined : addresses.get(id);
      if (name !== "hyperlink" || ref === undefined || address === undefined) return;
      const [from = "", to = from] = ref.split(":");
      if (links.length >= LIMITS.links) throw tooMuch("links", `工作表“${sheet.name}”`);
      links.push({from: cornerOf(from), to: cornerOf(to), address: location ? `${address}#${location}` : address});
    }
  });
  const single = new Map(links.map(({from, address}) => [`${from.row} ${from.column}`, address]));
  const wide = links.filter(({from, to}) => from.row !== to.row || from.column !== to.column);
  // Each is looked at for each cell.
  if (wide.length > MOST_WIDE) throw new UnreadableFile({...TOO_WIDE, where: `工作表“${sheet.name}”`});
  return (row, column) => single.get(`${row} ${column}`) ?? wide.find((link) => isWithin(link, {row, column}))?.address;
}

const MOST_WIDE = 1000;
const TOO_WIDE = {code: "file/too-much", part: "links", limit: MOST_WIDE} as const;

function isWithin({from, to}: {from: Corner; to: Corner}, {row, column}: Corner): boolean {
  return row >= from.row && row <= to.row && column >= from.column && column <= to.column;
}

/** `HYPERLINK("https://…","点击查看")` → the address; undefined if a formula computes it. */
export function addressIn(formula: string): string | undefined {
  const [, address] = /^\s*(?:_xlfn\.)?HYPERLINK\(\s*"((?:[^"]|"")+)"\s*[,)]/i.exec(formula) ?? [];
  return address?.replaceAll('""', '"');
}
