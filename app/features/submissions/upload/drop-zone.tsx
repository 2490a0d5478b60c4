import {useRef, useState} from "react";
import buttons from "#app/ui/button.module.css";
import styles from "./drop-zone.module.css";
import {pastedFile} from "./pasted-file.ts";

export interface DropZoneProps {
  hasFiles: boolean;
  onFiles: (files: File[]) => void;
}

export const ACCEPTED = ".csv,.tsv,.txt,.xlsx,.xls,.xlsm,text/csv,text/plain";

/** Takes files by drag and drop or by a button, and tables copied from Excel in a text field. */
export function DropZone({hasFiles, onFiles}: DropZoneProps) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const [pasted, setPasted] = useState("");
  return (
    <div>
      <div
        className={styles.zone}
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setIsOver(false);
          onFiles([...event.dataTransfer.files]);
        }}
      >
        <input
          ref={input}
          id="files"
          className="visually-hidden"
          type="file"
          multiple
          accept={ACCEPTED}
          aria-describedby="files-help"
          onChange={(event) => {
            onFiles([...(event.target.files ?? [])]);
            // The browser must report a change when the same file is chosen again after its correction.
            event.target.value = "";
          }}
        />
        <label htmlFor="files" className={hasFiles ? buttons.secondary : buttons.primary}>
          {hasFiles ? "再选文件" : "选择文件"}
        </label>
        <p id="files-help">
          或把文件拖到这里，也可以在 Excel 里复制后直接粘贴。
          <span className="secondary">Excel（xlsx）、CSV、TXT 都行，原样发来，不必改表头、删标题行。</span>
        </p>
      </div>
      <details className={styles.paste}>
        <summary>粘贴表格</summary>
        <label>
          <span className="visually-hidden">从 Excel 复制的内容，连表头一起</span>
          <textarea
            rows={4}
            value={pasted}
            placeholder="从 Excel 复制，连表头一起粘贴到这里"
            onChange={(event) => setPasted(event.target.value)}
          />
        </label>
        <button
          type="button"
          className={buttons.secondary}
          disabled={pasted.trim() === ""}
          onClick={() => {
            onFiles([pastedFile(pasted)]);
            setPasted("");
          }}
        >
          检查粘贴的内容
        </button>
      </details>
    </div>
  );
}
