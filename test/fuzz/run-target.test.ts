import {setTimeout as sleep} from "node:timers/promises";
import fc from "fast-check";
import {expect, test} from "vitest";
import {property} from "./case.ts";
import {runTarget} from "./run-target.ts";

test("a case that a limit of time lets go of ends before what it works on is closed", async () => {
  const order: string[] = [];
  const slow = property(fc.constant(0), async () => {
    order.push("begun");
    await sleep(300);
    order.push("ended");
  });
  const open = () => ({property: slow, close: () => void order.push("closed")});
  await runTarget({name: "slow", share: 1, open}, {seed: 1, cases: 10, minutes: 100 / 60_000});
  expect(order).toEqual(["begun", "ended", "closed"]);
});
