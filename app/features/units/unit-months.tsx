import {MonthLines} from "#app/charts/month-lines.tsx";
import {formatBare, formatShortMonth, formatValue} from "#app/format.ts";
import {Card} from "#app/ui/card.tsx";
import {DataTable} from "#app/ui/data-table.tsx";
import {PhoneFold} from "#app/ui/folded.tsx";
import {LazyDetails} from "#app/ui/lazy-details.tsx";
import {SlideLink} from "#app/ui/slide-link.tsx";
import type {UnitPage, UnitSeries} from "./unit.server.ts";
import styles from "./unit-view.module.css";

/** The unit's main rates month by month, each on a scale of its own, over the union's lighter line. */
export function UnitMonths({unit, series}: Pick<UnitPage, "unit" | "series">) {
  if (series.length === 0) return null;
  const months = series[0]!.months;
  return (
    <Card title="逐月">
      <p className="secondary">深线为本单位，浅线为全校；各图从 0 起，刻度各自不同。</p>
      <PhoneFold label={`显示 ${series.length} 项指标的逐月变化`}>
        <ul className={styles.multiples}>
          {series.map((each) => (
            <li key={each.code}>
              <h3>{each.name}</h3>
              <MonthLines values={each.own} compared={each.union} top={topOf(each)} label={labelOf(each)} />
              <p className={styles.said}>{endsOf(each)}</p>
            </li>
          ))}
        </ul>
        <LazyDetails className={styles.details} summary="数据表">
          <DataTable
            caption="本单位主要指标逐月"
            rows={series}
            columns={[
              {key: "name", title: "指标", cell: ({name, unit}) => `${name}（${unit}）`},
              ...months.map((month, index) => ({
                key: month,
                title: formatShortMonth(month),
                isNumber: true,
                cell: ({own, unit}: UnitSeries) => formatBare(own[index], unit)
              }))
            ]}
          />
        </LazyDetails>
        <SlideLink slideKey={`unit:${unit}/months`} words="逐月放进演示" />
      </PhoneFold>
    </Card>
  );
}

function topOf({own, union, unit}: UnitSeries): number {
  const most = Math.max(0, ...[...own, ...union].filter((value) => value !== null));
  return unit === "%" ? Math.min(100, Math.ceil(most / 20) * 20) : most;
}

function labelOf({name, unit, own, months}: UnitSeries): string {
  const said = months.flatMap((month, index) => {
    const value = own[index];
    return typeof value === "number" ? [`${formatShortMonth(month)} ${formatValue(value, unit)}`] : [];
  });
  return `${name}逐月：${said.join("，")}`;
}

/** “1月 0.9 % → 11月 52.7 %，全校 55.3 %” */
function endsOf({own, union, months, unit}: UnitSeries): string {
  const known = months.flatMap((month, index) => {
    const value = own[index];
    return typeof value === "number" ? [{month, value, union: union[index] ?? null}] : [];
  });
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) return "还没有数据";
  const of = (point: typeof first) => `${formatShortMonth(point.month)} ${formatValue(point.value, unit)}`;
  const from = first === last ? "" : `${of(first)} → `;
  return `${from}${of(last)}${last.union === null ? "" : `，全校 ${formatValue(last.union, unit)}`}`;
}
