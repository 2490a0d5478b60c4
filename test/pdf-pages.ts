import {getDocument, OPS} from "pdfjs-dist/legacy/build/pdf.mjs";

export interface PdfPages {
  /** Width and height in points, page by page. */
  sizes: [number, number][];
  /** Names of the fonts that letters are set in, by whether the file holds these letters. */
  embedded: string[];
  missing: string[];
}

interface PdfFont {
  name: string;
  /** A font of type 3 draws its letters itself, and has no file. */
  isType3Font: boolean;
  missingFile: boolean;
}

/** Reads on what pages a file is printed, and in what fonts. */
export async function readPdfPages(bytes: Uint8Array): Promise<PdfPages> {
  const task = getDocument({data: Uint8Array.from(bytes), disableFontFace: true, verbosity: 0});
  const file = await task.promise;
  const sizes: PdfPages["sizes"] = [];
  const fonts = new Map<string, PdfFont>();
  for (let number = 1; number <= file.numPages; number++) {
    const page = await file.getPage(number);
    const [left = 0, bottom = 0, right = 0, top = 0] = page.view;
    sizes.push([right - left, top - bottom]);
    const {fnArray, argsArray} = await page.getOperatorList();
    for (const [at, operator] of fnArray.entries()) {
      if (operator !== OPS.setFont) continue;
      const [id] = argsArray[at] as [string];
      fonts.set(id, page.commonObjs.get(id) as PdfFont);
    }
  }
  await task.destroy();
  const isEmbedded = ({isType3Font, missingFile}: PdfFont) => isType3Font || !missingFile;
  const all = [...fonts.values()];
  return {
    sizes,
    embedded: all.filter(isEmbedded).map(({name}) => name),
    missing: all.filter((font) => !isEmbedded(font)).map(({name}) => name)
  };
}
