import type {Finding} from "#pipelines/findings/findings.ts";

/** What is wrong with a packed file, met while reading it; whoever began the reading returns the finding. */
export class UnreadableFile extends Error {
  constructor(readonly finding: Finding) {
    super(finding.code);
    this.name = "UnreadableFile";
  }
}

export interface PackedPart {
  name: string;
  /** Unpacked bytes, as declared; reading stops where there are more. */
  size: number;
}

/** The parts of a packed file, wherever it lies. */
export interface PackedFile<Part extends PackedPart = PackedPart> {
  parts: Part[];
  /** A part's bytes, unpacked piece by piece and never more of them than it declared. */
  bytesOf(part: Part): AsyncIterable<Uint8Array>;
}

const MB = 1024 * 1024;
/** Larger than any table of a union, unpacked. */
const SIZE_LIMIT = 1024 * MB;
/** Tables pack to a tenth or a thirtieth; a bomb to a thousandth. */
const RATIO_LIMIT = 200;
const SMALL = 50 * MB;
export const MOST_PARTS = 10_000;

/** Refuses what unpacks to too much, by what the list of parts declares. */
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

/** A workbook with a password lies as a stream of this name in a container of the old kind. */
export const LOCKED_STREAM = Uint8Array.from([..."EncryptedPackage"].flatMap((letter) => [letter.charCodeAt(0), 0]));
