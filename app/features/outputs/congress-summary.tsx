import {Link} from "@remix-run/react";
import {FoldingCard} from "#app/ui/folding-card.tsx";
import type {Congress} from "./congress.server.ts";
import styles from "./outputs.module.css";

/** How many keep a rule, break it, or lack the data. */
export function CongressCounts({counts: {kept, broken, unknown}}: {counts: Congress["rules"][number]["counts"]}) {
  return (
    <>
      {broken > 0 && (
        <span className={styles.outcome} data-outcome="不符合">
          {`不符合 ${broken}　`}
        </span>
      )}
      {`符合 ${kept}`}
      {unknown > 0 && <span className="secondary">{`　缺数据 ${unknown}`}</span>}
    </>
  );
}

/** The rules for staff congresses on the page of their task, one line each. */
export function CongressSummary({congress: {rules}, search}: {congress: Congress; search: string}) {
  return (
    <FoldingCard title={`教代会规则检查（${rules.length} 条）`}>
      <ul className={styles.lacking}>
        {rules.map(({key, title, quote, counts}) => (
          <li key={key}>
            <Link to={`/outputs/congress${search}#${key}`}>{title}</Link>
            {`　${quote}　`}
            <CongressCounts counts={counts} />
          </li>
        ))}
      </ul>
    </FoldingCard>
  );
}
