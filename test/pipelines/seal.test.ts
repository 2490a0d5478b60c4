import {expect, test} from "vitest";
import {HEAD_BYTES, keyIdOf, seal, type SealedPlace, sealedWith, unseal} from "#pipelines/sealed/seal.ts";

const KEY = Buffer.alloc(32, 1);
const OTHER = Buffer.alloc(32, 2);
const PLACE: SealedPlace = {submissionId: "S1", role: "rows"};
const PLAIN = Buffer.from("困难职工甲，2000 元");

test("what is sealed opens with its key in its place, and looks different each time", () => {
  const sealed = seal(KEY, PLACE, PLAIN);
  expect(unseal(KEY, PLACE, sealed)).toEqual(PLAIN);
  expect(unseal(KEY, PLACE, seal(KEY, PLACE, Buffer.alloc(0)))).toHaveLength(0);
  expect(seal(KEY, PLACE, PLAIN).equals(sealed)).toBe(false);
  expect(sealed.includes(PLAIN.subarray(0, 6))).toBe(false);
  expect(sealedWith(sealed)).toBe(keyIdOf(KEY));
});

test("one byte changed, anywhere, or cut off, and it does not open", () => {
  const sealed = seal(KEY, PLACE, PLAIN);
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed);
    changed[at]! ^= 1;
    expect(() => unseal(KEY, PLACE, changed), String(at)).toThrow(/报送 S1 的加密文件缺失、损坏|不是同一把/);
    expect(() => unseal(KEY, PLACE, sealed.subarray(0, at)), String(at)).toThrow("报送 S1 的加密文件缺失、损坏");
  }
});

test("put in another's place it does not open", () => {
  const sealed = seal(KEY, PLACE, PLAIN);
  for (const place of [{...PLACE, submissionId: "S2"}, {...PLACE, role: "original"} as const])
    expect(() => unseal(KEY, place, sealed)).toThrow(`报送 ${place.submissionId} 的加密文件`);
});

test("another key is told apart from damage, and neither says anything of a key", () => {
  const sealed = seal(KEY, PLACE, PLAIN);
  expect(() => unseal(OTHER, PLACE, sealed)).toThrow("不是同一把");
  // A file that says it is of this key and is of another is no file of ours.
  const forged = Buffer.concat([
    seal(KEY, PLACE, PLAIN).subarray(0, HEAD_BYTES),
    seal(OTHER, PLACE, PLAIN).subarray(HEAD_BYTES)
  ]);
  expect(() => unseal(KEY, PLACE, forged)).toThrow("损坏");
});
