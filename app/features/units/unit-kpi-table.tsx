import {Link} from "@remix-run/react";
import {ComparedBar} from "#app/charts/compared-bar.tsx";
import {FoldButton, useFold} from "#app/ui/folded.tsx";
import {differenceWords, judgementWords, ownWords, peersWords, unionWords} from "./kpi-words.ts";
import type {UnitPage, UnitPageKpi} from "./unit.server.ts";
import styles from "./unit-kpi-table.module.css";

const ROWS_ON_PHONE = 4;

/** All KPIs of a unit beside the units of its size and the union, task by task. */
export function UnitKpiTable({tasks}: Pick<UnitPage, "tasks">) {
  const rows = tasks.flatMap(({kpis}) => kpis);
  const fold = useFold(rows.length, ROWS_ON_PHONE);
  return (
    <>
      <p className={styles.legend}>
        <span className={styles.solid} aria-hidden="true" />
        实心为本单位
        <span className={styles.frame} aria-hidden="true" />
        空框为全校，按数量计的指标只同规模单位相比，空框为其中位数；百分比从 0 到 100 %，其余各行刻度不同
      </p>
      <table className={styles.table}>
        <caption className="visually-hidden">各项指标：本单位、同规模中位数、全校和差</caption>
        <thead>
          <tr>
            <th scope="col">指标</th>
            <th scope="col" className={styles.bar}>
              <span className="visually-hidden">图</span>
            </th>
            <th scope="col">本单位</th>
            <th scope="col">同规模中位数</th>
            <th scope="col">全校</th>
            <th scope="col">Δ</th>
            <th scope="col">同规模位次</th>
          </tr>
        </thead>
        {tasks.map((task) => (
          <tbody key={task.code}>
            <tr
              className={`${styles.task} ${fold.rowClass(task.kpis.length === 0 ? 0 : rows.indexOf(task.kpis[0]!)) ?? ""}`}
            >
              <th scope="rowgroup" colSpan={7}>
                {`任务${task.sequence} ${task.title}`}
              </th>
            </tr>
            {task.kpis.map((kpi) => (
              <KpiRow key={kpi.code} kpi={kpi} className={fold.rowClass(rows.indexOf(kpi))} />
            ))}
          </tbody>
        ))}
      </table>
      <FoldButton fold={fold} noun="项指标" />
    </>
  );
}

function KpiRow({kpi, className}: {kpi: UnitPageKpi; className: string | undefined}) {
  const {own, against, union, peers_median, peers, place, unit, is_better} = kpi;
  const compared = against === "union" ? union : against === "peers" ? peers_median : null;
  const top = unit === "%" ? 100 : Math.max(own.value ?? 0, compared ?? 0, 1);
  return (
    <tr className={className}>
      <th scope="row">
        <Link to={kpi.to}>{kpi.name}</Link>
      </th>
      <td className={styles.bar}>
        {own.value !== null && against !== null && <ComparedBar value={own.value} compared={compared} top={top} />}
      </td>
      <td data-label="本单位" className={styles.own}>
        {ownWords(kpi)}
      </td>
      <td data-label="同规模中位数">{peersWords(kpi)}</td>
      <td data-label="全校">{unionWords(kpi)}</td>
      <td
        data-label="Δ"
        className={styles.difference}
        data-better={is_better ?? undefined}
        data-none={kpi.difference === null || undefined}
      >
        {differenceWords(kpi)}
        {judgementWords(kpi) && <span className={styles.judgement}>{judgementWords(kpi)}</span>}
      </td>
      <td data-label="同规模位次">{place !== null && peers > 1 ? `${place} / ${peers}` : "—"}</td>
    </tr>
  );
}
