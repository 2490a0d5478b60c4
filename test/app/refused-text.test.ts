import {expect, test} from "vitest";
import {refusedText} from "#app/features/submissions/upload/refused-text.ts";

type Refused = Parameters<typeof refusedText>[0];

const wrongIn = (row: number) => ({is_blocking: true, place: {row}}) as Refused["findings"][number];
const counts = (read: number, skipped: number) =>
  ({read, skipped, added: 0, updated: 0, unchanged: 0, refused: read - skipped}) as Refused["counts"];

test("what is said of a refused file adds up: all rows that were read, the skipped, the wrong", () => {
  const findings = [wrongIn(2), wrongIn(2), wrongIn(5)];
  const refused = {findings, blocking: 3, warnings: 0};
  expect(refusedText({...refused, counts: counts(3, 0)})).toBe("共 3 行，其中 2 行有错，整份暂不接收。");
  expect(refusedText({...refused, counts: counts(4, 1)})).toBe(
    "共 4 行：跳过 1 行（不是数据），其余 3 行中 2 行有错，整份暂不接收。"
  );
  expect(refusedText({...refused, blocking: 9, counts: counts(1200, 0)})).toBe(
    "共 1,200 行，其中至少 2 行有错，整份暂不接收。"
  );
  expect(refusedText({findings: [], blocking: 1, warnings: 0, counts: counts(4, 0)})).toBe("共 4 行，整份暂不接收。");
});
