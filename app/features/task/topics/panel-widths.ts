import {isTall} from "./panel-picture.ts";
import type {Panel} from "./panel.ts";

/** Tables of so many columns have too little room in half a page. */
const MANY_COLUMNS = 6;
/** A tall picture stands beside so many panels. */
export const BESIDE_TALL = 3;

const isTable = ({picture}: Panel) => picture === undefined;

/**
 * Tells for each panel whether it takes both columns of the page: tables of many columns do, unless they leave the
 * place beside the panel before them empty, and a table that would stand alone at the end.
 */
export function areWide(panels: Panel[]): boolean[] {
  let rowsBesideTall = 0;
  let isSecond = false;
  const wide = panels.map((panel) => {
    if (rowsBesideTall > 0) {
      rowsBesideTall -= 1;
      return false;
    }
    if (isTall(panel.picture)) {
      rowsBesideTall = isSecond ? BESIDE_TALL - 1 : BESIDE_TALL;
      isSecond = false;
      return false;
    }
    if (!isSecond && isTable(panel) && panel.table.columns.length >= MANY_COLUMNS) return true;
    isSecond = !isSecond;
    return false;
  });
  const last = panels.at(-1);
  if (last && isSecond && isTable(last)) wide[panels.length - 1] = true;
  return wide;
}
