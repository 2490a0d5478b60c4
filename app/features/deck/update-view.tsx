import {Form, Link} from "@remix-run/react";
import {formatMonth} from "#app/format.ts";
import button from "#app/ui/button.module.css";
import {Card} from "#app/ui/card.tsx";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import {DataTable} from "#app/ui/data-table.tsx";
import form from "#app/ui/form.module.css";
import {ScreenShapeField} from "#app/ui/screen-shape.tsx";
import type {UpdatePage} from "./present.server.ts";
import type {StateDifference} from "./state/state-difference.ts";

const COLUMNS = [
  {
    key: "name",
    title: "任务或指标",
    cell: ({name, to}: StateDifference) => <Link to={to}>{name}</Link>,
    value: ({name}: StateDifference) => name
  },
  {key: "was", title: "冻结时", cell: ({was}: StateDifference) => was},
  {key: "is", title: "现在", cell: ({is}: StateDifference) => is}
];

/** Shows what would be another in a meeting's deck, before its numbers are frozen anew. */
export function UpdateView({page}: {page: UpdatePage}) {
  const {meeting, month, isSame, isOtherMonth, differences} = page;
  return (
    <Card>
      {isOtherMonth && meeting.frozen && (
        <p>{`冻结的是${formatMonth(meeting.frozen.month)}的数字，更新后改用${formatMonth(month)}的。`}</p>
      )}
      {isSame ? (
        <p>现在的数字与冻结时完全一样，不用更新。</p>
      ) : (
        <>
          {differences.length > 0 ? (
            <DataTable caption="冻结以后的变化" columns={COLUMNS} rows={differences} />
          ) : (
            <p>任务状态和指标数值没有变化；明细里有改动。</p>
          )}
          <Form method="post" action={`/present?index&month=${month}`} reloadDocument className={form.buttons}>
            <CsrfField />
            <input type="hidden" name="meeting" value={meeting.meeting_id} />
            <ScreenShapeField />
            <button type="submit" name="intent" value="update" className={button.primary}>
              更新到最新并打开
            </button>
          </Form>
        </>
      )}
    </Card>
  );
}
