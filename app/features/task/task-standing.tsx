import {Link} from "@remix-run/react";
import {memo} from "react";
import {formatPercent, formatShortMonth, NO_DATA} from "#app/format.ts";
import {Card} from "#app/ui/card.tsx";
import {FoldingCard} from "#app/ui/folding-card.tsx";
import {ProgressBar} from "#app/ui/progress-bar.tsx";
import {ofTheWhole, SlideLink} from "#app/ui/slide-link.tsx";
import {DeliverableTable} from "./deliverable-table.tsx";
import {KpiCards} from "./kpi-cards.tsx";
import type {TaskStanding} from "./task.server.ts";
import styles from "./task-standing.module.css";
import {PanelList} from "./topics/panel-view.tsx";
import {UnitsTable} from "./units-table.tsx";
import {UrgentList} from "./urgent-list.tsx";

export const TaskStandingView = memo(function TaskStandingView({
  standing,
  search,
  own
}: {
  standing: TaskStanding;
  search: string;
  own: string;
}) {
  const {progress, pace, rule, with_data, of, deliverables, kpis, units, closed, panels} = standing;
  return (
    <>
      <Card title="进度和要抓紧的事">
        {closed && <ClosedMonth closed={closed} />}
        <div className={styles.whole}>
          <span>
            {"任务进度 "}
            <b>{progress === null ? NO_DATA : formatPercent(progress)}</b>
            {pace !== null && <span className="secondary">{` 序时 ${formatPercent(pace)}`}</span>}
          </span>
          <ProgressBar progress={progress} pace={pace} />
          <span className="secondary">{`${with_data === of ? `${of} 项都有数据` : `${of} 项中 ${with_data} 项有数据`}；${rule}`}</span>
        </div>
        <UrgentList deliverables={deliverables} />
      </Card>
      {panels.length > 0 && (
        <>
          <PanelList panels={panels} taskCode={standing.code} search={search} />
          <p>
            <Link to="/help/charts">怎样看图</Link>
          </p>
        </>
      )}
      <FoldingCard title={`各项举措（${deliverables.length} 项）`}>
        <DeliverableTable rows={deliverables} />
        <SlideLink {...ofTheWhole(`task:${standing.code}/deliverables`)} words="各项举措放进演示" />
      </FoldingCard>
      <FoldingCard title={`指标（${kpis.length} 项）`}>
        <KpiCards kpis={kpis} search={search} />
        {kpis.length > 0 && (
          <SlideLink
            slideKey={`task:${standing.code}/kpis`}
            keyOfPart={(unit) => `task:${standing.code}/kpis@${unit}`}
            words="指标放进演示"
          />
        )}
      </FoldingCard>
      {units.awaited.length > 0 && (
        <Card title="各单位">
          <p className="secondary">{`${units.awaited.join("、")}：各单位的数季末公布（3、6、9、12 月）。`}</p>
        </Card>
      )}
      {units.rows.length > 0 && (
        <FoldingCard title={`各单位的指标（${units.rows.length} 个单位）`} isClosed>
          <UnitsTable units={units} own={own} />
          <SlideLink {...ofTheWhole(`task:${standing.code}/units`)} words="各单位的指标放进演示" />
        </FoldingCard>
      )}
    </>
  );
});

function ClosedMonth({closed: {month, closed_on, problem, changes}}: {closed: NonNullable<TaskStanding["closed"]>}) {
  if (problem) return <p role="alert">{`${problem}。`}</p>;
  return (
    <p className="secondary">
      {`${formatShortMonth(month)}的状态和进度已于 ${closed_on} 封存，以后不再变化。`}
      <Link to={changes}>看封存后的更正</Link>
    </p>
  );
}
