import {getDocument} from "pdfjs-dist/legacy/build/pdf.mjs";

/** The words of a printed file as they lie on its pages: page by page, line by line, from left to right. */
export async function readPdfLines(bytes: Uint8Array): Promise<string[][]> {
  const task = getDocument({data: Uint8Array.from(bytes), disableFontFace: true, verbosity: 0});
  const file = await task.promise;
  const pages: string[][] = [];
  for (let number = 1; number <= file.numPages; number++) {
    const {items} = await (await file.getPage(number)).getTextContent();
    pages.push(linesOf(items.flatMap((item) => ("str" in item ? [item] : []))));
  }
  await task.destroy();
  return pages;
}

interface Piece {
  str: string;
  /** Ends with the place of its base line: x, y. */
  transform: number[];
  height: number;
}

function linesOf(pieces: Piece[]): string[] {
  const lines: {y: number; pieces: Piece[]}[] = [];
  for (const piece of pieces) {
    const y = piece.transform[5] ?? 0;
    const line = lines.find((each) => Math.abs(each.y - y) < 2);
    if (line) line.pieces.push(piece);
    else lines.push({y, pieces: [piece]});
  }
  return lines
    .toSorted((a, b) => b.y - a.y)
    .map((line) =>
      line.pieces
        .toSorted((a, b) => (a.transform[4] ?? 0) - (b.transform[4] ?? 0))
        .map(({str}) => str)
        .join("")
        .normalize("NFKC")
    );
}
