import codes from "#app/ui/code.module.css";
import type {KpiPage} from "./kpi.server.ts";
import styles from "./kpi-lineage.module.css";

/** 更多: downloads of the whole KPI and of its trend, and the SQL that computes it. */
export function KpiMore({kpi: {code, sql, filters}}: {kpi: KpiPage}) {
  const unit = filters.unit ? `&unit=${filters.unit}` : "";
  return (
    <details className={styles.details}>
      <summary>更多（数据下载、计算方法）</summary>
      <p className={styles.downloads}>
        <span>全部月份、单位和分组：</span>
        <a href={`/api/kpis/${code}.xlsx`} download>
          Excel（含口径）
        </a>
        <a href={`/api/kpis/${code}.csv`} download>
          CSV 表格
        </a>
        <a href={`/api/kpis/${code}.arrow`} download>
          Arrow
        </a>
        <a href={`/api/kpis/${code}.json`}>JSON</a>
      </p>
      <p className={styles.downloads}>
        <span>趋势图：</span>
        <a href={`/api/kpis/${code}.svg?month=${filters.month}${unit}`} download>
          矢量图（SVG）
        </a>
        <span className="secondary">位图（PNG）在每张图的右下方保存。</span>
      </p>
      {sql && (
        <details className={styles.details}>
          <summary>{`计算语句 ${sql.path}`}</summary>
          <pre className={`${codes.code} ${styles.sql}`} tabIndex={0}>
            <code>{sql.sql}</code>
          </pre>
        </details>
      )}
    </details>
  );
}
