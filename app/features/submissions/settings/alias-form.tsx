import {Form} from "@remix-run/react";
import {Picker} from "#app/ui/picker.tsx";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import buttons from "#app/ui/button.module.css";
import forms from "#app/ui/form.module.css";
import {Refusal, type SettingsFormProps} from "./refusal.tsx";

/** Edits aliases of units. Files often contain a unit's name instead of its code; full names need no alias. */
export function AliasForm({settings, refused}: SettingsFormProps) {
  const typed = refused?.intent === "alias" ? refused.typed : {};
  return (
    <>
      <p className="secondary">
        表里写单位全名的，系统认得；写简称（如“计科院”）的，在这里说明是哪个单位，以后就能收。
      </p>
      <Refusal intent="alias" refused={refused} />
      <ul className={forms.list} data-compact="">
        {settings.aliases.map(({alias, unit_code, unit_name}) => (
          <li key={alias}>
            <span>{`${alias}：${unit_code} ${unit_name}`}</span>
            <Form method="post">
              <CsrfField />
              <input type="hidden" name="intent" value="alias-back" />
              <input type="hidden" name="alias" value={alias} />
              <button type="submit" aria-label={`删除简称${alias}`} className={buttons.secondary}>
                删除
              </button>
            </Form>
          </li>
        ))}
      </ul>
      <Form method="post" className={forms.row} data-compact="">
        <CsrfField />
        <input type="hidden" name="intent" value="alias" />
        <input name="alias" aria-label="简称" placeholder="简称" maxLength={40} defaultValue={typed.alias} />
        <Picker
          name="unit"
          label="简称所指的单位"
          value={typed.unit ?? ""}
          options={[{value: "", label: "请选择单位"}, ...settings.units]}
        />
        <button type="submit" className={buttons.secondary}>
          添加
        </button>
      </Form>
    </>
  );
}
