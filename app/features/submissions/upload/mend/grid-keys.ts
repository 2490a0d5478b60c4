import type {KeyboardEvent} from "react";
import type {MendTable} from "./mend-rows.ts";

/** A cell that the keyboard can reach. */
export interface GridPlace {
  rowIndex: number;
  cell: string;
}

/**
 * Returns where a key leads from a cell, with Enter and arrows as in a spreadsheet; undefined where the field itself
 * handles the key.
 */
export function placeAfter(event: KeyboardEvent, table: MendTable, from: string): GridPlace | undefined {
  // Enter also confirms a word of a Chinese input method.
  if (event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey) return undefined;
  const places = placesOf(table);
  const at = places.findIndex(({cell}) => cell === from);
  const own = places[at];
  if (!own) return undefined;
  const isSelect = event.target instanceof HTMLSelectElement;
  switch (event.key) {
    case "Enter":
      return event.shiftKey ? vertical(places, own, -1) : vertical(places, own, 1);
    case "ArrowDown":
      return isSelect ? undefined : vertical(places, own, 1);
    case "ArrowUp":
      return isSelect ? undefined : vertical(places, own, -1);
    case "ArrowRight":
      return isSelect || !isAtEdge(event, "end") ? undefined : inRow(places, at, 1);
    case "ArrowLeft":
      return isSelect || !isAtEdge(event, "start") ? undefined : inRow(places, at, -1);
    default:
      return undefined;
  }
}

interface OpenPlace extends GridPlace {
  at: number;
}

function placesOf({columns, rows}: MendTable): OpenPlace[] {
  return rows.flatMap(({cells, isEmptied}, rowIndex) =>
    columns.flatMap(({at}) => {
      const cell = cells[at];
      return cell?.isOpen && !isEmptied ? [{rowIndex, cell: cell.cell, at}] : [];
    })
  );
}

/** Returns the next cell with a finding in the same column. */
function vertical(places: OpenPlace[], own: OpenPlace, step: 1 | -1): OpenPlace | undefined {
  const below = places.filter(({at, rowIndex}) => at === own.at && Math.sign(rowIndex - own.rowIndex) === step);
  if (below.length > 0) return step === 1 ? below[0] : below.at(-1);
  return places[places.indexOf(own) + step];
}

function inRow(places: OpenPlace[], at: number, step: 1 | -1): OpenPlace | undefined {
  const next = places[at + step];
  return next?.rowIndex === places[at]?.rowIndex ? next : undefined;
}

function isAtEdge({target}: KeyboardEvent, edge: "start" | "end"): boolean {
  if (!(target instanceof HTMLInputElement)) return false;
  const {selectionStart, selectionEnd, value} = target;
  const wanted = edge === "start" ? 0 : value.length;
  return selectionStart === wanted && selectionEnd === wanted;
}
