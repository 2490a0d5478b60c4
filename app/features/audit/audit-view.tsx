import {Form} from "@remix-run/react";
import {Card} from "#app/ui/card.tsx";
import {DataTable} from "#app/ui/data-table.tsx";
import type {Column} from "#app/ui/table-column.ts";
import {WholeTableLink} from "#app/ui/whole-table-link.tsx";
import type {AuditPage} from "./audit.server.ts";
import buttons from "#app/ui/button.module.css";
import {Options} from "#app/ui/options.tsx";
import styles from "#app/ui/form.module.css";

/** Shows who did what and when, with a filter and a download. */
export function AuditView({page}: {page: AuditPage}) {
  const {filter, actions, rows, count, hasMore} = page;
  const search = new URLSearchParams(filter);
  return (
    <Card>
      <Form method="get" className={styles.row}>
        <label>
          <span>账户</span>
          <input name="who" defaultValue={filter.who} />
        </label>
        <label>
          <span>事项</span>
          <select name="action" defaultValue={filter.action}>
            <option value="">全部</option>
            <Options of={actions} />
          </select>
        </label>
        <label>
          <span>从</span>
          <input type="date" name="from" defaultValue={filter.from} />
        </label>
        <label>
          <span>到</span>
          <input type="date" name="to" defaultValue={filter.to} />
        </label>
        <button className={buttons.primary}>查看</button>
        <a href={`/admin/audit/csv?${search}`} download>
          导出 CSV
        </a>
      </Form>
      {hasMore && <p className="secondary">只显示最近的一部分，其余请用日期筛选或导出。</p>}
      <DataTable caption="审计记录" columns={COLUMNS} rows={rows} rowId={({number}) => String(number)} />
      <WholeTableLink shown={rows.length} count={count} />
    </Card>
  );
}

const COLUMNS: Column<AuditPage["rows"][number]>[] = [
  {key: "number", title: "序号", isNumber: true, cell: ({number}) => number},
  {key: "at", title: "时间", cell: ({at}) => at},
  {key: "who", title: "账户", cell: ({who}) => who},
  {key: "word", title: "事项", cell: ({word}) => word},
  {key: "object", title: "对象", cell: ({object}) => object},
  {key: "detail", title: "说明", cell: ({detail}) => detail},
  {key: "address", title: "来自", cell: ({address}) => address}
];
