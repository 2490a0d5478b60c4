import {memo, useMemo} from "react";
import {Card} from "#app/ui/card.tsx";
import {EmptyState} from "#app/ui/empty-state.tsx";
import type {Decision} from "./decisions.server.ts";
import type {KpiNumbers, KpiPage} from "./kpi.server.ts";
import {ClosedMonthNote} from "./closed-month-note.tsx";
import {KpiDecisions} from "./kpi-decisions.tsx";
import {KpiDefinition} from "./kpi-definition.tsx";
import {KpiLineage} from "./kpi-lineage.tsx";
import lineageStyles from "./kpi-lineage.module.css";
import {KpiMore} from "./kpi-more.tsx";
import {KpiSummary} from "./kpi-summary.tsx";
import {KpiTools} from "./kpi-tools.tsx";
import {KpiTrend} from "./kpi-trend.tsx";
import {KpiVariation} from "./kpi-variation.tsx";
import styles from "./kpi-view.module.css";
import {rankingSentence} from "./ranking-sentence.ts";
import {SegmentsTable} from "./segments-table.tsx";
import {UnitFigures} from "./unit-figures.tsx";
import {UnitFunnel} from "./unit-funnel.tsx";
import {UnitMonths} from "./unit-months.tsx";
import {UnitRanking} from "./unit-ranking.tsx";
import {UnitsMissing} from "./units-missing.tsx";
import {WithheldNote} from "./withheld-note.tsx";

interface KpiViewProps {
  kpi: KpiPage;
  decisions: Decision[];
  search: string;
}

/**
 * From the number to its reasons: the year, its parts, the units, what was decided, how it is defined, whence it comes.
 * It stays as it is while the next page comes, so that a click is answered at once.
 */
export const KpiView = memo(function KpiView({kpi, decisions, search}: KpiViewProps) {
  const {numbers} = kpi;
  return (
    <>
      {numbers ? (
        <KpiSummary kpi={kpi} numbers={numbers} />
      ) : (
        <EmptyState title="还没有汇总过任何数据">收到第一份数据并汇总之后，这里会显示数值和趋势。</EmptyState>
      )}
      {numbers?.closed && <ClosedMonthNote closed={numbers.closed} unit={kpi.unit} />}
      {numbers && <WithheldNote months={numbers.withheld} />}
      <KpiTools kpi={kpi} />
      {numbers && <Pictures kpi={kpi} numbers={numbers} />}
      <KpiDecisions decisions={decisions} />
      <Card>
        <details className={lineageStyles.details}>
          <summary>口径与依据</summary>
          <KpiDefinition kpi={kpi} search={search} />
        </details>
        <KpiLineage lineage={kpi.lineage} />
        <KpiMore kpi={kpi} />
      </Card>
    </>
  );
});

function Pictures({kpi, numbers}: {kpi: KpiPage; numbers: KpiNumbers}) {
  const {variation, segments} = numbers;
  const hasFunnel = numbers.ranking.funnel !== undefined && isRanked(kpi);
  return (
    <div className={styles.columns} data-single={(!hasFunnel && segments.length === 0) || undefined}>
      <div className={styles.column}>
        <Card>
          <KpiTrend kpi={kpi} numbers={numbers} />
        </Card>
        {variation && (
          <Card title="是真变化，还是正常波动">
            <KpiVariation kpi={kpi} variation={variation} isInTrend={numbers.is_trend_monthly} />
          </Card>
        )}
        <Units kpi={kpi} numbers={numbers} />
      </div>
      <div className={styles.column}>
        {numbers.ranking.funnel && isRanked(kpi) && (
          <Card>
            <UnitFunnel kpi={kpi} ranking={numbers.ranking} funnel={numbers.ranking.funnel} />
          </Card>
        )}
        {segments.length > 0 && (
          <Card title="分组">
            <SegmentsTable
              code={kpi.code}
              groups={segments}
              months={numbers.segment_months}
              countedIn={numbers.counted_in}
            />
          </Card>
        )}
      </div>
    </div>
  );
}

const isRanked = ({units}: KpiPage) => units === "rank" || units === "top";

function Units({kpi, numbers}: {kpi: KpiPage; numbers: KpiNumbers}) {
  const {ranking} = numbers;
  const names = useMemo(() => new Map(ranking.names), [ranking]);
  return (
    <>
      {kpi.units === "missing" && (
        <Card title="各单位">
          <UnitsMissing kpi={kpi} ranking={ranking} />
        </Card>
      )}
      {isRanked(kpi) && ranking.awaited !== undefined && (
        <Card title="各单位">
          <p>{`${rankingSentence(ranking, kpi.unit)}（3、6、9、12 月）。`}</p>
          <UnitMonths kpi={kpi} names={names} />
        </Card>
      )}
      {isRanked(kpi) && ranking.awaited === undefined && ranking.units.length + ranking.hidden.length > 1 && (
        <Card>
          <UnitRanking kpi={kpi} ranking={ranking} />
          <UnitMonths kpi={kpi} names={names} />
        </Card>
      )}
      {numbers.unit_figures.length > 0 && (
        <Card title="分单位另列">
          <UnitFigures figures={numbers.unit_figures} />
        </Card>
      )}
    </>
  );
}
