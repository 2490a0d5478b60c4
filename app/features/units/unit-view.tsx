import {Link} from "@remix-run/react";
import {formatDay, formatMonth, formatNumber, formatShortMonth} from "#app/format.ts";
import {Card} from "#app/ui/card.tsx";
import {PrintButton} from "#app/ui/print-button.tsx";
import {UnitActivitiesCard} from "./unit-activities-card.tsx";
import {Strengths, Weaknesses} from "./unit-highlights.tsx";
import {UnitKpiTable} from "./unit-kpi-table.tsx";
import {UnitMonths} from "./unit-months.tsx";
import {UnitOwedCard} from "./unit-owed-card.tsx";
import {UnitPeopleCard} from "./unit-people-card.tsx";
import type {UnitPage} from "./unit.server.ts";
import styles from "./unit-view.module.css";

export function UnitView({page}: {page: UnitPage}) {
  const {tasks, strengths, weaknesses, series, people, activities, closed} = page;
  return (
    <div className={styles.page}>
      <PaperHead page={page} />
      {closed && <ClosedLine closed={closed} />}
      <div className={styles.highlights}>
        <Strengths strengths={strengths} />
        <Weaknesses weaknesses={weaknesses} />
      </div>
      <div className={styles.owedPlace}>
        <UnitOwedCard page={page} />
      </div>
      <Card title={`${formatMonth(page.month)}各项指标`} id="kpis">
        {tasks.length === 0 ? (
          <p>这个月还没有本单位的指标。报送的数据审核、汇总之后，这里会显示。</p>
        ) : (
          <UnitKpiTable tasks={tasks} />
        )}
      </Card>
      <div className={styles.screenOnly}>
        <UnitMonths unit={page.unit} series={series} />
        {people && <UnitPeopleCard people={people} unit={page.unit} />}
        <UnitActivitiesCard activities={activities} unit={page.unit} />
      </div>
      <p className={styles.foot}>{`${page.unit_name}　截至 ${page.on}　工会年度计划看板`}</p>
    </div>
  );
}

/** How far the data reach, what units it is compared with, and the ways on. */
export function UnitAside({page}: {page: UnitPage}) {
  const {unit, month, size, people_count, fresh_to} = page;
  return (
    <>
      <span>{fresh_to === null ? "还没有数据。" : `最旧的一类数据截至${formatDay(fresh_to)}。`}</span>
      {size && people_count !== null && (
        <span>{`在岗 ${formatNumber(people_count)} 人；同规模指在岗 ${size.from}—${size.to} 人的 ${size.units} 个单位（全部单位按人数三等分）。`}</span>
      )}
      <span className={styles.tools}>
        <PrintButton /> <a href={`/units/${unit}/csv?month=${month}`}>下载 CSV</a>
        <Link to={`/units?month=${month}`}>看全部单位</Link>
      </span>
    </>
  );
}

/** On paper the head of the page is these lines; the screen has its own. */
function PaperHead({page: {unit_name, month, sentence, fresh_to, people_count, size}}: {page: UnitPage}) {
  return (
    <div className={styles.paperHead}>
      <p className={styles.paperName}>{`${unit_name}　${formatMonth(month)}`}</p>
      <p className={styles.paperSentence}>{sentence}</p>
      <p>
        {`最旧的一类数据截至 ${fresh_to ?? "—"}`}
        {size && `；在岗 ${people_count} 人，同规模指在岗 ${size.from}—${size.to} 人的 ${size.units} 个单位`}
      </p>
    </div>
  );
}

function ClosedLine({closed}: {closed: NonNullable<UnitPage["closed"]>}) {
  const {month, closed_on, problem, corrections, changes} = closed;
  if (problem) return <p role="alert">{`${problem}。`}</p>;
  return (
    <p>
      {`${formatShortMonth(month)}的数字已于 ${closed_on} 封存，以后不再变化。`}
      {corrections.length > 0 && <Link to={changes}>{`按最新数据，有 ${corrections.length} 项不同`}</Link>}
    </p>
  );
}
