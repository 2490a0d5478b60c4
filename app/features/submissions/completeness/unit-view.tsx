import {Link} from "@remix-run/react";
import {formatNumber} from "#app/format.ts";
import {Card} from "#app/ui/card.tsx";
import {DataTable} from "#app/ui/data-table.tsx";
import {useMay} from "#app/ui/use-may.ts";
import type {UnitCompleteness} from "./completeness.server.ts";
import {MatrixTable} from "./matrix-table.tsx";
import {TodoList} from "./todo-list.tsx";
import {WaitingList} from "./waiting-list.tsx";
import {RosterLine} from "./union-view.tsx";
import {VERDICT_WORDS} from "../verdict-words.ts";

/** A unit's own view: what is due, the state of its year, and what it has sent. */
export function UnitView({completeness, refusal}: {completeness: UnitCompleteness; refusal?: string}) {
  const {view, todo, done, submissions, roster, sentence} = completeness;
  return (
    <>
      <Card title="要报送的" id="todo">
        <TodoList todo={todo} done={done} place={{unit: completeness.unit}} refusal={refusal} />
      </Card>
      <WaitingList waiting={completeness.waiting} />
      <Card title="全年报送">
        <MatrixTable view={view} caption={sentence} onPhone={2} />
        <RosterLine roster={roster} />
      </Card>
      <Card title="本单位的报送">
        {submissions.length === 0 ? <p>本单位还没有自己报送过。</p> : <SentTable submissions={submissions} />}
      </Card>
    </>
  );
}

function SentTable({submissions}: Pick<UnitCompleteness, "submissions">) {
  const mayOpen = useMay().includes("see-submission");
  return (
    <DataTable
      caption="本单位的报送，新的在前"
      rows={submissions}
      columns={[
        {key: "sent_at", title: "送达", cell: ({sent_at}) => sent_at, value: ({sent_at}) => sent_at},
        {key: "title", title: "台账（表）", cell: ({title}) => title, value: ({title}) => title},
        {
          key: "file",
          title: "文件",
          cell: ({submission_id, file_name}) =>
            mayOpen ? <Link to={`/submissions/${submission_id}`}>{file_name}</Link> : file_name,
          value: ({file_name}) => file_name
        },
        {
          key: "rows",
          title: "行数",
          isNumber: true,
          cell: ({row_count}) => (row_count === null ? "不显示" : formatNumber(row_count)),
          value: ({row_count}) => row_count
        },
        {
          key: "verdict",
          title: "审核",
          cell: ({verdict, reason}) => `${VERDICT_WORDS[verdict ?? "none"]}${reason ? `：${reason}` : ""}`,
          value: ({verdict}) => VERDICT_WORDS[verdict ?? "none"]
        }
      ]}
    />
  );
}
