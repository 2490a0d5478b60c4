import type {Finding} from "#pipelines/findings/findings.ts";

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
