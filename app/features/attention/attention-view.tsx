import {Link, useLocation} from "@remix-run/react";
import {addressWith} from "#app/ui/address.ts";
import {DataTable} from "#app/ui/data-table.tsx";
import {StatusMark, type StatusWord} from "#app/ui/status-mark.tsx";
import type {Column} from "#app/ui/table-column.ts";
import type {Attention} from "./attention.server.ts";
import styles from "./attention-view.module.css";

type Item = Attention["items"][number];

const COLUMNS: Column<Item>[] = [
  {
    key: "status",
    title: "状态",
    cell: ({status}) => <StatusMark status={status as StatusWord} />
  },
  {
    key: "name",
    title: "事项",
    value: ({code, name}) => `${code} ${name}`,
    cell: ({code, task_code, name}) => (
      <>
        <Link to={`/tasks/${task_code}#${code}`}>
          <b>{name}</b>
        </Link>
        <span className={styles.beside}>{code}</span>
      </>
    )
  },
  {
    key: "reasons",
    title: "为什么",
    value: ({reasons}) => reasons.join("；"),
    cell: ({reasons, problem_note}) => (
      <>
        {reasons.join("；")}
        {problem_note && <span className={styles.beside}>{`说明：${problem_note}`}</span>}
      </>
    )
  },
  {
    key: "owner",
    title: "责任单位",
    value: ({lead_unit_name, leader}) => `${lead_unit_name ?? ""} ${leader ?? ""}`,
    cell: ({lead_unit_name, leader}) => (
      <>
        {lead_unit_name ?? <span className="secondary">未定</span>}
        {leader && <span className={styles.beside}>{leader}</span>}
      </>
    )
  },
  {key: "action", title: "下一步", cell: ({action}) => <Link to={action.to}>{action.words}</Link>}
];

/** Everything that needs an action, with its reason, its owner and one thing to do. */
export function AttentionView({attention}: {attention: Attention}) {
  const {counts, concern, items, total} = attention;
  const {search} = useLocation();
  return (
    <>
      <nav className={styles.kinds} aria-label="按原因看">
        <Kind to={addressWith(search, {concern: undefined})} isShown={concern === null}>{`全部 ${total}`}</Kind>
        {counts.map((each) => (
          <Kind
            key={each.concern}
            to={addressWith(search, {concern: each.concern})}
            isShown={concern === each.concern}
          >{`${each.concern} ${each.count}`}</Kind>
        ))}
      </nav>
      <DataTable
        caption="需关注的事项"
        columns={COLUMNS}
        rows={items}
        rowId={({code}) => code}
        isMarked={({is_own}) => is_own}
        filterLabel="按字筛选"
      />
    </>
  );
}

function Kind({to, isShown, children}: {to: string; isShown: boolean; children: string}) {
  return isShown ? <b aria-current="page">{children}</b> : <Link to={to}>{children}</Link>;
}
