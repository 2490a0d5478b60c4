import {expect, test} from "vitest";
import {keepJustMade, takeJustMade} from "#app/features/materials/just-made.ts";

test("what was just made is given once, and only the newest four are kept", () => {
  const bytes = [1, 2, 3, 4, 5].map((each) => Uint8Array.of(each));
  bytes.forEach((each, at) => keepJustMade(`paper-${at}`, each));
  expect([takeJustMade("paper-0"), takeJustMade("paper-1"), takeJustMade("paper-4")]).toEqual([
    undefined,
    bytes[1],
    bytes[4]
  ]);
  expect([takeJustMade("paper-4"), takeJustMade("paper-9")]).toEqual([undefined, undefined]);
});
