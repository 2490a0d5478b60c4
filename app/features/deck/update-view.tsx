import {Form, Link} from "@remix-run/react";
import {formatMonth} from "#app/format.ts";
import button from "#app/ui/button.module.css";
import {Card} from "#app/ui/card.tsx";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import {DataTable} from "#app/ui/data-table.tsx";
import form from "#app/ui/form.module.css";
import {ScreenShapeField} from "#app/ui/screen-shape.tsx";
import type {UpdatePage} from "./present.server.ts";
import type {DifferenceGroup, StateDifference} from "./state/state-difference.ts";

const COLUMNS = [
  {
    key: "name",
    title: "项目",
    cell: ({name, to}: StateDifference) => <Link to={to}>{name}</Link>,
    value: ({name}: StateDifference) => name
  },
  {key: "was", title: "冻结时", cell: ({was}: StateDifference) => was},
  {key: "is", title: "现在", cell: ({is}: StateDifference) => is}
];

/** A month more changes hundreds of units' numbers; the first of them show what kind they are. */
const SHOWN = 10;

/** Shows what would be another in a meeting's deck, before its numbers are frozen anew. */
export function UpdateView({page}: {page: UpdatePage}) {
  const {meeting, month, isSame, isOtherMonth, groups} = page;
  return (
    <>
      <Card>
        {isOtherMonth && meeting.frozen && (
          <p>{`冻结的是${formatMonth(meeting.frozen.month)}的数字，更新后改用${formatMonth(month)}的。`}</p>
        )}
        {isSame ? (
          <p>现在的数字与冻结时完全一样，不用更新。</p>
        ) : (
          <>
            <p>{sentenceOf(groups)}</p>
            <UpdateForm meetingId={meeting.meeting_id} month={month} />
          </>
        )}
      </Card>
      {groups.map(({title, differences}) => (
        <Card key={title} title={`${title}：${differences.length} 处不同`}>
          <DataTable
            caption={`${title}在冻结以后的变化`}
            columns={COLUMNS}
            rows={differences}
            rowId={({name, to}) => name + to}
            onScreen={SHOWN}
          />
        </Card>
      ))}
    </>
  );
}

function sentenceOf(groups: DifferenceGroup[]): string {
  if (groups.length === 0)
    return "任务、指标、举措、各单位的数、需关注、交办、督办和欠报都没有变化；图表的明细里有改动。";
  return `冻结以后变了：${groups.map(({title, differences}) => `${title} ${differences.length} 处`).join("，")}。`;
}

function UpdateForm({meetingId, month}: {meetingId: string; month: string}) {
  return (
    <Form method="post" action={`/present?index&month=${month}`} reloadDocument className={form.buttons}>
      <CsrfField />
      <input type="hidden" name="meeting" value={meetingId} />
      <ScreenShapeField />
      <button type="submit" name="intent" value="update" className={button.primary}>
        更新到最新并打开
      </button>
    </Form>
  );
}
