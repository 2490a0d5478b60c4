import {isUtf8} from "node:buffer";
import type {Readable} from "node:stream";
import * as zlib from "node:zlib";
import yauzl, {type Entry, type ZipFile} from "yauzl";
import {broken, MOST_PARTS, type PackedFile, type PackedPart, refuseBomb, UnreadableFile} from "./packed.ts";

interface ZipPart extends PackedPart {
  entry: Entry;
}

/** Reads the list of parts at the end of a zip file. */
export async function readZip(path: string): Promise<PackedFile<ZipPart>> {
  const zip = await openZip(path);
  try {
    const entries = await entriesOf(zip);
    const unpacked = entries.reduce((sum, {uncompressedSize}) => sum + uncompressedSize, 0);
    const packed = entries.reduce((sum, {compressedSize}) => sum + compressedSize, 0);
    refuseBomb({unpacked, packed, file: zip.fileSize});
    const parts = entries.map((entry) => ({name: nameOf(entry), size: entry.uncompressedSize, entry}));
    return {parts, byteCount: zip.fileSize, bytesOf: (part) => partBytes(path, part)};
  } finally {
    zip.close();
  }
}

/** Chinese Windows writes names in GBK without saying so, and yauzl decodes them as CP437. */
function nameOf(entry: Entry): string {
  const raw: unknown = "fileNameRaw" in entry ? entry.fileNameRaw : undefined;
  if (!(raw instanceof Uint8Array)) return entry.fileName;
  return new TextDecoder(isUtf8(raw) ? "utf-8" : "gb18030").decode(raw);
}

async function* partBytes(path: string, {entry}: ZipPart): AsyncGenerator<Buffer> {
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
      // yauzl and zlib throw such errors for bytes that no packer wrote.
      throw isOfUnpacking(error) ? broken() : error;
    } finally {
      bytes.destroy();
    }
  } finally {
    zip.close();
  }
  if (checksum !== 0 && checksum !== entry.crc32) throw broken();
}

/** CRC-32, which yauzl leaves to its user. zlib has it since Node 20.15; before that the checksum is not compared. */
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

function isOfUnpacking(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    ("code" in error && /^Z_/.test(String(error.code))) ||
    /bytes in the stream|invalid|unexpected end/i.test(error.message)
  );
}
