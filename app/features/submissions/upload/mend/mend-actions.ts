import {useRef} from "react";
import type {Correction} from "#pipelines/files/corrections.ts";
import type {UploadCardProps} from "../upload-card-props.ts";
import {withCell, withColumn} from "./corrected-texts.ts";
import type {MendCell, MendRow, SameCells} from "./mend-rows.ts";

/** The actions on the cells of one file. */
export interface MendActions {
  change: (cell: MendCell, is: string) => void;
  changeAll: (same: SameCells, is: string) => void;
  /** Undoes a correction of a whole column. */
  restoreAll: (made: Correction) => void;
  leaveOut: (row: MendRow) => void;
  restore: (row: MendRow) => void;
  undo?: () => void;
}

export function useMendActions({upload, queue}: Pick<UploadCardProps, "upload" | "queue">): MendActions {
  const {id, corrections, correctionsBefore} = upload;
  const lastCell = useRef<string>();
  const changeRow = (row: MendRow, isOf: (cell: MendCell) => string) => {
    lastCell.current = undefined;
    const list = row.cells
      .filter(({was}) => was !== "")
      .reduce((before, cell) => withCell(before, {cell: cell.cell, was: cell.was, is: isOf(cell)}), corrections);
    queue.correct(id, list);
  };
  return {
    change: ({cell, was}, is) => {
      queue.correct(id, withCell(corrections, {cell, was, is}), {isSameStep: lastCell.current === cell});
      lastCell.current = cell;
    },
    changeAll: ({letters, was}, is) => {
      lastCell.current = undefined;
      queue.correct(id, withColumn(corrections, {cell: letters, was, is}));
    },
    restoreAll: ({cell, was}) => {
      lastCell.current = undefined;
      queue.correct(id, withColumn(corrections, {cell, was, is: was}));
    },
    leaveOut: (row) => changeRow(row, () => ""),
    restore: (row) => changeRow(row, ({was}) => was),
    undo:
      correctionsBefore.length > 0
        ? () => {
            lastCell.current = undefined;
            queue.undoCorrection(id);
          }
        : undefined
  };
}
