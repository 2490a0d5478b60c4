import styles from "./status-mark.module.css";
import type {StatusWord} from "./status-words.ts";

/** Each status has its own shape, drawn on 12 × 12, so that it is legible in greyscale and on a photocopy. */
export const STATUS_SHAPES: Record<StatusWord, React.ReactNode> = {
  逾期: <path d="M1 1h10v10H1z" />,
  滞后: <path d="M6 .8 11.6 11H.4z" />,
  临期: <path d="M6 .2 11.8 6 6 11.8.2 6z" />,
  正常: <circle cx="6" cy="6" r="5.4" />,
  办结: <path d="m.8 6.4 1.7-1.8 2.3 2.3L9.9 1l1.6 1.7-6.7 7.7z" />,
  待审: <path d="M6 .6a5.4 5.4 0 1 1 0 10.8A5.4 5.4 0 0 1 6 .6Zm0 1.5v7.8a3.9 3.9 0 1 0 0-7.8Z" />,
  未到期: <circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" strokeWidth="1.6" />,
  无数据: (
    <circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" strokeWidth="1.6" strokeDasharray="2.2 1.6" />
  ),
  已调整: <path d="M1 10.5C1 5 4 3.2 7.4 3.2V.6L11.8 4.6 7.4 8.4V5.8C4.6 5.8 2.6 6.8 1 10.5Z" />
};

export function StatusShape({status}: {status: StatusWord}) {
  return (
    <svg className={styles.shape} viewBox="0 0 12 12" aria-hidden="true">
      {STATUS_SHAPES[status]}
    </svg>
  );
}

export function StatusMark({status}: {status: StatusWord}) {
  return (
    <span className={styles.mark} data-status={status}>
      <StatusShape status={status} />
      {status}
    </span>
  );
}
