import {useId, useRef, useState} from "react";
import buttons from "./button.module.css";
import styles from "./copy-text.module.css";
import {useIsHydrated} from "./use-is-hydrated.ts";

export interface CopyTextProps {
  label: string;
  text: string;
  rows: number;
}

/** A text to copy: by one click, or without JavaScript by selecting it. */
export function CopyText({label, text, rows}: CopyTextProps) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const isHydrated = useIsHydrated();
  const [said, setSaid] = useState("");
  async function copy() {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(text);
      setSaid("已复制");
    } catch {
      // Browsers forbid the clipboard over plain http; the text is selected nevertheless.
      setSaid("已选中，请按 Ctrl+C 复制");
    }
  }
  return (
    <div className={styles.copy}>
      <div className={styles.head}>
        <label htmlFor={id}>{label}</label>
        <span role="status" className="secondary">
          {said}
        </span>
        <button
          type="button"
          className={buttons.small}
          data-waiting={!isHydrated || undefined}
          onClick={() => void copy()}
        >
          复制
        </button>
      </div>
      <textarea id={id} ref={field} readOnly rows={rows} value={text} onFocus={(event) => event.target.select()} />
    </div>
  );
}
