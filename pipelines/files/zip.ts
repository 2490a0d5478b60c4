import type {Readable} from "node:stream";
import * as zlib from "node:zlib";
import yauzl, {type Entry, type ZipFile} from "yauzl";
import type {Finding} from "../findings.ts";

/** What is wrong with a packed file, met while reading it; whoever began the reading returns the finding. */
export class UnreadableFile extends Error {
  constructor(readonly finding: Finding) {
    super(finding.code);
    this.name = "UnreadableFile";
  }
}

export interface ZipPart {
  name: string;
  /** Unpacked bytes, as declared; reading stops where there are more. */
  size: number;
  entry: Entry;
}

const MB = 1024 * 1024;
/** Larger than any table of a union, unpacked. */
const SIZE_LIMIT = 1024 * MB;
/** Tables pack to a tenth or a thirtieth; a bomb to a thousandth. */
const RATIO_LIMIT = 200;
const SMALL = 50 * MB;
const MOST_PARTS = 10_000;

/** The parts of a zip file by the list at its end. What unpacks to too much is refused by what the list declares. */
export async function readZip(path: string): Promise<ZipPart[]> {
  const zip = await openZip(path);
  try {
    const entries = await entriesOf(zip);
    const unpacked = entries.reduce((sum, {uncompressedSize}) => sum + uncompressedSize, 0);
    const packed = entries.reduce((sum, {compressedSize}) => sum + compressedSize, 0);
    const isBomb = unpacked > SMALL && unpacked > RATIO_LIMIT * Math.min(packed, zip.fileSize);
    if (unpacked > SIZE_LIMIT || isBomb) {
      throw new UnreadableFile({code: "file/workbook-large", megabytes: Math.round(unpacked / MB)});
    }
    return entries.map((entry) => ({name: entry.fileName, size: entry.uncompressedSize, entry}));
  } finally {
    zip.close();
  }
}

/** A part's bytes, unpacked piece by piece and never more of them than it declared. */
export async function* partBytes(path: string, {entry}: ZipPart): AsyncGenerator<Buffer> {
  if (entry.isEncrypted()) throw new UnreadableFile({code: "file/workbook-locked"});
  const zip = await openZip(path);
  let checksum = 0;
  try {
    const bytes = await new Promise<Readable>((resolve, reject) => {
      zip.openReadStream(entry, (error, stream) => (error ? reject(broken()) : resolve(stream)));
    });
    try {
      for await (const chunk of bytes as AsyncIterable<Buffer>) {
        checksum = checksumOf(chunk, checksum);
        yield chunk;
      }
    } catch (error) {
      // yauzl and zlib say so when the packed bytes are not what a packer wrote.
      throw isOfUnpacking(error) ? broken() : error;
    } finally {
      bytes.destroy();
    }
  } finally {
    zip.close();
  }
  if (checksum !== 0 && checksum !== entry.crc32) throw broken();
}

/** CRC-32, which yauzl leaves to its user; zlib has it since Node 20.15, and before that nothing is compared. */
function checksumOf(bytes: Buffer, before: number): number {
  return "crc32" in zlib ? zlib.crc32(bytes, before) : 0;
}

function openZip(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(path, {lazyEntries: true, autoClose: false}, (error, zip) => (error ? reject(broken()) : resolve(zip)));
  });
}

function entriesOf(zip: ZipFile): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on("entry", (entry: Entry) => {
      entries.push(entry);
      if (entries.length > MOST_PARTS) reject(broken());
      else zip.readEntry();
    });
    zip.on("end", () => resolve(entries));
    zip.on("error", () => reject(broken()));
    zip.readEntry();
  });
}

function broken(): UnreadableFile {
  return new UnreadableFile({code: "file/workbook-broken"});
}

function isOfUnpacking(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    ("code" in error && /^Z_/.test(String(error.code))) ||
    /bytes in the stream|invalid|unexpected end/i.test(error.message)
  );
}
