import {Form, Link} from "@remix-run/react";
import {formatMonth} from "#app/format.ts";
import {Picker} from "#app/ui/picker.tsx";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import buttons from "#app/ui/button.module.css";
import forms from "#app/ui/form.module.css";
import {Refusal, type SettingsFormProps} from "./refusal.tsx";

/** Closes a month: its numbers stay as they are, and later data are shown beside them as corrections. */
export function CloseForm({settings, refused}: SettingsFormProps) {
  const {closings, closable} = settings;
  const typed = refused?.intent === "close" ? refused.typed : {};
  return (
    <>
      <p className="secondary">
        封存后，这个月的指标和任务状态永远照封存时显示；以后的补报、撤回和设定只列为“更正”。封存同时锁定该月，不能撤销。
      </p>
      <Refusal intent="close" refused={refused} />
      {closings.length === 0 && <p>还没有封存的月份。</p>}
      <ul className={forms.list} data-compact="">
        {closings.map(({month, reason, closed_on, closed_by}) => (
          <li key={month}>
            <span>
              {`${formatMonth(month)}已于 ${closed_on} 封存${closed_by ? `（${closed_by}）` : ""}${reason ? `：${reason}` : ""}`}
            </span>
            <Link to={`/changes?from=${closed_on}&month=${month}`}>看更正</Link>
          </li>
        ))}
      </ul>
      {closable.length > 0 && (
        <Form method="post" className={forms.row} data-compact="">
          <CsrfField />
          <input type="hidden" name="intent" value="close" />
          <Picker
            name="month"
            label="要封存的月份"
            value={typed.month ?? ""}
            options={[
              {value: "", label: "请选择月份"},
              ...closable.map((value) => ({value, label: formatMonth(value)}))
            ]}
          />
          <input
            name="reason"
            aria-label="封存原因"
            placeholder="原因（可不填）"
            maxLength={200}
            defaultValue={typed.reason}
          />
          <button type="submit" className={buttons.secondary}>
            封存
          </button>
        </Form>
      )}
    </>
  );
}
