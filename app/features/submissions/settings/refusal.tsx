import forms from "#app/ui/form.module.css";
import type {ReportSettings} from "./settings.server.ts";

export interface RefusedSetting {
  message: string;
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
    <p role="alert" className={forms.refusal}>
      {refused.message}
    </p>
  );
}
