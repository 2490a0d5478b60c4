import {Link} from "@remix-run/react";
import {formatRound, formatShown} from "#app/format.ts";
import {DataTable} from "#app/ui/data-table.tsx";
import {Delta} from "#app/ui/delta.tsx";
import {StatusMark} from "#app/ui/status-mark.tsx";
import type {Column} from "#app/ui/table-column.ts";
import type {KpiLine, KpiList} from "./kpi-list.server.ts";

/** Instead of a status, where nothing is judged. */
const REFERENCE = "只作参考";

/** All KPIs, by task; filtered by typing. */
export function KpiListView({list, search}: {list: KpiList; search: string}) {
  const hasChanges = list.kpis.some(({change}) => change !== null);
  const columns = columnsOf(search).filter(
    ({key}) => (key !== "status" || !list.isOfUnit) && (key !== "change" || hasChanges)
  );
  return (
    <DataTable
      caption="各项指标的当前值、目标、较上月的变化和状态"
      columns={columns}
      rows={list.kpis}
      rowId={({code}) => code}
      filterLabel="按名称、代码、任务或状态筛选"
    />
  );
}

function columnsOf(search: string): Column<KpiLine>[] {
  return [
    {
      key: "name",
      title: "指标",
      cell: ({code, name}) => <Link to={`/kpis/${code}${search}`}>{`${code} ${name}`}</Link>,
      value: ({code, name}) => `${code} ${name}`
    },
    {
      key: "task",
      title: "任务",
      cell: ({task, task_code}) => <Link to={`/tasks/${task_code}${search}`}>{task}</Link>,
      value: ({task, task_code}) => `${task_code} ${task}`
    },
    {
      key: "value",
      title: "当前值",
      isNumber: true,
      cell: (kpi) => formatShown(kpi, kpi.unit),
      value: ({value, last_shown}) => value ?? last_shown?.value ?? null
    },
    {
      key: "target",
      title: "目标",
      isNumber: true,
      cell: ({target, unit}) => <span title={target.source}>{formatRound(target.value, unit)}</span>,
      value: ({target}) => target.value
    },
    {
      key: "change",
      title: "较上月",
      isNumber: true,
      cell: ({change, unit, is_better}) => <Delta difference={change} measureUnit={unit} isBetter={is_better} />,
      value: ({change}) => change
    },
    {
      key: "status",
      title: "状态",
      cell: ({judgement, isReference}) =>
        judgement ? (
          <span title={judgement.rule}>
            <StatusMark status={judgement.status} />
          </span>
        ) : (
          isReference && REFERENCE
        ),
      value: ({judgement, isReference}) => judgement?.status ?? (isReference ? REFERENCE : null)
    }
  ];
}
