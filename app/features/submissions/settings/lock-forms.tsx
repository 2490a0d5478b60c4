import {Form} from "@remix-run/react";
import {formatMonth} from "#app/format.ts";
import {Picker} from "#app/ui/picker.tsx";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import buttons from "#app/ui/button.module.css";
import forms from "#app/ui/form.module.css";
import {Refusal, type SettingsFormProps} from "./refusal.tsx";

export function LockForms({settings, refused}: SettingsFormProps) {
  const {locks, months, closings} = settings;
  const isClosed = (month: string) => closings.some((closing) => closing.month === month);
  const open = months.filter((month) => !locks.some((lock) => lock.month === month));
  return (
    <>
      <p className="secondary">锁定后，单位不能再改动这个月的数据；办公室仍可更正，会得到提示。</p>
      <Refusal intent="lock" refused={refused} />
      <Refusal intent="unlock" refused={refused} />
      {locks.length === 0 && <p>现在没有锁定的月份。</p>}
      <ul className={forms.list} data-compact="">
        {locks.map(({month, reason}) => (
          <li key={month}>
            <span>{`${formatMonth(month)}已锁定${reason ? `：${reason}` : ""}`}</span>
            {!isClosed(month) && (
              <Form method="post">
                <CsrfField />
                <input type="hidden" name="intent" value="unlock" />
                <input type="hidden" name="month" value={month} />
                <button type="submit" aria-label={`解锁${formatMonth(month)}`} className={buttons.secondary}>
                  解锁
                </button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      <Form method="post" className={forms.row} data-compact="">
        <CsrfField />
        <input type="hidden" name="intent" value="lock" />
        <Picker
          name="month"
          label="要锁定的月份"
          value={refused?.intent === "lock" ? (refused.typed.month ?? "") : ""}
          options={[{value: "", label: "请选择月份"}, ...open.map((value) => ({value, label: formatMonth(value)}))]}
        />
        <input name="reason" aria-label="锁定原因" placeholder="原因（可不填）" maxLength={200} />
        <button type="submit" className={buttons.secondary}>
          锁定
        </button>
      </Form>
    </>
  );
}
