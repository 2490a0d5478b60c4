import {constants, crc32, deflateRawSync, deflateSync} from "node:zlib";
import fc from "fast-check";

/** A PNG as somebody could write it: right checksums around whatever claims. */
export interface ClaimedPicture {
  bytes: Buffer;
}

const BLOCK = 1 << 20;
/** A mebibyte of zeros in few bytes, of which any number may follow each other. */
const ZEROS = deflateRawSync(Buffer.alloc(BLOCK), {finishFlush: constants.Z_FULL_FLUSH});
const CHANNELS: Record<number, number> = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4};

/** Black pixels without ever holding them; a length that is no multiple of a block is rounded up, which readers ignore. */
function zeros(length: number): Buffer {
  const blocks = Math.max(1, Math.ceil(length / BLOCK));
  const check = Buffer.alloc(4);
  check.writeUInt32BE((((blocks * BLOCK) % 65_521) * 65_536 + 1) >>> 0);
  return Buffer.concat([Buffer.from([0x78, 0x9c]), ...Array<Buffer>(blocks).fill(ZEROS), Buffer.from([3, 0]), check]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

/** An EXIF block of one directory, little-endian, with entries of any tag, type, count and value. */
const exif = fc
  .array(
    fc.record({
      tag: fc.constantFrom(0x0112, 0x011a, 0x8769, 0x8825, 0x927c, 0x0201, 0x0202, 0, 0xffff),
      type: fc.integer({min: 0, max: 13}),
      count: fc.constantFrom(0, 1, 2, 4, 65_536, 0xffffffff),
      value: fc.oneof(fc.integer({min: 0, max: 9}), fc.constantFrom(26, 0x7fffffff, 0xffffffff))
    }),
    {maxLength: 5}
  )
  .map((entries) => {
    const bytes = Buffer.alloc(10 + entries.length * 12 + 4);
    bytes.write("II*\0", 0, "latin1");
    bytes.writeUInt32LE(8, 4);
    bytes.writeUInt16LE(entries.length, 8);
    entries.forEach(({tag, type, count, value}, index) => {
      const at = 10 + index * 12;
      bytes.writeUInt16LE(tag, at);
      bytes.writeUInt16LE(type, at + 2);
      bytes.writeUInt32LE(count, at + 4);
      bytes.writeUInt32LE(value, at + 8);
    });
    return bytes;
  });

/** The name before a packed profile or text, and the word for how it is packed. */
const NAME = Buffer.from("icc\0\0");
const bomb = zeros(64 * BLOCK);
const carried = fc.oneof(
  {weight: 3, arbitrary: fc.uint8Array({maxLength: 40}).map((bytes) => Buffer.from(bytes))},
  {weight: 3, arbitrary: exif},
  {weight: 1, arbitrary: fc.uint8Array({maxLength: 40}).map((bytes) => Buffer.concat([NAME, deflateSync(bytes)]))},
  {weight: 1, arbitrary: fc.constant(Buffer.concat([NAME, bomb]))}
);

const extra = fc.record({
  type: fc.constantFrom(
    ...["eXIf", "eXIf", "iCCP", "tEXt", "zTXt", "iTXt", "gAMA", "cHRM", "sRGB", "tRNS", "bKGD", "pHYs", "sBIT", "acTL"],
    ...["PLTE", "IHDR", "IDAT", "zzZz", "ZZZZ"]
  ),
  data: carried
});

const side = fc.oneof(
  {weight: 300, arbitrary: fc.integer({min: 1, max: 60})},
  {weight: 8, arbitrary: fc.constantFrom(0, 2001, 65_536, 0x7fffffff, 0xffffffff)},
  {weight: 1, arbitrary: fc.constantFrom(7_999, 8_000, 8_001)}
);

export const claimedPicture: fc.Arbitrary<ClaimedPicture> = fc
  .record({
    width: side,
    height: side,
    isSquare: fc.boolean(),
    depth: fc.constantFrom(8, 16, 1, 2, 4, 3),
    colour: fc.constantFrom(2, 6, 0, 3, 4, 5),
    interlace: fc.constantFrom(0, 1, 2),
    /** The part of the pixels that is there. */
    part: fc.constantFrom(1, 1, 1, 0.5, 0),
    before: fc.array(extra, {maxLength: 3}),
    after: fc.array(extra, {maxLength: 2})
  })
  .map((given) => shown(given, pictureOf(given)));

interface Claims {
  width: number;
  height: number;
  isSquare: boolean;
  depth: number;
  colour: number;
  interlace: number;
  part: number;
  before: {type: string; data: Buffer}[];
  after: {type: string; data: Buffer}[];
}

function pictureOf({width, height: given, isSquare, depth, colour, interlace, part, before, after}: Claims): Buffer {
  const height = isSquare ? width : given;
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([depth, colour, 0, 0, interlace], 8);
  const row = 1 + Math.ceil((width * depth * (CHANNELS[colour] ?? 1)) / 8);
  const pixels = Math.min(row * height * part, 600 * BLOCK);
  const parts = [
    chunk("IHDR", head),
    ...before.map(({type, data}) => chunk(type, data)),
    ...(colour === 3 ? [chunk("PLTE", Buffer.from([0, 0, 0, 255, 0, 0]))] : []),
    chunk("IDAT", zeros(pixels)),
    ...after.map(({type, data}) => chunk(type, data)),
    chunk("IEND", Buffer.alloc(0))
  ];
  return Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), ...parts]);
}

/** Shown by what it claims; its bytes say nothing to a person. */
function shown({before, after, ...claims}: Claims, bytes: Buffer): ClaimedPicture {
  const brief = (chunks: Claims["before"]) =>
    chunks.map(({type, data}) => `${type} ${data.subarray(0, 80).toString("hex")}`);
  const words = JSON.stringify({...claims, before: brief(before), after: brief(after)});
  return Object.defineProperty({bytes}, fc.toStringMethod, {value: () => words, enumerable: false});
}
