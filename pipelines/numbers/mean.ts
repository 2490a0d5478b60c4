/** Returns the weighted mean of the known values; null without any. */
export function meanOf(values: (number | null)[], weights: number[] = values.map(() => 1)): number | null {
  let sum = 0;
  let weight = 0;
  values.forEach((value, index) => {
    if (value === null) return;
    sum += value * (weights[index] ?? 1);
    weight += weights[index] ?? 1;
  });
  return weight === 0 ? null : sum / weight;
}
