import {Form} from "@remix-run/react";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import buttons from "#app/ui/button.module.css";
import forms from "#app/ui/form.module.css";
import styles from "./datasets-form.module.css";
import {Refusal, type SettingsFormProps} from "./refusal.tsx";

export function DatasetsForm({settings, refused}: SettingsFormProps) {
  const typed = refused?.intent === "datasets" ? refused.typed : undefined;
  return (
    <>
      <Refusal intent="datasets" refused={refused} />
      <Form method="post">
        <CsrfField />
        <input type="hidden" name="intent" value="datasets" />
        <ul className={`${forms.fields} ${styles.datasets}`} data-compact="">
          {settings.datasets.map(({dataset, title, cycle, dueDay, isFromUnits, isAutomatic}) => (
            <li key={dataset}>
              <span>
                <strong>{title}</strong>
                <span className="secondary">{`（${cycle}，${isFromUnits ? "二级单位工会" : "校工会办公室"}报送）`}</span>
              </span>
              <label>
                次月
                <input
                  name={`due-day/${dataset}`}
                  type="number"
                  min={1}
                  max={28}
                  required
                  defaultValue={typed?.[`due-day/${dataset}`] ?? dueDay}
                  aria-label={`${title}的截止日`}
                />
                日截止
              </label>
              <label>
                <input
                  name={`auto-approve/${dataset}`}
                  type="checkbox"
                  value="1"
                  defaultChecked={typed ? typed[`auto-approve/${dataset}`] === "1" : isAutomatic}
                />
                检查无提示时自动通过
              </label>
            </li>
          ))}
        </ul>
        <button type="submit" className={buttons.primary}>
          保存
        </button>
      </Form>
    </>
  );
}
