import {Form, Link} from "@remix-run/react";
import {Card} from "#app/ui/card.tsx";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import {DataTable} from "#app/ui/data-table.tsx";
import type {Column} from "#app/ui/table-column.ts";
import {EmptyState} from "#app/ui/empty-state.tsx";
import type {RetentionPage} from "./retention.server.ts";
import buttons from "#app/ui/button.module.css";
import styles from "#app/ui/form.module.css";

interface RetentionViewProps {
  page: RetentionPage;
  /** Why the days were not set, and what was typed. */
  refused?: {problem: string; typed: string};
}

export function RetentionView({page, refused}: RetentionViewProps) {
  return (
    <>
      <Card>
        <DataTable caption="什么保存多久" columns={RULES} rows={page.rules} rowId={({what}) => what} />
        <p className="secondary">
          到期后销毁原件，数据行去除个人信息，各项指标的数不变。按期清理：npm run retention -- --on 日期。
        </p>
      </Card>
      <Card title="审计记录保存多久">
        <Form method="post" className={styles.row}>
          <CsrfField />
          <label>
            <span>{`天数（不少于 ${page.least}）`}</span>
            <input name="days" inputMode="numeric" required defaultValue={refused?.typed ?? String(page.days)} />
          </label>
          <button className={buttons.primary}>保存</button>
        </Form>
        {refused && (
          <p className={styles.problem} role="alert">
            {refused.problem}
          </p>
        )}
      </Card>
      <Card title="最近清理了什么">
        {page.removals.length === 0 ? (
          <EmptyState title="还没有清理过" />
        ) : (
          <DataTable caption="最近清理了什么" columns={REMOVALS} rows={page.removals} rowId={({id}) => id} />
        )}
      </Card>
    </>
  );
}

const RULES: Column<RetentionPage["rules"][number]>[] = [
  {key: "what", title: "内容", cell: ({what}) => what},
  {key: "kept", title: "保存", cell: ({kept}) => kept},
  {key: "reason", title: "为什么", cell: ({reason}) => reason}
];

const REMOVALS: Column<RetentionPage["removals"][number]>[] = [
  {key: "day", title: "日期", cell: ({day}) => day},
  {key: "rule", title: "原因", cell: ({rule}) => rule},
  {
    key: "submission",
    title: "报送",
    cell: ({submission, title}) => (submission ? <Link to={`/submissions/${submission}`}>{title}</Link> : "")
  },
  {key: "facts", title: "做了什么", cell: ({facts}) => facts}
];
