import {Link} from "@remix-run/react";
import {formatChange, formatRound, formatShown, formatYearChange, whyHiddenSince} from "#app/format.ts";
import {PendingMark} from "#app/ui/pending-mark.tsx";
import {Sparkline} from "#app/ui/sparkline.tsx";
import styles from "./kpi-cards.module.css";
import type {TaskKpi} from "./task-kpis.server.ts";

export function KpiCards({kpis, search}: {kpis: TaskKpi[]; search: string}) {
  return (
    <ul className={styles.cards}>
      {kpis.map((kpi) => (
        <li key={kpi.code} className={styles.card}>
          <Link to={`/kpis/${kpi.code}${search}`} className={styles.name}>
            {kpi.name}
          </Link>
          <div className={styles.figures}>
            <b className={styles.value} data-empty={(kpi.value === null && !kpi.last_shown) || undefined}>
              {formatShown(kpi, kpi.unit)}
            </b>
            <Sparkline values={kpi.values} target={kpi.target.value} />
          </div>
          <p className={styles.small}>
            {kpi.target.value !== null && (
              <span>{`目标 ${formatRound(kpi.target.value, kpi.unit)}（${kpi.target.source}）`}</span>
            )}
            <span>{kpi.pace_words}</span>
            {kpi.note && <span>{kpi.note}</span>}
            <PendingMark count={kpi.unreviewed} />
            {kpi.is_hidden && kpi.last_shown && <span>{whyHiddenSince(kpi)}</span>}
            {kpi.change !== null && <span>{`较上月${formatChange(kpi.change, kpi.unit)}`}</span>}
            {kpi.year_change !== null && <span>{formatYearChange(kpi.year_change, kpi.unit)}</span>}
            {kpi.shortfall && kpi.value !== null && <span>{kpi.shortfall}</span>}
          </p>
        </li>
      ))}
    </ul>
  );
}
