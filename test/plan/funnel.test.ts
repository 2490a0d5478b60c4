import {assert, integer, property} from "fast-check";
import {expect, test} from "vitest";
import {chanceOf, funnelLimitsOf, funnelPlaceOf} from "#pipelines/numbers/funnel.ts";

/** The binomial coefficients of a size, exactly. */
function waysOf(size: number): bigint[] {
  const row = [1n];
  for (let count = 0; count < size; count++) row.push((row[count]! * BigInt(size - count)) / BigInt(count + 1));
  return row;
}

/**
 * The sum of the terms from 0 to `count` as a fraction of whole numbers: a share of part/whole gives the terms ways ×
 * part^k × (whole − part)^(n − k), all over whole^n.
 */
function exactAtMost(count: number, size: number, [part, whole]: [number, number]): {sum: bigint; of: bigint} {
  const ways = waysOf(size);
  let sum = 0n;
  for (let each = 0; each <= count; each++)
    sum += ways[each]! * BigInt(part) ** BigInt(each) * BigInt(whole - part) ** BigInt(size - each);
  return {sum, of: BigInt(whole) ** BigInt(size)};
}

/** Whether the chance is under so many thousandths. */
const isUnder = ({sum, of}: {sum: bigint; of: bigint}, thousandths: number) => sum * 1000n < of * BigInt(thousandths);

function exactPlace(count: number, size: number, [part, whole]: [number, number]): string {
  const [low, high] = [exactAtMost(count, size, [part, whole]), exactAtMost(size - count, size, [whole - part, whole])];
  if (isUnder(low, 1)) return "far-below";
  if (isUnder(high, 1)) return "far-above";
  if (isUnder(low, 25)) return "below";
  return isUnder(high, 25) ? "above" : "within";
}

const fractions = integer({min: 1, max: 39}).map((part): [number, number] => [part, 40]);
const sizes = integer({min: 1, max: 120});

test("every place agrees with the exact sum of the binomial terms", () => {
  assert(
    property(sizes, fractions, integer({min: 0, max: 120}), (size, share, some) => {
      const count = some % (size + 1);
      expect(funnelPlaceOf({count, size, share: share[0] / share[1]})).toBe(exactPlace(count, size, share));
    }),
    {numRuns: 400}
  );
});

test("a count lies outside a limit exactly where the tail's chance is smaller", () => {
  assert(
    property(sizes, fractions, (size, share) => {
      const limits = funnelLimitsOf(size, share[0] / share[1]);
      for (let count = 0; count <= size; count++) {
        const rate = (count / size) * 100;
        const drawn =
          rate < limits.farLower - 1e-9
            ? "far-below"
            : rate > limits.farUpper + 1e-9
              ? "far-above"
              : rate < limits.lower - 1e-9
                ? "below"
                : rate > limits.upper + 1e-9
                  ? "above"
                  : "within";
        expect([count, drawn]).toEqual([count, exactPlace(count, size, share)]);
      }
    }),
    {numRuns: 60}
  );
});

test("a chance that equals the tail exactly is not under it", () => {
  expect(funnelPlaceOf({count: 0, size: 3, share: 0.9})).toBe(exactPlace(0, 3, [36, 40]));
  expect(funnelPlaceOf({count: 3, size: 3, share: 0.1})).toBe(exactPlace(3, 3, [4, 40]));
});

test("8 of 30 people against 55 % is far below, 50 of 90 no difference", () => {
  expect(funnelPlaceOf({count: 8, size: 30, share: 0.55})).toBe("below");
  expect(funnelPlaceOf({count: 5, size: 30, share: 0.55})).toBe("far-below");
  expect(funnelPlaceOf({count: 50, size: 90, share: 0.55})).toBe("within");
  expect(funnelPlaceOf({count: 90, size: 100, share: 0.55})).toBe("far-above");
});

test("limits draw together as units grow, and thousands of people are no trouble", () => {
  const width = (size: number) => funnelLimitsOf(size, 0.55).upper - funnelLimitsOf(size, 0.55).lower;
  expect([width(30), width(300), width(3000)].every((each, index, all) => index === 0 || each < all[index - 1]!)).toBe(
    true
  );
  let sum = 0;
  for (let count = 0; count <= 3000; count++) sum += chanceOf(count, 3000, 0.55);
  expect(sum).toBeCloseTo(1, 9);
});

test("a share of nobody or of all leaves no room for chance", () => {
  expect(funnelPlaceOf({count: 0, size: 20, share: 0})).toBe("within");
  expect(funnelPlaceOf({count: 1, size: 20, share: 0})).toBe("far-above");
  expect(funnelPlaceOf({count: 20, size: 20, share: 1})).toBe("within");
  expect(funnelPlaceOf({count: 19, size: 20, share: 1})).toBe("far-below");
});
