import {Form} from "@remix-run/react";
import {formatMonth} from "#app/format.ts";
import {Picker} from "#app/ui/picker.tsx";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import buttons from "#app/ui/button.module.css";
import forms from "#app/ui/form.module.css";
import {Refusal, type SettingsFormProps} from "./refusal.tsx";

export function ExceptionForm({settings, refused}: SettingsFormProps) {
  const {locks, exceptions, units, fromUnits} = settings;
  const typed = refused?.intent === "exception" ? refused.typed : {};
  return (
    <>
      <Refusal intent="exception" refused={refused} />
      <Refusal intent="exception-back" refused={refused} />
      <ul className={forms.list} data-compact="">
        {exceptions.map(({month, unit_name, unit_code, dataset, title, open_until, is_open, reason}) => (
          <li key={`${month} ${unit_code} ${dataset}`}>
            <span>
              {`${unit_name}：${title}，${formatMonth(month)}，${is_open ? `开放到 ${open_until}` : `已于 ${open_until} 结束`}（${reason}）`}
            </span>
            {is_open && (
              <Form method="post">
                <CsrfField />
                <input type="hidden" name="intent" value="exception-back" />
                <input type="hidden" name="month" value={month} />
                <input type="hidden" name="unit" value={unit_code} />
                <input type="hidden" name="dataset" value={dataset} />
                <button
                  type="submit"
                  aria-label={`收回${unit_name}${title}${formatMonth(month)}的授权`}
                  className={buttons.secondary}
                >
                  收回
                </button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      {locks.length === 0 ? (
        <p>没有已锁定的月份，不需要授权。</p>
      ) : (
        <details open={refused?.intent === "exception" || undefined}>
          <summary>新增授权</summary>
          <Form method="post" className={forms.form} data-compact="">
            <CsrfField />
            <input type="hidden" name="intent" value="exception" />
            <Labelled label="月份">
              <Picker
                name="month"
                label="月份"
                value={typed.month ?? locks[0]!.month}
                options={locks.map(({month}) => ({value: month, label: formatMonth(month)}))}
              />
            </Labelled>
            <Labelled label="单位">
              <Picker
                name="unit"
                label="单位"
                value={typed.unit ?? ""}
                options={[{value: "", label: "请选择"}, ...units]}
              />
            </Labelled>
            <Labelled label="台账（表）">
              <Picker
                name="dataset"
                label="台账（表）"
                value={typed.dataset ?? ""}
                options={[{value: "", label: "请选择"}, ...fromUnits]}
              />
            </Labelled>
            <Labelled label="开放到（含当日）">
              <input name="openUntil" type="date" defaultValue={typed.openUntil} />
            </Labelled>
            <Labelled label="原因">
              <input name="reason" maxLength={200} defaultValue={typed.reason} />
            </Labelled>
            <button type="submit" className={buttons.secondary}>
              开放
            </button>
          </Form>
        </details>
      )}
    </>
  );
}

function Labelled({label, children}: {label: string; children: React.ReactNode}) {
  return (
    <label>
      <span>{label}</span>
      {children}
    </label>
  );
}
