import {Link, useLocation} from "@remix-run/react";
import {keptSearch} from "#app/ui/address.ts";
import {DataTable} from "#app/ui/data-table.tsx";
import type {Column} from "#app/ui/table-column.ts";
import {LevelMark} from "./level-mark.tsx";
import styles from "./supervision.module.css";
import type {SupervisedItem} from "./supervision.server.ts";

/** What is supervised, with the rules that say so and a paper for each. */
export function SupervisedList({items}: {items: SupervisedItem[]}) {
  const search = keptSearch(useLocation().search);
  const columns: Column<SupervisedItem>[] = [
    {key: "level", title: "级别", cell: ({level}) => <LevelMark level={level} />},
    {
      key: "name",
      title: "事项",
      value: ({code, name}) => `${code} ${name}`,
      cell: ({code, name, task_code}) => (
        <>
          <Link to={`/tasks/${task_code}${search}#${code}`}>
            <b>{name}</b>
          </Link>
          <span className={styles.beside}>{code}</span>
        </>
      )
    },
    {key: "rules", title: "触发的规则", value: ({rules}) => rules.join("；"), cell: ({rules}) => rules.join("；")},
    {
      key: "owner",
      title: "牵头与责任领导",
      value: ({lead_unit, leader}) => `${lead_unit ?? ""} ${leader ?? ""}`,
      cell: ({lead_unit, leader}) => (
        <>
          {lead_unit ?? <span className="secondary">未定</span>}
          {leader && <span className={styles.beside}>{leader}</span>}
        </>
      )
    },
    {
      key: "due_on",
      title: "时限",
      value: ({due_on}) => due_on,
      cell: ({due_on, original_due_on, times_postponed}) => (
        <>
          {due_on}
          {times_postponed > 0 && <span className={styles.beside}>{`原定 ${original_due_on}`}</span>}
        </>
      )
    },
    {
      key: "paper",
      title: "督办单",
      value: ({notice}) => notice?.number ?? "",
      cell: ({code, notice}) => (
        <>
          <Link to={`/supervision/${code}${search}`}>{notice?.number ?? "尚未发出"}</Link>
          {notice?.end && <span className={styles.beside}>{`已结束：${notice.end.reason}`}</span>}
        </>
      )
    },
    {
      key: "step",
      title: "告知与签收",
      value: ({notice}) => notice?.acknowledged?.at ?? notice?.step ?? "",
      cell: ({notice}) => <NoticeStep notice={notice} />
    }
  ];
  return (
    <DataTable caption="督办事项" columns={columns} rows={items} rowId={({code}) => code} filterLabel="按字筛选" />
  );
}

function NoticeStep({notice}: {notice: SupervisedItem["notice"]}) {
  if (!notice || notice.end) return null;
  const {acknowledged, step, next} = notice;
  const state = acknowledged
    ? `${acknowledged.by} 于 ${acknowledged.at.slice(0, 10)} 签收`
    : step
      ? `已告知${step}，未签收`
      : "待告知";
  return (
    <>
      {state}
      {next && (
        <span className={styles.beside}>{`下一步：${next.on} ${acknowledged ? "再提醒" : "告知"}${next.step}`}</span>
      )}
    </>
  );
}
