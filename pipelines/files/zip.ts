import {createReadStream} from "node:fs";
import {type FileHandle, open} from "node:fs/promises";
import {createInflateRaw} from "node:zlib";
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
  method: number;
  isEncrypted: boolean;
  packedSize: number;
  size: number;
  /** CRC-32 of the unpacked bytes. */
  checksum: number;
  /** Where its local header begins. */
  offset: number;
}

const MB = 1024 * 1024;
/** Larger than any table of a union, unpacked. */
const SIZE_LIMIT = 1024 * MB;
/** Tables pack to a tenth or a thirtieth; a bomb to a thousandth. */
const RATIO_LIMIT = 200;
const SMALL = 50 * MB;
const DIRECTORY_LIMIT = 16 * MB;

const END = 0x06054b50;
const END_64_LOCATOR = 0x07064b50;
const END_64 = 0x06064b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const IN_64 = 0xffffffff;
const STORED = 0;
const DEFLATED = 8;

/** The parts of a zip file by the list at its end. What unpacks to too much is refused by what the list declares. */
export async function readZip(path: string): Promise<ZipPart[]> {
  const file = await open(path, "r");
  try {
    const {size} = await file.stat();
    const parts = entriesOf(await directoryOf(file, size));
    const unpacked = parts.reduce((sum, part) => sum + part.size, 0);
    const packed = parts.reduce((sum, part) => sum + part.packedSize, 0);
    const isBomb = unpacked > SMALL && unpacked > RATIO_LIMIT * Math.min(packed, size);
    if (unpacked > SIZE_LIMIT || isBomb) throw tooLarge(unpacked);
    if (parts.some((part) => part.offset + part.packedSize > size)) throw broken();
    return parts;
  } finally {
    await file.close();
  }
}

/** A part's bytes, unpacked piece by piece and never more of them than it declared. */
export async function* partBytes(path: string, part: ZipPart): AsyncGenerator<Buffer> {
  if (part.isEncrypted) throw new UnreadableFile({code: "file/workbook-locked"});
  if (part.method !== STORED && part.method !== DEFLATED) throw broken();
  if (part.packedSize === 0) return;
  const start = await dataOffset(path, part);
  const packed = createReadStream(path, {start, end: start + part.packedSize - 1, highWaterMark: 1 << 18});
  const bytes = part.method === STORED ? packed : packed.pipe(createInflateRaw({chunkSize: 1 << 18}));
  let size = 0;
  let checksum = 0;
  try {
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > part.size) throw broken();
      checksum = crc32(chunk, checksum);
      yield chunk;
    }
  } catch (error) {
    // Z_DATA_ERROR, Z_BUF_ERROR: the packed bytes are not what a packer wrote.
    throw isInflateError(error) ? broken() : error;
  } finally {
    packed.destroy();
    bytes.destroy();
  }
  if (size !== part.size || checksum !== part.checksum) throw broken();
}

const CRC_TABLE = Uint32Array.from({length: 256}, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

/** Goes on from `before`; zlib's own came with Node 20.15. */
export function crc32(bytes: Buffer, before = 0): number {
  let crc = ~before;
  for (let at = 0; at < bytes.length; at++) crc = (crc >>> 8) ^ CRC_TABLE[(crc ^ bytes[at]!) & 0xff]!;
  return ~crc >>> 0;
}

function broken(): UnreadableFile {
  return new UnreadableFile({code: "file/workbook-broken"});
}

function tooLarge(bytes: number): UnreadableFile {
  return new UnreadableFile({code: "file/workbook-large", megabytes: Math.round(bytes / MB)});
}

function isInflateError(error: unknown): boolean {
  return error instanceof Error && "code" in error && /^Z_/.test(String(error.code));
}

async function dataOffset(path: string, {offset}: ZipPart): Promise<number> {
  const file = await open(path, "r");
  try {
    const header = await read(file, offset, 30);
    if (header.readUInt32LE(0) !== LOCAL) throw broken();
    return offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  } finally {
    await file.close();
  }
}

async function directoryOf(file: FileHandle, size: number): Promise<Buffer> {
  // The end record is 22 bytes and a comment of at most 65,535.
  const tailSize = Math.min(size, 22 + 65535);
  const tail = await read(file, size - tailSize, tailSize);
  const mark = Buffer.alloc(4);
  mark.writeUInt32LE(END);
  const end = tail.lastIndexOf(mark);
  if (end === -1 || end + 22 > tail.length) throw broken();
  let length = tail.readUInt32LE(end + 12);
  let offset = tail.readUInt32LE(end + 16);
  if (end >= 20 && tail.readUInt32LE(end - 20) === END_64_LOCATOR) {
    const end64 = await read(file, Number(tail.readBigUInt64LE(end - 20 + 8)), 56);
    if (end64.readUInt32LE(0) !== END_64) throw broken();
    length = Number(end64.readBigUInt64LE(40));
    offset = Number(end64.readBigUInt64LE(48));
  }
  if (length > DIRECTORY_LIMIT || offset + length > size) throw broken();
  return read(file, offset, length);
}

function entriesOf(directory: Buffer): ZipPart[] {
  const parts: ZipPart[] = [];
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === ENTRY;) {
    const nameLength = directory.readUInt16LE(at + 28);
    const extraLength = directory.readUInt16LE(at + 30);
    const extraAt = at + 46 + nameLength;
    const next = extraAt + extraLength + directory.readUInt16LE(at + 32);
    if (next > directory.length) throw broken();
    const [size, packedSize, offset] = wide(
      [directory.readUInt32LE(at + 24), directory.readUInt32LE(at + 20), directory.readUInt32LE(at + 42)],
      directory.subarray(extraAt, extraAt + extraLength)
    );
    parts.push({
      name: directory.toString("utf8", at + 46, extraAt),
      method: directory.readUInt16LE(at + 10),
      isEncrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
      packedSize: packedSize!,
      size: size!,
      checksum: directory.readUInt32LE(at + 16),
      offset: offset!
    });
    at = next;
  }
  return parts;
}

/** Numbers that did not fit stand in an extra field; some Java libraries put them there for every size. */
function wide(numbers: number[], extra: Buffer): number[] {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let from = at + 4;
    return numbers.map((number) => {
      if (number !== IN_64) return number;
      if (from + 8 > extra.length) throw broken();
      from += 8;
      return Number(extra.readBigUInt64LE(from - 8));
    });
  }
  return numbers;
}

async function read(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const {bytesRead} = await file.read(bytes, 0, length, position);
  if (bytesRead < length) throw broken();
  return bytes;
}
