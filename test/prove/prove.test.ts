import {expect, test} from "vitest";
import {prove} from "./proof.ts";

test("the KPIs of small invented unions come to the same numbers twice", async () => {
  const {failure, worlds, compared} = await prove(2026, 4, false);
  expect(failure).toBeUndefined();
  expect(worlds).toBe(4);
  expect(compared).toBeGreaterThan(40_000);
});
