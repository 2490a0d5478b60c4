import {funnelLimitsOf, funnelPlaceOf} from "#pipelines/numbers/funnel.ts";
import type {KpiValue} from "#pipelines/numbers/kpis.ts";
import type {Funnel, Ranking} from "./ranking.ts";

/** So many sizes make a smooth curve. */
const STEPS = 40;

/** Places each visible unit by chance around the union's rate; a ranking without enough to compare stays as it is. */
export function withFunnel(ranking: Ranking, whole: Pick<KpiValue, "numerator" | "denominator"> | undefined): Ranking {
  const {numerator, denominator} = whole ?? {};
  if (typeof numerator !== "number" || !denominator || numerator > denominator) return ranking;
  const share = numerator / denominator;
  const units = ranking.units.map((unit) => {
    const {numerator: count, denominator: size} = unit;
    if (count === null || !size || count > size) return unit;
    return {...unit, chance: funnelPlaceOf({count, size, share})};
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
