import type {Measures} from "#pipelines/completeness/measures.ts";
import {formatNumber, formatShare, formatShortDay} from "#app/format.ts";

/** “应报 61 份，已报 58 份（含提前 2 份），按时 96.6 %，还有 3 份未到期”: reported, missing, returned and not due add up to expected. */
export function completenessSentence(subject: string, measures: Measures, cells: {due_on: string}[]): string {
  const {asked, reported, early, due, on_time, missing, returned, not_due} = measures;
  if (asked === 0) return `${subject}没有要报送的数据`;
  const ahead = early > 0 && due > 0 ? `（含提前 ${formatNumber(early)} 份）` : "";
  const said = `${subject}应报 ${formatNumber(asked)} 份，已报 ${formatNumber(reported)} 份${ahead}`;
  const back = returned > 0 ? `，退回待重报 ${formatNumber(returned)} 份` : "";
  const open = not_due > 0 ? `，还有 ${formatNumber(not_due)} 份未到期` : "";
  if (due === 0) {
    const first = cells.map(({due_on}) => due_on).sort()[0]!;
    return `${said}${back}${open}，最早的${formatShortDay(first)}截止`;
  }
  const lack = missing > 0 || (returned === 0 && not_due === 0) ? `，缺 ${formatNumber(missing)} 份` : "";
  return `${said}，按时 ${formatShare(on_time, due)}${lack}${back}${open}`;
}

/** “3 个单位一份未报”: units without any report in a month that is due. */
export function silentUnits(rows: {title: string; measures: Measures}[]): string[] {
  return rows.filter(({measures}) => measures.due > 0 && measures.reported === 0).map(({title}) => title);
}
