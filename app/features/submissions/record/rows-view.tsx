import {Link} from "@remix-run/react";
import {Card} from "~/ui/card";
import {type Column, DataTable} from "~/ui/data-table";
import {Updates} from "../changes-list";
import {PurposeForm} from "./purpose-form";
import type {RowsAnswer, RowsPage} from "./rows.server";
import styles from "./rows-view.module.css";

type Row = NonNullable<RowsAnswer["rows"]>[number];

/** 帮扶明细: first what it is wanted for, then the rows. */
export function RowsView({page, answer}: {page: RowsPage; answer?: RowsAnswer}) {
  const {submission_id, file_name, sender, count} = page;
  const {rows, replaced = [], purpose, problem} = answer ?? {};
  if (!rows)
    return (
      <Card title="请先说明用途">
        <p className="secondary">{`${file_name}，${sender} 报送，收下 ${count} 行。内容涉及困难职工个人，只限工作需要。`}</p>
        <PurposeForm submissionId={submission_id} problem={problem} />
      </Card>
    );
  return (
    <>
      <Card title={`收下的行 ${rows.length} 行`}>
        <p className={`secondary ${styles.told}`} role="status">
          {`用途：${purpose}。这次查看已记入审计日志。`}
          <Link to={`/submissions/${submission_id}`}>看完返回</Link>
        </p>
        <DataTable
          caption="收下的行"
          columns={columnsOf(page)}
          rows={rows}
          filterLabel="找记录"
          rowId={({row_number}) => `row-${row_number}`}
        />
      </Card>
      {replaced.length > 0 && (
        <Card title="替换的值">
          <Updates updates={replaced} />
        </Card>
      )}
    </>
  );
}

/** What every row has stands in columns of its own, the rest together: too many columns are no table. */
function columnsOf({columns}: RowsPage): Column<Row>[] {
  const own = columns.flatMap((column, at): Column<Row>[] => {
    if (!column.isRequired) return [];
    const {title, isNumber, isPerson} = column;
    const text = ({cells}: Row) => cells[at] ?? "";
    return [{key: title, title, isNumber, cell: text, value: text}, ...(isPerson ? [NAME] : [])];
  });
  const others = ({cells}: Row) =>
    columns.flatMap(({title, isRequired}, at) => (isRequired || !cells[at] ? [] : [`${title}：${cells[at]}`]));
  return [
    {key: "row", title: "行", isNumber: true, cell: ({row_number}) => row_number},
    ...own,
    {
      key: "others",
      title: "其他内容",
      cell: (row) => (
        <span className={styles.others}>
          {others(row).map((text) => (
            <span key={text}>{text}</span>
          ))}
        </span>
      ),
      value: (row) => others(row).join("；")
    }
  ];
}

const nameOf = ({person_name}: Row) => person_name ?? "名册中没有";
const NAME: Column<Row> = {
  key: "name",
  title: "姓名",
  cell: (row) => <span className={styles.name}>{nameOf(row)}</span>,
  value: nameOf
};
