import {Form, Link} from "@remix-run/react";
import buttons from "#app/ui/button.module.css";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import forms from "#app/ui/form.module.css";
import type {ReportSettings} from "./settings.server.ts";

export interface RefusedSetting {
  message: string;
  /** The message is a question to confirm, not an error. */
  isQuestion: boolean;
  intent: string;
  typed: Record<string, string>;
}

export interface SettingsFormProps {
  settings: ReportSettings;
  refused?: RefusedSetting;
}

/** Says above a form why its last change was refused. */
export function Refusal({intent, refused}: {intent: string; refused?: RefusedSetting}) {
  if (refused?.intent !== intent) return null;
  return (
    <div role="alert" className={forms.refusal}>
      {refused.message}
      {refused.isQuestion && (
        <Form method="post" className={forms.buttons} data-compact="">
          <CsrfField />
          {Object.entries(refused.typed)
            .filter(([name]) => name !== "csrf")
            .map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
          <input type="hidden" name="confirmed" value="1" />
          <button type="submit" className={buttons.secondary}>
            确定
          </button>
          <Link to="/submissions/settings">取消</Link>
        </Form>
      )}
    </div>
  );
}
