import type {Finding} from "#pipelines/findings/findings.ts";
import type {TooMuch} from "#pipelines/findings/too-much.ts";

/** A packed file is unreadable. The function that opened it catches this and returns the finding. */
export class UnreadableFile extends Error {
  constructor(readonly finding: Finding) {
    super(finding.code);
    this.name = "UnreadableFile";
  }
}

export interface PackedPart {
  name: string;
  /** The declared unpacked size; reading stops beyond it. */
  size: number;
}

/** The parts of a packed file. */
export interface PackedFile<Part extends PackedPart = PackedPart> {
  parts: Part[];
  /** The size of the whole file. */
  byteCount: number;
  /** Yields a part's bytes, unpacked piece by piece and never more than declared. */
  bytesOf(part: Part): AsyncIterable<Uint8Array>;
}

const MB = 1024 * 1024;
/** No table of a union is larger when unpacked. */
const SIZE_LIMIT = 1024 * MB;
/** Tables pack to a tenth or a thirtieth, zip bombs to a thousandth. */
const RATIO_LIMIT = 200;
const SMALL = 50 * MB;
export const MOST_PARTS = 10_000;

/** Refuses a file whose declared sizes unpack to too much. */
export function refuseBomb(sizes: {unpacked: number; packed: number; file: number}): void {
  const {unpacked, packed, file} = sizes;
  const isBomb = unpacked > SMALL && unpacked > RATIO_LIMIT * Math.min(packed, file);
  if (unpacked > SIZE_LIMIT || isBomb) {
    throw new UnreadableFile({code: "file/workbook-large", megabytes: Math.round(unpacked / MB)});
  }
}

export function broken(): UnreadableFile {
  return new UnreadableFile({code: "file/workbook-broken"});
}

/**
 * How much of each part a workbook may have; the text is that between two tags, or of one row. All characters of a sheet
 * may be more in a larger file.
 */
export const LIMITS = {
  sheets: 300,
  rows: 1_048_576,
  columns: 16_384,
  cells: 20_000_000,
  text: 1_000_000,
  characters: 10_000_000,
  depth: 64,
  attributes: 100,
  strings: 5_000_000,
  styles: 70_000,
  links: 70_000,
  merged: 500_000
} satisfies Record<TooMuch, number>;

/** Few rows of long words make so many characters of each byte of a file. */
const CHARACTERS_PER_BYTE = 50;

/** A shared text is stored once and shown in any number of cells, so a small file could become a text of gigabytes. */
export function mostCharacters({byteCount}: PackedFile): number {
  return Math.max(LIMITS.characters, CHARACTERS_PER_BYTE * byteCount);
}

export function tooMuch(part: TooMuch, where = "整个文件", limit: number = LIMITS[part]): UnreadableFile {
  return new UnreadableFile({code: "file/too-much", part, limit, where});
}
