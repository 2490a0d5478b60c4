import {Link, useLocation} from "@remix-run/react";
import {addressWith} from "#app/ui/address.ts";
import {DataTable} from "#app/ui/data-table.tsx";
import {StatusMark} from "#app/ui/status-mark.tsx";
import type {StatusWord} from "#app/ui/status-words.ts";
import type {Column} from "#app/ui/table-column.ts";
import type {Attention} from "./attention.server.ts";
import styles from "./attention-view.module.css";

type Item = Attention["items"][number];

const COLUMNS: Column<Item>[] = [
  {
    key: "status",
    title: "状态",
    cell: ({status, concerns}) =>
      status === null ? <b className={styles.concern}>{concerns[0]}</b> : <StatusMark status={status as StatusWord} />
  },
  {
    key: "name",
    title: "事项",
    value: ({key, name}) => `${key} ${name}`,
    cell: ({key, kind, to, name}) => (
      <>
        <Link to={to} className={styles.name}>
          <b>{name}</b>
        </Link>
        {kind === "deliverable" && <span className={styles.beside}>{key}</span>}
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
    value: ({unit_name, leader}) => `${unit_name ?? ""} ${leader ?? ""}`,
    cell: ({unit_name, leader}) => (
      <>
        {unit_name ?? <span className="secondary">未定</span>}
        {leader && <span className={styles.beside}>{leader}</span>}
      </>
    )
  },
  {key: "days", title: "天数", value: ({days}) => days, cell: ({days}) => daysWords(days)},
  {
    key: "action",
    title: "下一步",
    cell: ({action}) => (
      <Link to={action.to} className={styles.action}>
        {action.words}
      </Link>
    )
  }
];

function daysWords(days: number | null): string {
  if (days === null) return "—";
  return days < 0 ? `还有 ${-days} 天` : `${days} 天`;
}

/** Everything that needs an action, with its reason, its owner and one thing to do. */
export function AttentionView({attention}: {attention: Attention}) {
  const {counts, concern, items, total, page, pages, first, chosen} = attention;
  const {search} = useLocation();
  return (
    <>
      <nav className={styles.kinds} aria-label="按原因看">
        <Kind
          to={addressWith(search, {concern: undefined, page: undefined})}
          isShown={concern === null}
        >{`全部 ${total}`}</Kind>
        {counts.map((each) => (
          <Kind
            key={each.concern}
            to={addressWith(search, {concern: each.concern, page: undefined})}
            isShown={concern === each.concern}
          >{`${each.concern} ${each.count}`}</Kind>
        ))}
      </nav>
      <DataTable
        caption="需关注的事项"
        columns={COLUMNS}
        rows={items}
        rowId={({key}) => key}
        isMarked={({is_own}) => is_own}
        filterLabel={pages > 1 ? "在本页按字筛选" : "按字筛选"}
      />
      {pages > 1 && (
        <nav className={styles.kinds} aria-label="分页">
          <span className="secondary">{`第 ${first}—${first + items.length - 1} 项，共 ${chosen} 项`}</span>
          {Array.from({length: pages}, (_, index) => index + 1).map((each) => (
            <Kind key={each} to={addressWith(search, {page: String(each)})} isShown={each === page}>
              {`第 ${each} 页`}
            </Kind>
          ))}
        </nav>
      )}
    </>
  );
}

function Kind({to, isShown, children}: {to: string; isShown: boolean; children: string}) {
  return isShown ? <b aria-current="page">{children}</b> : <Link to={to}>{children}</Link>;
}
