import {Link} from "@remix-run/react";
import {DASH} from "#app/format.ts";
import {DataTable} from "#app/ui/data-table.tsx";
import {StatusMark} from "#app/ui/status-mark.tsx";
import {STATUS_WORDS, type StatusWord} from "#app/ui/status-words.ts";
import type {Column} from "#app/ui/table-column.ts";
import styles from "./plan.module.css";
import type {PlanRow} from "./plan.server.ts";
import {usePlanAddress} from "./use-plan-address.ts";

const COLUMNS: Column<PlanRow>[] = [
  {
    key: "code",
    title: "编号",
    value: ({code}) => code,
    cell: ({code}) => <DeliverableLink code={code} />
  },
  {key: "name", title: "承诺", value: ({name}) => name, cell: ({name}) => <b>{name}</b>},
  {
    key: "owner",
    title: "责任领导与单位",
    value: ({leader, lead_unit_name}) => `${lead_unit_name ?? ""} ${leader ?? ""}`,
    cell: (row) => <Owner {...row} />
  },
  {
    key: "account",
    title: "填报账户",
    value: ({account}) => account,
    cell: ({account, lead_unit}) => account ?? <span className="secondary">{lead_unit ? "牵头单位均可" : "未定"}</span>
  },
  {key: "due_on", title: "起止日期", value: ({due_on}) => due_on, cell: (row) => <Dates {...row} />},
  {
    key: "measure",
    title: "衡量",
    value: ({measure_words}) => measure_words,
    cell: ({measure_words, weight}) => (
      <>
        {measure_words}
        {weight !== 1 && <span className={styles.beside}>{`权重 ${weight}`}</span>}
      </>
    )
  },
  {
    key: "status",
    title: "状态",
    value: ({status}) => STATUS_WORDS.indexOf(status as StatusWord),
    cell: ({status}) => <StatusMark status={status as StatusWord} />
  }
];

/** Who answers for each deliverable, by when, and how it is measured. */
export function PlanTable({rows, unit}: {rows: PlanRow[]; unit: string | null}) {
  return (
    <DataTable
      caption="各项承诺的责任、期限和衡量"
      columns={COLUMNS}
      rows={rows}
      rowId={({code}) => code}
      isMarked={({lead_unit}) => unit !== null && lead_unit === unit}
      filterLabel="按字筛选"
    />
  );
}

function DeliverableLink({code}: {code: string}) {
  const address = usePlanAddress();
  return (
    <Link to={address(`/plan/${code}`)} className={styles.code}>
      {code}
    </Link>
  );
}

function Owner({leader, lead_unit_name, supporting}: PlanRow) {
  if (!leader && !lead_unit_name && supporting.length === 0) return <span className="secondary">未定</span>;
  return (
    <>
      {lead_unit_name ?? DASH}
      {leader && <span className={styles.beside}>{`${leader}`}</span>}
      {supporting.length > 0 && <span className={styles.beside}>{`协办：${supporting.join("、")}`}</span>}
    </>
  );
}

function Dates({start_on, due_on, original_due_on, times_postponed, period}: PlanRow) {
  return (
    <>
      {`${start_on} 至 ${due_on}`}
      {period && <span className={styles.beside}>{`文件：${period}`}</span>}
      {times_postponed > 0 && (
        <span className={styles.beside}>{`原定 ${original_due_on}，已延期 ${times_postponed} 次`}</span>
      )}
    </>
  );
}
