import {DASH, formatBare, roundTenths} from "#app/format.ts";
import {SignBox} from "#app/ui/sign-box.tsx";

interface ProgressProps {
  progress: number | null;
  pace: number | null;
}

/** The actual value as a solid bar, the pace as a frame around it. */
export function ProgressBar({progress, pace}: ProgressProps) {
  return (
    <svg className="bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
      <line x1="0" x2="100" y1="6" y2="6" stroke="#8a919c" strokeDasharray={progress === null ? "4 4" : undefined} />
      {progress !== null && <SignBox sign="actual" x={0} y={3} width={clamp(progress)} height={6} />}
      {pace !== null && <SignBox sign="plan" x={0} y={0.5} width={clamp(pace)} height={11} />}
    </svg>
  );
}

/** The difference of what is shown, so that the reader's own subtraction agrees. */
export function Difference({progress, pace}: ProgressProps) {
  if (progress === null || pace === null) return <>{DASH}</>;
  const points = roundTenths(roundTenths(progress) - roundTenths(pace));
  if (points === 0) return <>±0.0</>;
  return (
    <span
      className={points > 0 ? "better" : "worse"}
    >{`${points > 0 ? "+" : "−"}${formatBare(Math.abs(points), "%")}`}</span>
  );
}

const clamp = (percent: number) => roundTenths(Math.min(100, Math.max(0, percent)));
