import {readFileSync, rmSync} from "node:fs";
import {join} from "node:path";
import fc from "fast-check";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {decode} from "#pipelines/files/decode.ts";
import {receive} from "#pipelines/files/received.ts";
import {headerHits} from "#pipelines/files/table.ts";
import {gb18030Of} from "../../bench/gb18030.ts";
import {property} from "../case.ts";
import {corpus} from "../corpus.ts";
import {expectEqual, expectTrue} from "../equal.ts";
import {withFolder} from "../folder.ts";
import {expectSaid} from "../findings-said.ts";
import {mutated} from "../mutated.ts";
import {piecesOf} from "../pieces.ts";
import type {Target} from "../target.ts";

/** Shown by its name alone. */
const dataset = fc.constantFrom(...readContracts().keys());

async function decoded(folder: string, bytes: Uint8Array, size: number, dataset: string) {
  const [original, copy] = [join(folder, "original"), join(folder, "text")];
  const contract = readContracts().get(dataset)!;
  for (const path of [original, copy]) rmSync(path, {force: true});
  const text = await decode(
    await receive(piecesOf(bytes, size), original),
    copy,
    (head) => headerHits(contract, head) > 0
  );
  if ("code" in text) return text;
  return {...text, whole: readFileSync(text.path).subarray(text.skipBytes)};
}

const pieceSize = fc.constantFrom(1 << 16, 4099, 61, 7);

/** Whatever the bytes are, they become UTF-8 or a finding. */
export const decodeBytes: Target = {
  name: "decode",
  share: 10_000,
  open: withFolder((folder) =>
    property(fc.record({file: mutated(corpus()), size: pieceSize, dataset}), async ({file, size, dataset}) => {
      const text = await decoded(folder, file.bytes, Math.max(size, Math.ceil(file.bytes.length / 16)), dataset);
      if ("code" in text) return expectSaid(text);
      const whole = new TextDecoder("utf-8", {fatal: true, ignoreBOM: true}).decode(text.whole);
      // A head may end in the middle of a text, and leaves out the mark of its end.
      expectTrue(whole.startsWith(text.head.slice(0, 200)), "the head is not the beginning of the text");
    })
  )
};

const ENCODINGS = {
  "utf-8": (text: string) => Buffer.from(text),
  "utf-8 with a mark": (text: string) => Buffer.from(`\uFEFF${text}`),
  gb18030: gb18030Of,
  "utf-16le": (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le"),
  "utf-16be": (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le").swap16()
};

/** Hanzi of GB 2312, and what stands between them in tables. */
const cell = fc.string({
  unit: fc.oneof(
    {weight: 3, arbitrary: fc.integer({min: 0x4e00, max: 0x9fa5}).map((code) => String.fromCharCode(code))},
    fc.constantFrom(..."0123456789abcXYZ（）、。—·％ "),
    fc.constantFrom("ａ", "①", "〇", "Ω", "я", "ō")
  ),
  maxLength: 12
});

/** A text of a known table comes back as it was written, in whichever encoding. */
export const decodeText: Target = {
  name: "decode-back",
  share: 10_000,
  open: withFolder((folder) =>
    property(
      fc.record({
        rows: fc.array(fc.array(cell, {minLength: 1, maxLength: 5}), {minLength: 1, maxLength: 6}),
        encoding: fc.constantFrom(...(Object.keys(ENCODINGS) as (keyof typeof ENCODINGS)[])),
        newline: fc.constantFrom("\n", "\r\n"),
        size: pieceSize
      }),
      async ({rows, encoding, newline, size}) => {
        const lines = [["活动编号", "工号", "是否实到"], ...rows].map((cells) => cells.join(","));
        const written = lines.map((line) => line + newline).join("");
        const text = await decoded(folder, ENCODINGS[encoding](written), size, "participation");
        if ("code" in text) throw new Error(`refused: ${text.code}`);
        expectEqual(text.whole.toString(), written, encoding);
      }
    )
  )
};
