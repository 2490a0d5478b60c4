import {type Counted, funnelLimitsOf, funnelPlaceBeside, shareOf} from "#pipelines/numbers/funnel.ts";
import type {Funnel, Ranking} from "./ranking.ts";

/** So many sizes make a smooth curve. */
const STEPS = 40;

/** Places each visible unit by chance around the union's rate; a ranking without enough to compare stays as it is. */
export function withFunnel(ranking: Ranking, whole: Counted | undefined): Ranking {
  const share = shareOf(whole);
  if (share === undefined) return ranking;
  const units = ranking.units.map((unit) => {
    const chance = funnelPlaceBeside(unit, share);
    return chance ? {...unit, chance} : unit;
  });
  const sizes = units.flatMap(({denominator: size, chance}) => (size && chance ? [size] : []));
  if (sizes.length < 2) return ranking;
  return {...ranking, units, funnel: {rate: share * 100, curves: curvesOf(sizes, share)}};
}

function curvesOf(sizes: number[], share: number): Funnel["curves"] {
  const [from, to] = [Math.max(1, Math.round(Math.min(...sizes) * 0.8)), Math.round(Math.max(...sizes) * 1.05)];
  const steps = Array.from({length: STEPS + 1}, (_, index) => Math.round(from + ((to - from) * index) / STEPS));
  return [...new Set(steps)].map((size) => ({size, ...funnelLimitsOf(size, share)}));
}
