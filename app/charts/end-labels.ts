/**
 * Returns by how much each label moves down, so that labels at the ends of lines stand at least `step` apart in the
 * order of their lines and none leaves the span from 0 to `height`.
 */
export function endLabelOffsets(places: number[], step: number, height: number): number[] {
  const order = places.map((_, at) => at).toSorted((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
  const moved: number[] = [];
  for (const [rank, at] of order.entries())
    moved.push(Math.max(places[at] ?? 0, rank === 0 ? 0 : (moved[rank - 1] ?? 0) + step));
  // What was pushed below the bottom pushes the others up again.
  for (let rank = moved.length - 1; rank >= 0; rank--) {
    const limit = rank === moved.length - 1 ? height : (moved[rank + 1] ?? 0) - step;
    moved[rank] = Math.min(moved[rank] ?? 0, limit);
  }
  return places.map((place, at) => (moved[order.indexOf(at)] ?? 0) - place);
}
