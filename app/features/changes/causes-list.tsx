import {Link} from "@remix-run/react";
import type {ShownCause} from "./changes.server.ts";
import styles from "./changes.module.css";

/** The ledger entries that can have changed a number; the newest first. */
export function CausesList({causes, count, none}: {causes: ShownCause[]; count: number; none: string}) {
  if (causes.length === 0) return <span className="secondary">{none}</span>;
  const [first, ...rest] = causes;
  return (
    <>
      <Cause cause={first!} />
      {rest.length > 0 && (
        <details>
          <summary>{`共 ${count} 份，逐份查看`}</summary>
          <ul className={styles.causes}>
            {rest.map((cause, at) => (
              <li key={at}>
                <Cause cause={cause} />
              </li>
            ))}
            {count > causes.length && <li className="secondary">{`更早的 ${count - causes.length} 份未列出`}</li>}
          </ul>
        </details>
      )}
    </>
  );
}

function Cause({cause: {what, title, sender, file_name, by, on, to}}: {cause: ShownCause}) {
  const words = `${title}${file_name === null ? "" : `“${file_name}”`}`;
  return (
    <span className={styles.cause}>
      {to ? <Link to={to}>{words}</Link> : words}
      <span className="secondary">{`　${on} ${what}，${[sender, by].filter(Boolean).join("，") || "报送单位不列出"}`}</span>
    </span>
  );
}
