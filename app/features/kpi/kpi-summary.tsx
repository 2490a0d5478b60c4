import {
  formatBare,
  formatChange,
  formatRound,
  formatShortMonth,
  formatShown,
  formatValue,
  NO_DATA,
  roundTenths,
  whyHidden,
  whyHiddenSince
} from "#app/format.ts";
import {Difference, isBetterBy} from "#app/ui/difference.tsx";
import {PendingMark} from "#app/ui/pending-mark.tsx";
import {StatusMark} from "#app/ui/status-mark.tsx";
import {addedWords} from "./added.ts";
import type {KpiNumbers, KpiPage} from "./kpi.server.ts";
import styles from "./kpi-summary.module.css";

/**
 * Shows the number with its numerator and denominator, its target and source, and its change since the month before.
 */
export function KpiSummary({kpi, numbers}: {kpi: KpiPage; numbers: KpiNumbers}) {
  const {current} = numbers;
  const {unit, target} = kpi;
  return (
    <dl className={styles.strip}>
      <div>
        <dt>{`${numbers.unit_name || "全校"}${numbers.is_cumulative ? `　1月至${formatShortMonth(kpi.filters.month)}累计` : ""}`}</dt>
        <dd className={styles.main}>{formatShown({...current, last_shown: numbers.last_shown}, unit)}</dd>
        {current?.is_hidden && numbers.last_shown && <dd>{whyHiddenSince(current)}</dd>}
        {numbers.judgement && (
          <dd className={styles.note}>
            <StatusMark status={numbers.judgement.status} /> {numbers.judgement.rule}
          </dd>
        )}
        {numbers.unreviewed > 0 && (
          <dd>
            <PendingMark count={numbers.unreviewed} />
          </dd>
        )}
      </div>
      {typeof current?.denominator === "number" && (
        <div>
          <dt>分子 / 分母</dt>
          <dd>{`${formatBare(current.numerator)} / ${formatBare(current.denominator)} ${numbers.counted_in}`}</dd>
        </div>
      )}
      <div>
        <dt>{kpi.pace === "none" ? "参考值（不作考核）" : `目标（${target.source}）`}</dt>
        <dd>{target.value === null ? "未设定" : formatRound(target.value, unit)}</dd>
        {numbers.notes.map((note) => (
          <dd key={note} className={styles.note}>
            {note}
          </dd>
        ))}
      </div>
      {/* Where the target is no whole, the sentence says the gap in percent of the target, and says it once. */}
      {typeof current?.pace === "number" && (
        <div>
          <dt>序时（按时间应达到）</dt>
          <dd>{formatValue(current.pace, unit)}</dd>
          {current.value !== null && !(unit === "%" && target.value !== 100) && (
            <dd className={styles.note}>
              <Difference
                of={roundTenths(current.value) - roundTenths(current.pace)}
                measureUnit={unit}
                isBetter={isBetterBy(current.value - current.pace, kpi.direction)}
                than="序时"
              />
            </dd>
          )}
        </div>
      )}
      <div>
        <dt>{numbers.added ? "本月新增" : "较上月"}</dt>
        <dd>{changeWords(numbers, unit)}</dd>
      </div>
      {numbers.value_last_year !== null && (
        <div>
          <dt>去年同月</dt>
          <dd>{formatValue(numbers.value_last_year, unit)}</dd>
          {numbers.year_change !== null && (
            <dd className={styles.note}>
              <Difference
                of={numbers.year_change}
                measureUnit={unit}
                isBetter={isBetterBy(numbers.year_change, kpi.direction)}
                than="去年同月"
              />
            </dd>
          )}
        </div>
      )}
      {numbers.beside.map(({name, text}) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
      {numbers.own_month && (
        <div>
          <dt>{`${numbers.own_month.of}（不累计）`}</dt>
          <dd>
            {`${formatValue(numbers.own_month.value, unit)}（${formatBare(numbers.own_month.numerator)} / ${formatBare(numbers.own_month.denominator)}）`}
          </dd>
        </div>
      )}
      <div>
        <dt>数据截至</dt>
        <dd>{numbers.fresh_to ?? NO_DATA}</dd>
      </div>
    </dl>
  );
}

/** A month that added to a running total says by how much; any other whether the value rose. */
function changeWords({change, change_hidden: hidden, shortfall, added}: KpiNumbers, unit: string): string {
  if (hidden) return whyHidden(hidden);
  if (shortfall) return shortfall;
  if (added) return addedWords(added);
  return change === null ? NO_DATA : formatChange(change, unit);
}
