import {expect, test} from "vitest";
import {runTarget} from "./run-target.ts";
import {casesOf, TARGETS} from "./targets.ts";

const CASES = 5_000;
/** Each run of the tests tries other cases; a failure names its seed. */
const seed = Date.now() % 1_000_000;

test.each(TARGETS)(
  "$name takes whatever is sent",
  async (target) => {
    const {failure} = await runTarget(target, {seed, cases: casesOf(target, CASES)});
    const again = `npm run fuzz -- --target ${target.name} --seed ${seed} --path ${failure?.path}`;
    expect(failure, `${again}\n${failure?.words}`).toBeUndefined();
  },
  180_000
);
