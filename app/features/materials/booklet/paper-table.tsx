import {DASH, formatBare} from "#app/format.ts";
import type {SlideTable} from "#app/features/deck/slide.ts";
import {textWidth} from "./text-width.ts";

/** A cell of more ems than this is set on several lines. */
const WIDEST_CELL = 14;
const CELL_PADDING = 1.1;
const LONG_TABLE = 14;

/** A table of numbers and words; a long narrow one is set in two halves side by side. */
export function PaperTable({table, caption, room}: {table: SlideTable; caption: string; room: number}) {
  const {columns, rows} = table;
  if (rows.length <= LONG_TABLE || 2 * tableWidth(table) > room - 1) return <Rows table={table} caption={caption} />;
  const half = Math.ceil(rows.length / 2);
  return (
    <div className="halves">
      <Rows table={{columns, rows: rows.slice(0, half)}} caption={caption} />
      <Rows table={{columns, rows: rows.slice(half)}} caption={`${caption}（续）`} />
    </div>
  );
}

function Rows({table: {columns, rows}, caption}: {table: SlideTable; caption: string}) {
  return (
    <table aria-label={caption}>
      <thead>
        <tr>
          {columns.map(({title, unit}, at) => (
            <th key={at} scope="col" className={unit === undefined ? undefined : "number"}>
              {title}
              {unit && <small>{`（${unit}）`}</small>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells, at) => (
          <tr key={at}>
            {columns.map(({unit}, column) => (
              <Cell key={column} cell={cells[column] ?? null} unit={unit} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({cell, unit}: {cell: string | number | null; unit: string | undefined}) {
  const isNumber = unit !== undefined;
  const text = cellText(cell, unit);
  return <td className={isNumber ? "number" : isShort(text) ? "short" : undefined}>{text}</td>;
}

const cellText = (cell: string | number | null, unit: string | undefined) =>
  typeof cell === "number" ? formatBare(cell, unit) : (cell ?? DASH);

/** A day or a count stays on one line. */
const isShort = (text: string) => /^[\d\-—/. 人项件次月日]+$/.test(text);

/** The width in ems that a table needs. */
export function tableWidth({columns, rows}: SlideTable): number {
  const widths = columns.map(({title, unit}, at) =>
    Math.max(
      Math.min(textWidth(unit ? `${title}（${unit}）` : title), 6),
      ...rows.map((cells) => Math.min(textWidth(cellText(cells[at] ?? null, unit)), WIDEST_CELL))
    )
  );
  return widths.reduce((sum, width) => sum + width + CELL_PADDING, 0);
}
