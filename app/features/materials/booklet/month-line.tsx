import {roundTenths} from "#app/format.ts";
import type {FrozenKpi} from "#app/features/deck/state/frozen-state.ts";
import {NOTATION} from "#app/ui/notation.ts";

interface MonthLineProps {
  months: FrozenKpi["months"];
  target: number | null;
}

const [WIDTH, HEIGHT, ROOM] = [84, 20, 3];

/** A word-sized line of the months from zero, with the target as a dashed line. */
export function MonthLine({months, target}: MonthLineProps) {
  const highest = Math.max(target ?? 0, ...months.map(({value}) => value ?? 0)) || 1;
  const x = (at: number) => roundTenths(ROOM + (at * (WIDTH - 2 * ROOM)) / 11);
  const y = (value: number) => roundTenths(HEIGHT - ROOM - (Math.max(0, value) / highest) * (HEIGHT - 2 * ROOM));
  const points = months.flatMap(({value}, at) => (value === null ? [] : [{x: x(at), y: y(value)}]));
  const last = points.at(-1);
  if (!last) return null;
  const {stroke} = NOTATION.actual;
  return (
    <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {target !== null && (
        <line
          x1={0}
          x2={WIDTH}
          y1={y(target)}
          y2={y(target)}
          stroke="#5c6370"
          strokeWidth={0.8}
          strokeDasharray="3 2"
        />
      )}
      <polyline
        points={points.map((point) => `${point.x},${point.y}`).join(" ")}
        fill="none"
        stroke={stroke}
        strokeWidth={1.4}
      />
      <circle cx={last.x} cy={last.y} r={2} fill={stroke} />
    </svg>
  );
}
