import {type ClipboardEvent, type KeyboardEvent, memo, useEffect, useRef, useState} from "react";
import styles from "./edit-grid.module.css";
import {cellKey, changesOf, type Edit, type Edits, textsNow, withLastAgain, withoutLast, withStep} from "./edits.ts";
import {type GridAt, movedBy, within} from "./grid-moves.ts";
import {pastedCells, placePasted} from "./pasted-cells.ts";

export interface GridColumn {
  key: string;
  title: string;
  /** Cannot be edited. */
  isFixed?: boolean;
  /** Values that are offered while typing. */
  choices?: {value: string; label: string}[];
  /** In letters. */
  width?: number;
}

export interface GridLine {
  id: string;
  /** The first line of a group shows the group's name above it. */
  group?: string;
  cells: Record<string, string>;
  /** What counts where a cell is empty. */
  hints?: Record<string, string>;
}

export interface EditGridProps {
  caption: string;
  columns: GridColumn[];
  lines: GridLine[];
  edits: Edits;
  onEdit: (edits: Edits) => void;
  /** Problems by `cellKey`. */
  problems: Map<string, string>;
}

/**
 * A table that is edited like a spreadsheet: arrows move, typing or Enter edits, Escape gives up, Delete empties, Ctrl+Z
 * and Ctrl+Y undo and redo, and cells copied from Excel or WPS can be pasted.
 */
