import {useLocation} from "@remix-run/react";
import {AttentionList} from "./attention-list.tsx";
import styles from "./overview-grid.module.css";
import type {Overview} from "./overview.server.ts";
import {ProgrammeBand} from "./programme-band.tsx";

export function OverviewGrid({overview, search}: {overview: Overview; search: string}) {
  const {search: filters} = useLocation();
  return (
    <div className={styles.grid}>
      {/* On a phone and for a screen reader the urgent items follow the sentence. */}
      <AttentionList
        items={overview.attention}
        count={overview.attention_count}
        office={overview.office}
        search={search}
        allTo={allTo(filters)}
      />
      <div className={styles.bands}>
        {overview.programmes.map((programme) => (
          <ProgrammeBand key={programme.code} programme={programme} search={search} />
        ))}
      </div>
    </div>
  );
}

/** The list is of the whole union, so it keeps the month and the programme alone. */
function allTo(filters: string): string {
  const asked = new URLSearchParams(filters);
  const kept = ["month", "programme"].flatMap((name) => {
    const value = asked.get(name);
    return value ? [[name, value]] : [];
  });
  return kept.length > 0 ? `/attention?${new URLSearchParams(kept)}` : "/attention";
}
