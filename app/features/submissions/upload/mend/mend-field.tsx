import buttons from "#app/ui/button.module.css";
import type {MendActions} from "./mend-actions.ts";
import {type MendCell, shortWords} from "./mend-rows.ts";
import styles from "./mend-field.module.css";

export interface MendFieldProps {
  id: string;
  cell: MendCell;
  actions: MendActions;
}

/** Edits one cell: its text, its finding, and suggestions. */
export function MendField({id, cell, actions}: MendFieldProps) {
  const {was, is, findings, suggestions} = cell;
  const isCorrected = is !== was;
  return (
    <div className={styles.field}>
      <Control id={id} cell={cell} onChange={(text) => actions.change(cell, text)} />
      {findings.map((finding, at) => (
        <span
          key={at}
          id={at === 0 ? `${id}-words` : undefined}
          className={styles.words}
          data-blocking={finding.is_blocking || undefined}
        >
          {shortWords(finding)}
        </span>
      ))}
      {suggestions.map(({is: meant, words}) => (
        <button key={meant} type="button" className={buttons.quiet} onClick={() => actions.change(cell, meant)}>
          {`改为 ${words}`}
        </button>
      ))}
      {isCorrected && (
        <span className={styles.was}>
          {`原为“${was || "空白"}”`}
          <button
            type="button"
            className={styles.restore}
            aria-label={`${cell.cell} 格恢复原样`}
            onClick={() => actions.change(cell, was)}
          >
            恢复
          </button>
        </span>
      )}
    </div>
  );
}

interface ControlProps {
  id: string;
  cell: MendCell;
  onChange: (text: string) => void;
}

function Control({id, cell: {cell, title, was, is, allowed, findings}, onChange}: ControlProps) {
  const facts = {
    id,
    "data-cell": cell,
    "data-state": findings.some(({is_blocking}) => is_blocking) ? "wrong" : is === was ? undefined : "corrected",
    "aria-label": `${cell} 格，${title}`,
    "aria-invalid": findings.length > 0,
    "aria-describedby": findings.length > 0 ? `${id}-words` : undefined
  };
  if (!allowed)
    return <input {...facts} value={is} autoComplete="off" onChange={({target}) => onChange(target.value)} />;
  // The file's own text is offered even if it is not an allowed value.
  const others = allowed.includes(is) ? [] : [is];
  return (
    <select {...facts} value={is} onChange={({target}) => onChange(target.value)}>
      {[...others, ...allowed].map((text) => (
        <option key={text} value={text}>
          {text || "（空白）"}
        </option>
      ))}
    </select>
  );
}