export function EditGrid({caption, columns, lines, edits, onEdit, problems}: EditGridProps) {
  const table = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState<GridAt>({row: 0, column: columns.findIndex(({isFixed}) => !isFixed)});
  const [typed, setTyped] = useState<string>();
  const [said, setSaid] = useState("");
  const hasFocus = useRef(false);
  const texts = textsNow(edits);
  const size = {rows: lines.length, columns: columns.length};
  const line = lines[at.row]!;
  const column = columns[at.column]!;
  const textAt = (row: GridLine, key: string) => texts.get(cellKey(row.id, key)) ?? row.cells[key] ?? "";

  useEffect(() => {
    if (!hasFocus.current) return;
    const cell = table.current?.querySelector<HTMLElement>('[data-active="true"]');
    (cell?.querySelector("input") ?? cell)?.focus();
  }, [at, typed]);

  const edit = (step: {row: string; column: string; is: string}[]) => {
    const byId = new Map(lines.map((each) => [each.id, each]));
    onEdit(
      withStep(
        edits,
        step.map((each): Edit => ({...each, was: textAt(byId.get(each.row)!, each.column)}))
      )
    );
  };
  const commit = (move?: GridAt) => {
    if (typed !== undefined) edit([{row: line.id, column: column.key, is: typed.trim()}]);
    setTyped(undefined);
    if (move) setAt(within(move, size));
  };
  const undoOrRedo = (isUndo: boolean) => {
    onEdit(isUndo ? withoutLast(edits) : withLastAgain(edits));
    setSaid(isUndo ? "已撤销一步" : "已重做一步");
  };

  const onKeyDown = (event: KeyboardEvent) => {
    // Enter also confirms a word of a Chinese input method.
    if (event.nativeEvent.isComposing) return;
    const handled = typed === undefined ? onIdleKey(event) : onTypingKey(event);
    if (handled) event.preventDefault();
  };
  const onTypingKey = ({key, shiftKey}: KeyboardEvent): boolean => {
    if (key === "Escape") {
      setTyped(undefined);
      return true;
    }
    if (key !== "Enter" && key !== "Tab") return false;
    const back = shiftKey ? -1 : 1;
    commit(key === "Enter" ? {...at, row: at.row + back} : {...at, column: at.column + back});
    return true;
  };
  const onIdleKey = (event: KeyboardEvent): boolean => {
    const {key, ctrlKey, metaKey, altKey, shiftKey} = event;
    if ((ctrlKey || metaKey) && /^[zy]$/i.test(key)) {
      undoOrRedo(key.toLowerCase() === "z" && !shiftKey);
      return true;
    }
    const moved = movedBy(event.nativeEvent, at, size);
    if (moved) {
      setAt(moved);
      return true;
    }
    if (column.isFixed || ctrlKey || metaKey || altKey) return false;
    if (key === "Enter" || key === "F2") {
      setTyped(textAt(line, column.key));
      return true;
    }
    if (key === "Delete" || key === "Backspace") {
      edit([{row: line.id, column: column.key, is: ""}]);
      return true;
    }
    // The field takes the letter itself, so that an input method can begin with it.
    if (key.length === 1 || key === "Process") setTyped("");
    return false;
  };
  const onPaste = (event: ClipboardEvent) => {
    if (typed !== undefined) return;
    event.preventDefault();
    const rows = lines.map(({id}) => id);
    const {placed, lost} = placePasted(pastedCells(event.clipboardData.getData("text/plain")), at, {rows, columns});
    edit(placed);
    setSaid(`已粘贴 ${placed.length} 格${lost > 0 ? `，${lost} 格超出表格或不能改，没有粘贴` : ""}`);
  };
  const onCopy = (event: ClipboardEvent) => {
    if (typed !== undefined) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", textAt(line, column.key));
  };
  const changed = new Set(changesOf(edits).map((each) => cellKey(each.row, each.column)));
  return (
    <div className={styles.wrap}>
      <p className={styles.help}>
        方向键移动，直接打字或按 Enter 修改，Esc 放弃，Delete 清空，Ctrl+Z 撤销；可从 Excel、WPS
        复制一片单元格粘贴进来。
      </p>
      <p role="status" className={styles.said}>
        {said}
      </p>
      <div className={styles.scroll}>
        <table
          ref={table}
          role="grid"
          aria-label={caption}
          className={styles.grid}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          onCopy={onCopy}
          onFocus={() => (hasFocus.current = true)}
          onBlur={(event) => (hasFocus.current = event.currentTarget.contains(event.relatedTarget))}
        >
          <thead>
            <tr>
              {columns.map(({key, title, width}) => (
                <th key={key} scope="col" style={width ? {minWidth: `${width}em`} : undefined}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((each, row) => (
              <Line
                key={each.id}
                line={each}
                row={row}
                columns={columns}
                texts={columns.map(({key}) => textAt(each, key)).join("\u0000")}
                marks={columns
                  .map(({key}) => {
                    const of = cellKey(each.id, key);
                    return problems.has(of) ? "!" : changed.has(of) ? "*" : " ";
                  })
                  .join("")}
                problem={columns.map(({key}) => problems.get(cellKey(each.id, key)) ?? "").join("\u0000")}
                active={row === at.row ? at.column : undefined}
                typed={row === at.row ? typed : undefined}
                onType={setTyped}
                onPick={(picked, isTyping) => {
                  if (typed !== undefined && (picked.row !== at.row || picked.column !== at.column)) commit();
                  setAt(picked);
                  const wanted = columns[picked.column]!;
                  if (isTyping && !wanted.isFixed) setTyped(textAt(each, wanted.key));
                }}
                onLeave={() => commit()}
              />
            ))}
          </tbody>
        </table>
      </div>
      {columns.map(
        ({key, choices}) =>
          choices && (
            <datalist key={key} id={`choices-${key}`}>
              {choices.map(({value, label}) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </datalist>
          )
      )}
    </div>
  );
}

interface LineProps {
  line: GridLine;
  row: number;
  columns: GridColumn[];
  /** Joined, so that a line whose texts stay is not drawn again. */
  texts: string;
  marks: string;
  problem: string;
  active: number | undefined;
  typed: string | undefined;
  onType: (typed: string) => void;
  onPick: (at: GridAt, isTyping: boolean) => void;
  onLeave: () => void;
}

const Line = memo(
  function Line({line, row, columns, texts, marks, problem, active, typed, onType, onPick, onLeave}: LineProps) {
    const shown = texts.split("\u0000");
    const problems = problem.split("\u0000");
    return (
      <>
        {line.group && (
          <tr className={styles.group}>
            <th colSpan={columns.length} scope="colgroup">
              {line.group}
            </th>
          </tr>
        )}
        <tr>
          {columns.map(({key, title, isFixed, choices}, column) => {
            const isActive = column === active;
            const isTyping = isActive && typed !== undefined;
            return (
              <td
                key={key}
                role="gridcell"
                tabIndex={isActive ? 0 : -1}
                aria-readonly={isFixed || undefined}
                data-active={isActive || undefined}
                data-fixed={isFixed || undefined}
                data-column={column}
                data-mark={marks[column]?.trim() || undefined}
                title={problems[column] || undefined}
                onMouseDown={() => onPick({row, column}, false)}
                onDoubleClick={() => onPick({row, column}, true)}
              >
                {isTyping ? (
                  <input
                    aria-label={`${line.id} ${title}`}
                    value={typed}
                    list={choices && `choices-${key}`}
                    onChange={(event) => onType(event.target.value)}
                    onBlur={onLeave}
                  />
                ) : (
                  shown[column] || <span className={styles.hint}>{line.hints?.[key]}</span>
                )}
              </td>
            );
          })}
        </tr>
      </>
    );
  },
  (before, after) =>
    before.texts === after.texts &&
    before.marks === after.marks &&
    before.problem === after.problem &&
    before.active === after.active &&
    before.typed === after.typed &&
    // A line that is edited needs the handlers of this drawing.
    after.active === undefined
);
