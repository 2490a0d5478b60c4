import {Form, useNavigation, useSubmit} from "@remix-run/react";
import {useEffect, useState} from "react";
import button from "#app/ui/button.module.css";
import {EditGrid, type GridColumn, type GridLine} from "#app/ui/edit-grid/edit-grid.tsx";
import {cellKey, changesOf, NO_EDITS} from "#app/ui/edit-grid/edits.ts";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import form from "#app/ui/form.module.css";
import {useIsHydrated} from "#app/ui/use-is-hydrated.ts";
import type {Settled} from "./plan-fields.ts";
import type {SettleProblem} from "./settle.server.ts";

export interface SettleGridProps {
  dataset: Settled;
  caption: string;
  columns: GridColumn[];
  lines: GridLine[];
  problems: SettleProblem[];
  /** The submission that was just saved. */
  saved?: string;
}

/** The table to edit, with the button that saves what was changed. */
export function SettleGrid({dataset, caption, columns, lines, problems, saved}: SettleGridProps) {
  const isHydrated = useIsHydrated();
  const [edits, setEdits] = useState(NO_EDITS);
  const [reason, setReason] = useState("");
  const submit = useSubmit();
  const isBusy = useNavigation().state !== "idle";
  const changes = changesOf(edits);
  useEffect(() => {
    setEdits(NO_EDITS);
    setReason("");
  }, [saved]);
  useEffect(() => {
    if (changes.length === 0) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [changes.length]);
  const titles = new Map(columns.map(({key, title}) => [key, title]));
  const byCell = new Map(
    problems.flatMap(({row, column, text}) => (row && column ? [[cellKey(row, column), text] as const] : []))
  );
  if (!isHydrated) return <p className="secondary">在表格中修改需要启用 JavaScript；也可逐项点“修改”，或上传文件。</p>;
  return (
    <>
      {problems.length > 0 && (
        <ul className={form.problem} role="alert">
          {problems.map(({row, column, text}, at) => (
            <li key={at}>{[row, column && titles.get(column), text].filter(Boolean).join(" · ")}</li>
          ))}
        </ul>
      )}
      <EditGrid caption={caption} columns={columns} lines={lines} edits={edits} onEdit={setEdits} problems={byCell} />
      <Form
        method="post"
        className={form.row}
        onSubmit={(event) => {
          event.preventDefault();
          submit(event.currentTarget);
        }}
      >
        <CsrfField />
        <input type="hidden" name="dataset" value={dataset} />
        <input type="hidden" name="changes" value={JSON.stringify(changes.map(({was: _, ...change}) => change))} />
        <label>
          <span>理由（改期限、权重、衡量或目标时写明依据）</span>
          <input name="reason" value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
        </label>
        <button type="submit" className={button.primary} disabled={changes.length === 0 || isBusy}>
          {isBusy ? "正在保存" : `保存 ${changes.length} 处修改`}
        </button>
      </Form>
    </>
  );
}
