import {Form} from "@remix-run/react";
import buttons from "#app/ui/button.module.css";
import {Card} from "#app/ui/card.tsx";
import forms from "#app/ui/form.module.css";
import {SlideLink} from "#app/ui/slide-link.tsx";
import type {ChangesPage} from "./changes.server.ts";
import styles from "./changes.module.css";
import {KpiChanges} from "./kpi-changes.tsx";
import {StatusChanges} from "./status-changes.tsx";

export function ChangesView({changes}: {changes: ChangesPage}) {
  const {statuses, progresses, kpis, entry_count, isOfRunningMonth} = changes;
  return (
    <>
      <Card>
        <DaysForm changes={changes} />
        <p className="secondary">{`其间有 ${entry_count} 份报送计入、撤回或改变了审核结果。困难帮扶类指标只按月比较，不列报送。`}</p>
      </Card>
      {statuses.length > 0 && (
        <Card title={`状态有变化 ${statuses.length} 项`} id="statuses">
          <StatusChanges caption="状态有变化的任务和举措" rows={statuses} />
          {isOfRunningMonth && <SlideLink slideKey="changes-statuses" words="状态变化放进演示" />}
        </Card>
      )}
      {kpis.length > 0 && (
        <Card title={`指标有变化 ${kpis.length} 个`} id="kpis">
          <KpiChanges rows={kpis} />
          {isOfRunningMonth && <SlideLink slideKey="changes-kpis" words="指标变化放进演示" />}
        </Card>
      )}
      {progresses.length > 0 && (
        <Card title={`状态未变、进度有变化 ${progresses.length} 项`} id="progresses">
          <StatusChanges caption="进度有变化的任务和举措" rows={progresses} />
        </Card>
      )}
      {statuses.length + kpis.length + progresses.length === 0 && (
        <Card>
          <p>这两天之间，指标、任务和举措都没有变化。</p>
        </Card>
      )}
    </>
  );
}

function DaysForm({changes: {from, to, month}}: {changes: ChangesPage}) {
  return (
    <Form method="get" action="/changes" className={`${forms.row} ${styles.filter}`} data-compact="">
      {month && <input type="hidden" name="month" value={month} />}
      <label>
        <span>从（当晚）</span>
        <input type="date" name="from" defaultValue={from} required />
      </label>
      <label>
        <span>到（当晚）</span>
        <input type="date" name="to" defaultValue={to} required />
      </label>
      <button type="submit" className={buttons.secondary}>
        比较
      </button>
    </Form>
  );
}
