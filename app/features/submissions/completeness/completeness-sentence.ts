import type {Measures} from "#pipelines/completeness/measures.ts";
import {formatNumber, formatShare, formatShortDay} from "#app/format.ts";

/** “10月应报 180 份，已报 171 份，按时 93.9 %，缺 9 份”. Reports that are not due yet count neither way. */
export function completenessSentence(subject: string, measures: Measures, cells: {due_on: string}[]): string {
  const {asked, reported, due, on_time, missing, returned} = measures;
  if (asked === 0) return `${subject}没有要报送的数据`;
  const said = `${subject}应报 ${formatNumber(asked)} 份，已报 ${formatNumber(reported)} 份`;
  if (due === 0) {
    const first = cells.map(({due_on}) => due_on).sort()[0]!;
    return `${said}，都还没有到期，最早的${formatShortDay(first)}截止`;
  }
  const open = due < asked ? `，另有 ${formatNumber(asked - due)} 份未到期` : "";
  const back = returned > 0 ? `，退回 ${formatNumber(returned)} 份` : "";
  return `${said}，按时 ${formatShare(on_time, due)}，缺 ${formatNumber(missing)} 份${back}${open}`;
}
