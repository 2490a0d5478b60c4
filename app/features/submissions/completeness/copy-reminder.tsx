import {useState} from "react";
import buttons from "#app/ui/button.module.css";
import {CopyText} from "#app/ui/copy-text.tsx";
import {useIsHydrated} from "#app/ui/use-is-hydrated.ts";

interface CopyReminderProps {
  unitName: string;
  text: string;
}

/** Copies one unit's reminder by one click; shows it as text where the clipboard is unavailable. */
export function CopyReminder({unitName, text}: CopyReminderProps) {
  const isHydrated = useIsHydrated();
  const [state, setState] = useState<"idle" | "copied" | "shown">("idle");
  const field = <CopyText label={`${unitName}的提醒`} text={text} rows={6} />;
  if (!isHydrated)
    return (
      <details>
        <summary>提醒文字</summary>
        {field}
      </details>
    );
  if (state === "shown") return field;
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setState("copied"),
      () => setState("shown")
    );
  return (
    <button
      type="button"
      className={buttons.quiet}
      aria-label={`复制提醒：${unitName}`}
      onClick={() => (navigator.clipboard ? void copy() : setState("shown"))}
    >
      <span role="status">{state === "copied" ? "已复制" : "复制提醒"}</span>
    </button>
  );
}
