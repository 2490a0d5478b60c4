import {AttentionList} from "./attention-list.tsx";
import styles from "./overview-grid.module.css";
import type {Overview} from "./overview.server.ts";
import {ProgrammeBand} from "./programme-band.tsx";

export function OverviewGrid({overview, search}: {overview: Overview; search: string}) {
  return (
    <div className={styles.grid}>
      <div className={styles.bands}>
        {overview.programmes.map((programme) => (
          <ProgrammeBand key={programme.code} programme={programme} search={search} />
        ))}
      </div>
      <AttentionList
        items={overview.attention}
        count={overview.attention_count}
        office={overview.office}
        search={search}
      />
    </div>
  );
}
