import fc from "fast-check";
import {readNumber, type NumberColumn} from "#pipelines/checks/number-reading.ts";
import {isoText, numberText, plainText} from "#pipelines/files/workbook/cell-text.ts";
import {formatOf} from "#pipelines/files/workbook/number-format.ts";
import {property} from "../case.ts";
import {expectEqual, expectTrue} from "../equal.ts";
import type {Target} from "../target.ts";

const column: fc.Arbitrary<NumberColumn> = fc.record(
  {
    isMoney: fc.boolean(),
    isPercent: fc.boolean(),
    isOrdinal: fc.boolean(),
    units: fc.subarray(["人次", "人", "次", "批"]),
    tens: fc.constantFrom(1, 2, 3, 4, 8)
  },
  {requiredKeys: ["isMoney", "isPercent"]}
);

const piece = fc.oneof(
  {weight: 3, arbitrary: fc.constantFrom(..."0123456789.,'-+ ")},
  fc.constantFrom(
    "万",
    "亿",
    "百",
    "千",
    "元",
    "圆整",
    "人次",
    "%",
    "％",
    "￥",
    "RMB",
    "第",
    "批",
    "１",
    "．",
    "，",
    "−",
    "\u200b",
    "e",
    "E+",
    "、"
  ),
  fc.string({maxLength: 2, unit: "binary"})
);
const cell = fc.array(piece, {maxLength: 14}).map((pieces) => pieces.join(""));
const decimal = fc
  .tuple(fc.boolean(), fc.integer({min: 0, max: 999_999_999}), fc.nat(9999))
  .map(([isBelow, whole, part]) => `${isBelow ? "-" : ""}${whole}.${String(part).padStart(4, "0")}`);

/** A cell of a number says one number, several, or none; a plain one is taken as it stands. */
export const numbers: Target = {
  name: "numbers",
  share: 260_000,
  open: () => ({
    property: property(fc.record({cell, decimal, column}), ({cell, decimal, column}) => {
      const read = readNumber(cell, column);
      if (read.kind === "number") {
        expectTrue(/^-?\d+(\.\d+)?$/.test(read.taken), `taken ${read.taken}`);
        // What was taken stands for itself.
        expectEqual(readNumber(read.taken, {...column, tens: undefined}), {kind: "number", taken: read.taken}, "again");
      }
      if (read.kind === "unsure") expectTrue(read.readings.length > 1, "one reading is sure");
      expectEqual(readNumber(decimal, {...column, tens: undefined}), {kind: "number", taken: decimal}, "plain");
    })
  })
};

const format = fc
  .array(
    fc.constantFrom(
      ...'0#?.,%;@_*\\!"[]yYmMdDhHsSeE+-/: ',
      "General",
      "[红色]",
      "[$-804]",
      '"万元"',
      "[h]",
      "AM/PM",
      "aaaa",
      "通用格式"
    ),
    {maxLength: 20}
  )
  .map((pieces) => pieces.join(""));
const raw = fc.oneof(
  fc.double().map(String),
  fc.integer({min: 0, max: 3_000_000}).map(String),
  fc.string({maxLength: 12}),
  fc.constantFrom("", " ", "1e999", "-0", "2958466", "0.5", "Infinity")
);

/** Whatever format a number has, its cell is a text, and a plain number is itself. */
export const cellTexts: Target = {
  name: "cell-texts",
  share: 200_000,
  open: () => ({
    property: property(
      fc.record({
        id: fc.nat(200),
        format: fc.option(format, {nil: undefined}),
        raw,
        is1904: fc.boolean(),
        text: fc.string({maxLength: 20}),
        whole: fc.maxSafeInteger()
      }),
      ({id, format, raw, is1904, text, whole}) => {
        expectTrue(
          !/undefined|NaN|Invalid/.test(numberText(raw, formatOf(id, format), is1904)) ||
            /undefined|NaN|Invalid/.test(raw),
          "no text"
        );
        isoText(raw);
        expectTrue(!/[\u0000-\u0008\u000b-\u001f]/.test(plainText(text)), "a control character is left");
        if (Math.abs(whole) < 1e15) expectEqual(numberText(String(whole), formatOf(0), is1904), String(whole), "whole");
      }
    )
  })
};
