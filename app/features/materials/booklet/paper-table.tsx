import {cellWords, headWords, withTenths} from "#app/features/deck/layout/slide-cell.ts";
import type {SlideTable} from "#app/features/deck/slide.ts";
import {textWidth} from "./text-width.ts";
import {TableHead} from "./table-head.tsx";

/** A cell of more ems than this is set on several lines. */
const WIDEST_CELL = 14;
const CELL_PADDING = 1.1;
const LONG_TABLE = 14;
/** Tables of more columns are set in smaller type. */
const MOST_COLUMNS = 8;
/** Words of no more ems than this stay on one line. */
const NAME_WIDTH = 11.5;
const WORD_WIDTH = 6;

/** A table of numbers and words; a long narrow one is set in two halves side by side. */
export function PaperTable({table: written, caption, room}: {table: SlideTable; caption: string; room: number}) {
  const table = withTenths(written);
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
    <table aria-label={caption} className={columns.length > MOST_COLUMNS ? "wide" : undefined}>
      <TableHead columns={columns} />
      <tbody>
        {rows.map((cells, at) => (
          <tr key={at}>
            {columns.map((column, at) => (
              <Cell
                key={at}
                text={cellWords(cells[at] ?? null, column)}
                isNumber={column.unit !== undefined}
                lineWidth={at === 0 ? NAME_WIDTH : WORD_WIDTH}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CellProps {
  text: string;
  isNumber: boolean;
  /** Shorter words stay on one line, in ems. */
  lineWidth: number;
}

function Cell({text, isNumber, lineWidth}: CellProps) {
  return <td className={isNumber ? "number" : textWidth(text) <= lineWidth ? "short" : undefined}>{text}</td>;
}

/** The width in ems that a table needs. */
export function tableWidth({columns, rows}: SlideTable): number {
  const widths = columns.map((column, at) =>
    Math.max(
      Math.min(textWidth(headWords(column)), 6),
      ...rows.map((cells) => Math.min(textWidth(cellWords(cells[at] ?? null, column)), WIDEST_CELL))
    )
  );
  return widths.reduce((sum, width) => sum + width + CELL_PADDING, 0);
}
