/** Seeded random numbers: the same seed and the same calls give the same year. */
export interface Random {
  /** At least 0, below 1. */
  next(): number;
  chance(share: number): boolean;
  /** A whole number, both ends included. */
  between(low: number, high: number): number;
  pick<T>(items: readonly T[]): T;
  /** One of the values, as often as its weight says. */
  weighted<T>(choices: readonly (readonly [T, number])[]): T;
  /** Up to `count` different items; a heavier item comes sooner. */
  sample<T>(items: readonly T[], count: number, weightOf?: (item: T) => number): T[];
}

/** A name gives each noun its own stream, so that a change in one leaves the others as they were. */
export function randomFor(name: string): Random {
  const next = mulberry32(hashOf(`union sample year 2026 ${name}`));
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    between,
    chance: (share) => next() < share,
    pick: (items) => at(items, between(0, items.length - 1)),
    weighted(choices) {
      let rest = next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of choices) {
        rest -= weight;
        if (rest < 0) return value;
      }
      return at(choices, choices.length - 1)[0];
    },
    sample(items, count, weightOf = () => 1) {
      // The smallest of exponential waiting times: drawing by weight, each item at most once.
      return items
        .map((item) => ({item, wait: -Math.log(1 - next()) / weightOf(item)}))
        .sort((a, b) => a.wait - b.wait)
        .slice(0, Math.max(0, count))
        .map(({item}) => item);
    }
  };
}

export function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`no item ${index} among ${items.length}`);
  return item;
}

function hashOf(text: string): number {
  let hash = 2166136261;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 16777619);
  return hash >>> 0;
}

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
