import type {FrozenTask} from "#app/features/deck/state/frozen-state.ts";
import {paperChart} from "./paper-chart.ts";
import {PaperTable, tableWidth} from "./paper-table.tsx";

type Panel = FrozenTask["panels"][number];

/** The printed width in CSS pixels: 178 mm. */
const PAGE_WIDTH = 672;
/** The size of a table's letters. */
const TABLE_EM = 10.7;
const GAP = 16;
const NARROWEST_CHART = 310;
const MOST_ROWS_BESIDE = 14;
/** A table of so few rows stands on one page. */
const MOST_ROWS_TOGETHER = 6;
/** The height of a row of one line, in CSS pixels. */
const ROW_HEIGHT = 19.2;

/** A panel on paper: its conclusion, its chart, and its rows beside or below. */
export function PanelFigure({panel}: {panel: Panel}) {
  const {id, title, subtitle, picture, note} = panel;
  const table = {columns: panel.table.columns, rows: panel.table.rows.map(({cells}) => cells)};
  const besideWidth = PAGE_WIDTH - GAP - Math.ceil(tableWidth(table) * TABLE_EM);
  const isBeside = picture !== undefined && besideWidth >= NARROWEST_CHART && table.rows.length <= MOST_ROWS_BESIDE;
  const rows = <PaperTable table={table} caption={title} room={PAGE_WIDTH / TABLE_EM} />;
  const isWhole = isBeside || (picture === undefined && table.rows.length <= MOST_ROWS_TOGETHER);
  return (
    <article className={isWhole ? "panel whole" : "panel"}>
      <div className="head">
        <h3>{title}</h3>
        <p className="aside">{subtitle}</p>
        {picture && !isBeside && <Drawing svg={paperChart(picture, id, PAGE_WIDTH)} />}
      </div>
      {picture && isBeside ? (
        <div className="beside">
          <Drawing svg={paperChart(picture, id, besideWidth, table.rows.length * ROW_HEIGHT)} />
          {rows}
        </div>
      ) : (
        rows
      )}
      {note && <p className="aside">{`注：${note}`}</p>}
    </article>
  );
}

/** The table beside it says the same in words. */
function Drawing({svg}: {svg: string}) {
  return <div className="chart" aria-hidden="true" dangerouslySetInnerHTML={{__html: svg}} />;
}
