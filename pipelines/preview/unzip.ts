import {Inflate} from "fflate";
import {
  broken,
  MOST_PARTS,
  type PackedFile,
  type PackedPart,
  refuseBomb,
  UnreadableFile
} from "#pipelines/files/workbook/packed.ts";
import {checksumOf} from "./checksum.ts";

interface Entry extends PackedPart {
  flags: number;
  method: number;
  checksum: number;
  packedSize: number;
  /** Where its own header begins. */
  offset: number;
}

const PART = 0x02014b50;
const LOCAL = 0x04034b50;
const LIST_END = 0x06054b50;
const LIST_END_BYTES = 22;
const PART_BYTES = 46;
const LOCAL_BYTES = 30;
const MOST_COMMENT = 0xffff;
/** Handed on at a time. */
const PIECE = 1 << 16;

/** The parts of a zip file in memory by the list at its end, as zip.ts reads one on disk. */
export function readZip(bytes: Uint8Array): PackedFile<Entry> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts = entriesOf(view, bytes);
  const unpacked = parts.reduce((sum, {size}) => sum + size, 0);
  const packed = parts.reduce((sum, {packedSize}) => sum + packedSize, 0);
  refuseBomb({unpacked, packed, file: bytes.length});
  return {parts, bytesOf: (part) => partBytes(view, bytes, part)};
}

function entriesOf(view: DataView, bytes: Uint8Array): Entry[] {
  const end = listEnd(view);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count > MOST_PARTS) throw broken();
  return Array.from({length: count}, () => {
    if (at + PART_BYTES > end || view.getUint32(at, true) !== PART) throw broken();
    const nameBytes = view.getUint16(at + 28, true);
    const entry = {
      name: nameOf(bytes.subarray(at + PART_BYTES, at + PART_BYTES + nameBytes)),
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      checksum: view.getUint32(at + 16, true),
      packedSize: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true)
    };
    if (entry.method === 0 && entry.packedSize !== entry.size) throw broken();
    at += PART_BYTES + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    return entry;
  });
}

/** The end of the list is the end of the file but for a comment. */
function listEnd(view: DataView): number {
  const last = view.byteLength - LIST_END_BYTES;
  for (let at = last; at >= Math.max(0, last - MOST_COMMENT); at--) {
    if (view.getUint32(at, true) === LIST_END && view.getUint16(at + 20, true) === last - at) return at;
  }
  throw broken();
}

/** Backslashes are a slip of some writers; names that lead out of the file are none. */
function nameOf(bytes: Uint8Array): string {
  const name = new TextDecoder().decode(bytes).replaceAll("\\", "/");
  if (/^([a-zA-Z]:|\/)/.test(name) || name.split("/").includes("..")) throw broken();
  return name;
}

async function* partBytes(view: DataView, bytes: Uint8Array, entry: Entry): AsyncGenerator<Uint8Array> {
  if (entry.flags & 1) throw new UnreadableFile({code: "file/workbook-locked"});
  const packed = packedBytes(view, bytes, entry);
  let size = 0;
  let checksum = 0;
  for (const piece of entry.method === 0 ? [packed] : inflated(packed)) {
    size += piece.length;
    if (size > entry.size) throw broken();
    checksum = checksumOf(piece, checksum);
    yield piece;
  }
  if (size !== entry.size || checksum !== entry.checksum) throw broken();
}

function packedBytes(view: DataView, bytes: Uint8Array, {offset, method, packedSize}: Entry): Uint8Array {
  if (offset + LOCAL_BYTES > bytes.length || view.getUint32(offset, true) !== LOCAL) throw broken();
  const begin = offset + LOCAL_BYTES + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if ((method !== 0 && method !== 8) || begin + packedSize > bytes.length) throw broken();
  return bytes.subarray(begin, begin + packedSize);
}

/** Unpacks a little at a time, so that a bomb is seen before it has gone off. */
function* inflated(packed: Uint8Array): Generator<Uint8Array> {
  let pieces: Uint8Array[] = [];
  const inflate = new Inflate((piece) => pieces.push(piece));
  for (let at = 0; at < packed.length || at === 0; at += PIECE) {
    try {
      inflate.push(packed.subarray(at, at + PIECE), at + PIECE >= packed.length);
    } catch {
      // Whatever fflate says of these bytes, no packer wrote them.
      throw broken();
    }
    yield* pieces;
    pieces = [];
  }
}
