import {useState} from "react";
import buttons from "#app/ui/button.module.css";
import {fieldId} from "./field-id.ts";
import type {MendGridProps} from "./mend-grid.tsx";
import {MendField} from "./mend-field.tsx";
import styles from "./mend-single.module.css";
import {mendPlaces, type MendRow} from "./mend-rows.ts";
import {RowFindings} from "./row-findings.tsx";

/** Shows one place at a time on a phone, with the other cells of its row. */
export function MendSingle({id, table, actions}: MendGridProps) {
  const places = mendPlaces(table);
  const [chosen, setChosen] = useState({key: places[0]?.key, at: 0});
  const found = places.findIndex(({key}) => key === chosen.key);
  // A corrected place may be gone, and the next one has taken its index.
  const at = found === -1 ? Math.min(chosen.at, places.length - 1) : found;
  const place = places[at];
  if (!place) return null;
  const go = (to: number) => setChosen({key: places[to]?.key, at: to});
  const {row, cell} = place;
  return (
    <div className={styles.single}>
      <p className={styles.place}>
        <strong>{cell ? `${cell.cell} 格，${cell.title}` : `第 ${row.row} 行`}</strong>
        <span className="secondary">{`第 ${at + 1} 处，共 ${places.length} 处`}</span>
      </p>
      {cell ? <Cell id={id} cell={cell} actions={actions} /> : <RowFindings row={row} actions={actions} />}
      <div className={styles.go}>
        <button type="button" className={buttons.secondary} disabled={at === 0} onClick={() => go(at - 1)}>
          上一处
        </button>
        <button
          type="button"
          className={buttons.secondary}
          disabled={at === places.length - 1}
          onClick={() => go(at + 1)}
        >
          下一处
        </button>
      </div>
      <RowText id={id} row={row} isEditable={cell === undefined} actions={actions} />
    </div>
  );
}

function Cell({id, cell, actions}: Pick<MendGridProps, "id" | "actions"> & {cell: MendRow["cells"][number]}) {
  if (!cell.isOpen) return <p className="secondary">这一格不能在这里改，请在原来的文件里改好后重新选择。</p>;
  // Each cell gets a field of its own, so that no state of the one before remains.
  return <MendField key={cell.cell} id={fieldId(id, cell.cell)} cell={cell} actions={actions} />;
}

interface RowTextProps extends Pick<MendGridProps, "id" | "actions"> {
  row: MendRow;
  /** Any cell of the row may be the wrong one. */
  isEditable: boolean;
}

function RowText({id, row: {row, cells, isEmptied}, isEditable, actions}: RowTextProps) {
  const isField = ({isOpen}: MendRow["cells"][number]) => isEditable && isOpen && !isEmptied;
  const filled = cells.filter((cell) => cell.is !== "" || isField(cell));
  if (filled.length === 0) return null;
  return (
    <details className={styles.row}>
      <summary>{isEditable ? `第 ${row} 行的内容` : `第 ${row} 行的其他内容`}</summary>
      <dl>
        {filled.map((cell) => (
          <div key={cell.cell}>
            <dt>{cell.title}</dt>
            <dd>{isField(cell) ? <MendField id={fieldId(id, cell.cell)} cell={cell} actions={actions} /> : cell.is}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
