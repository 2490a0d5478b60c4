import {useMemo} from "react";
import {Card} from "#app/ui/card.tsx";
import {EmptyState} from "#app/ui/empty-state.tsx";
import type {KpiNumbers, KpiPage} from "./kpi.server.ts";
import {ClosedMonthNote} from "./closed-month-note.tsx";
import {KpiDefinition} from "./kpi-definition.tsx";
import {KpiLineage} from "./kpi-lineage.tsx";
import {KpiSummary} from "./kpi-summary.tsx";
import {KpiTrend} from "./kpi-trend.tsx";
import styles from "./kpi-view.module.css";
import {SegmentsTable} from "./segments-table.tsx";
import {rankingSentence} from "./ranking-sentence.ts";
import {UnitFigures} from "./unit-figures.tsx";
import {UnitMonths} from "./unit-months.tsx";
import {UnitsMissing} from "./units-missing.tsx";
import {UnitRanking} from "./unit-ranking.tsx";
import {WithheldNote} from "./withheld-note.tsx";

export function KpiView({kpi, search}: {kpi: KpiPage; search: string}) {
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
      <div className={styles.columns}>
        <div className={styles.column}>{numbers && <Charts kpi={kpi} numbers={numbers} />}</div>
        <div className={styles.column}>
          <Card title="口径与依据">
            <KpiDefinition kpi={kpi} search={search} />
          </Card>
          {numbers && numbers.segments.length > 0 && (
            <Card title="分组">
              <SegmentsTable groups={numbers.segments} />
            </Card>
          )}
        </div>
      </div>
      <Card title="数字的来历">
        <KpiLineage kpi={kpi} />
      </Card>
    </>
  );
}

const isRanked = ({units}: KpiPage) => units === "rank" || units === "top";

function Charts({kpi, numbers}: {kpi: KpiPage; numbers: KpiNumbers}) {
  const {ranking} = numbers;
  const names = useMemo(() => new Map(ranking.names), [ranking]);
  return (
    <>
      <Card>
        <KpiTrend kpi={kpi} numbers={numbers} />
      </Card>
      {numbers.unit_figures.length > 0 && (
        <Card title="分单位另列">
          <UnitFigures figures={numbers.unit_figures} />
        </Card>
      )}
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
    </>
  );
}
