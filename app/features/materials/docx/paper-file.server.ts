import {
  AlignmentType,
  Document,
  DocumentGridType,
  Footer,
  NumberFormat,
  Packer,
  PageNumber,
  Paragraph,
  type Table,
  TextRun
} from "docx";
import {CHARACTER, FOOTER_DISTANCE, GRID, MARGINS, PAGE} from "./gbt-9704.ts";
import {normalisedDocx} from "./normalised-docx.server.ts";
import {PARAGRAPH_DEFAULTS, PARAGRAPH_STYLES, STYLES} from "./styles.server.ts";

export interface Paper {
  title: string;
  /** What the file's properties name as its maker. */
  creator: string;
  /** YYYY-MM-DD, so that the file tells of no other moment. */
  on: string;
  children: (Paragraph | Table)[];
}

/** Lays a paper out by GB/T 9704 and packs it: equal papers give equal bytes. */
export async function paperFile({title, creator, on, children}: Paper): Promise<Uint8Array> {
  const document = new Document({
    title,
    creator,
    lastModifiedBy: creator,
    description: "",
    styles: STYLES,
    evenAndOddHeaderAndFooters: true,
    compatibility: {version: 15},
    sections: [
      {
        properties: {
          page: {
            size: {width: PAGE.width, height: PAGE.height},
            margin: {...MARGINS, header: MARGINS.top / 2, footer: FOOTER_DISTANCE, gutter: 0},
            pageNumbers: {start: 1, formatType: NumberFormat.DECIMAL}
          },
          grid: {type: DocumentGridType.LINES_AND_CHARS, linePitch: GRID.linePitch, charSpace: GRID.charSpace}
        },
        footers: {default: pageNumberFooter("odd"), even: pageNumberFooter("even")},
        children
      }
    ]
  });
  return normalisedDocx(await Packer.toBuffer(document), on, PARAGRAPH_DEFAULTS);
}

/** “— 1 —”: one character from the right on odd pages, from the left on even ones. */
function pageNumberFooter(side: "odd" | "even"): Footer {
  const one = Math.round(CHARACTER);
  return new Footer({
    children: [
      new Paragraph({
        style: PARAGRAPH_STYLES.pageNumber,
        alignment: side === "odd" ? AlignmentType.RIGHT : AlignmentType.LEFT,
        indent: side === "odd" ? {right: one} : {left: one},
        // The number format “numberInDash” has hyphens in Word, and none in other programs.
        children: [new TextRun({children: ["— ", PageNumber.CURRENT, " —"]})]
      })
    ]
  });
}
