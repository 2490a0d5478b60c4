import {DocProperties, Workbook} from "wasm-xlsxwriter";
import {STATE_DIGITS} from "#app/features/deck/decks.server.ts";
import type {FrozenState} from "#app/features/deck/state/frozen-state.ts";
import {formatDay, formatMonth} from "#app/format.ts";
import {actionItemSheet} from "./action-item-sheet.ts";
import {concernSheet} from "./concern-sheet.ts";
import {definitionSheet} from "./definition-sheet.ts";
import {fixedPackage} from "./fixed-package.ts";
import {makeFormats} from "./formats.ts";
import {overviewSheet} from "./overview-sheet.ts";
import type {Sheet} from "./sheet.ts";
import {taskSheet} from "./task-sheet.ts";
import {unitSheet} from "./unit-sheet.ts";
import {type Running, writeSheet} from "./write-sheet.ts";

/** Makes the workbook of a frozen state: the same state gives the same bytes. */
export function stateWorkbook(state: FrozenState, stateId: string): Uint8Array {
  const workbook = new Workbook();
  workbook.setProperties(propertiesOf(state, stateId));
  const formats = makeFormats();
  const running = runningOf(state, stateId);
  const breaks = stateSheets(state, stateId).map((sheet) => writeSheet(workbook, sheet, {formats, running}));
  const bytes = workbook.saveToBufferSync();
  workbook.free();
  return fixedPackage(bytes, {createdAt: `${state.on}T00:00:00Z`, breaks});
}

export function stateSheets(state: FrozenState, stateId: string): Sheet[] {
  return [
    overviewSheet(state),
    ...(state.concerns.length > 0 ? [concernSheet(state.concerns)] : []),
    ...state.tasks.map((task) => taskSheet(state, task)),
    unitSheet(state),
    ...(state.action_items.length > 0 ? [actionItemSheet(state.action_items)] : []),
    definitionSheet(state, stateId)
  ];
}

function propertiesOf({plan, month}: FrozenState, stateId: string): DocProperties {
  return new DocProperties()
    .setTitle(`${plan.title}　${formatMonth(month)}`)
    .setSubject(plan.document_number)
    .setComment(`状态编号 ${stateId}`);
}

function runningOf({fresh_to, on, definitions}: FrozenState, stateId: string): Running {
  const header = `数据截至 ${formatDay(fresh_to ?? on)}`;
  return {header, footer: `${header}　口径 ${definitions}　状态 ${stateId.slice(0, STATE_DIGITS)}`};
}
