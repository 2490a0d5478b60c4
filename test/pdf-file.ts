import {inflateSync} from "node:zlib";

export interface PdfFile {
  /** Width and height in millimetres, page by page. */
  pages: [number, number][];
  /** Every character that the file's fonts can be copied as. */
  characters: Set<string>;
  fonts: number;
  /** Fonts whose letters are not in the file. */
  missingFonts: number;
}

/** Reads what a printed file says of itself: Skia writes its objects one after another, without object streams. */
export function readPdf(bytes: Uint8Array): PdfFile {
  const text = Buffer.from(bytes).toString("latin1");
  const objects = new Map(
    [...text.matchAll(/\n(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, number = "", body = ""]) => [number, body])
  );
  const bodies = [...objects.values()];
  const fonts = bodies.filter((body) => /^<<\/Type \/Font\n/.test(body));
  return {
    pages: bodies.filter((body) => /^<<\/Type \/Page\n/.test(body)).map(sizeOf),
    characters: new Set([...fonts.flatMap((font) => charactersOf(font, objects)), ...bodies.flatMap(spelledOut)]),
    fonts: fonts.length,
    missingFonts: fonts.filter((font) => !isInFile(font, objects)).length
  };
}

const MM_PER_POINT = 25.4 / 72;

function sizeOf(page: string): [number, number] {
  const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(page) ?? [];
  return [Number(width) * MM_PER_POINT, Number(height) * MM_PER_POINT];
}

/** A font of type 3 draws its letters itself; others name a descriptor with a font file, or a font that does. */
function isInFile(font: string, objects: Map<string, string>): boolean {
  if (/\/Subtype \/Type3/.test(font)) return /\/CharProcs/.test(font);
  const descendant = /\/DescendantFonts \[(\d+) 0 R\]/.exec(font)?.[1];
  if (descendant !== undefined) return isInFile(objects.get(descendant) ?? "", objects);
  const descriptor = /\/FontDescriptor (\d+) 0 R/.exec(font)?.[1];
  return /\/FontFile[23]? /.test(objects.get(descriptor ?? "") ?? "");
}

function charactersOf(font: string, objects: Map<string, string>): string[] {
  const map = /\/ToUnicode (\d+) 0 R/.exec(font)?.[1];
  return map === undefined ? [] : mappedBy(streamOf(objects.get(map) ?? ""));
}

function streamOf(body: string): string {
  const start = body.indexOf("stream\n") + "stream\n".length;
  const packed = Buffer.from(body.slice(start, body.lastIndexOf("\nendstream")), "latin1");
  return /\/FlateDecode/.test(body.slice(0, start))
    ? inflateSync(packed).toString("latin1")
    : packed.toString("latin1");
}

/** Returns the characters of a ToUnicode map: single ones, and ranges that count up. */
function mappedBy(map: string): string[] {
  const part = (name: string) =>
    [...map.matchAll(new RegExp(`begin${name}\\n([\\s\\S]*?)\\nend${name}`, "g"))]
      .map(([, lines = ""]) => lines)
      .join("\n");
  const single = [...part("bfchar").matchAll(/^<[\dA-F]+> <([\dA-F]+)>$/gm)].map(([, hex = ""]) => utf16(hex));
  const ranges = [...part("bfrange").matchAll(/^<([\dA-F]+)> <([\dA-F]+)> <([\dA-F]+)>$/gm)].flatMap(
    ([, from = "", to = "", first = ""]) =>
      Array.from({length: parseInt(to, 16) - parseInt(from, 16) + 1}, (_, at) =>
        String.fromCodePoint((utf16(first).codePointAt(0) ?? 0) + at)
      )
  );
  return [...single, ...ranges];
}

/** A letter that stands for two characters, as 工 and the radical ⼯, is spelled out where it stands. */
function spelledOut(body: string): string[] {
  if (!/^<<[^>]*\/Length \d+>> stream\n/.test(body) || !body.includes("/FlateDecode")) return [];
  const words = [...streamOf(body).matchAll(/\/ActualText <FEFF([\dA-F]+)>/g)];
  return words.flatMap(([, hex = ""]) => [...utf16(hex)]);
}

const utf16 = (hex: string) => Buffer.from(hex, "hex").swap16().toString("utf16le");
