import type {PlanBar} from "./plan-bar.server.ts";
import styles from "./timeline.module.css";
import type {YearSpan} from "./year-span.server.ts";

const HATCHED = "stated-period";

/** The pattern of stated periods, which all bars of the page share. */
export function HatchedPattern() {
  return (
    <svg width="0" height="0" aria-hidden="true" className={styles.defs}>
      <pattern id={HATCHED} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path d="M0 0v6" className={styles.hatch} />
      </pattern>
    </svg>
  );
}

/** A row of the timeline. The cells beside it say the same in words, so it is hidden from screen readers. */
export function TimelineBar({bar, status, today}: {bar: PlanBar; status: string; today: number | undefined}) {
  return (
    <svg className={styles.bar} data-status={status} width="100%" height="24" aria-hidden="true">
      {bar.stated && <Span span={bar.stated} y={0} height={24} fill={`url(#${HATCHED})`} />}
      {bar.original && <Span span={bar.original} y={4} height={16} className={styles.original} />}
      {bar.plan && <Span span={bar.plan} y={7} height={10} className={styles.plan} />}
      {bar.done && <Span span={bar.done} y={7} height={10} className={styles.done} />}
      {bar.originalDue !== undefined && <Diamond at={bar.originalDue} className={styles.original} />}
      {bar.due !== undefined && <Diamond at={bar.due} className={styles.due} />}
      {today !== undefined && <line x1={`${today}%`} x2={`${today}%`} y1="0" y2="24" className={styles.today} />}
    </svg>
  );
}

interface SpanProps {
  span: YearSpan;
  y: number;
  height: number;
  className?: string;
  fill?: string;
}

function Span({span, ...rest}: SpanProps) {
  return <rect x={`${span.x}%`} width={`${span.width}%`} {...rest} />;
}

function Diamond({at, className}: {at: number; className?: string}) {
  return (
    <svg x={`${at}%`} y="12" overflow="visible">
      <path d="M0-7 7 0 0 7-7 0z" className={className} />
    </svg>
  );
}
