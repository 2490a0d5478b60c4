import type {Cell} from "./matrix.ts";
import {monthsText} from "#pipelines/time/months-text.ts";
import type {OwedItem, OwingUnit} from "./owed.ts";

interface ReminderOptions {
  /** YYYY-MM-DD */
  on: string;
  /** The site's address without a trailing slash. */
  address: string;
}

/** Returns a reminder as plain text for one unit, ready to paste. */
export function reminderOf(owing: OwingUnit, {on, address}: ReminderOptions): string {
  const unit = owing.unit_code === null ? "" : `?unit=${encodeURIComponent(owing.unit_code)}`;
  return [
    `【报送提醒】${unionName(owing)}：`,
    `您好！截至${dayOf(on)}，贵单位还有 ${countsOf(owing)}：`,
    ...linesOf(owing),
    `请登录 ${address}/submissions${unit} 上传；当月没有发生的，点“零报告”即可。`,
    "如已报送，请忽略本提醒。感谢支持！",
    "校工会办公室"
  ].join("\n");
}

/** Returns one reminder for a group chat of all units with overdue reports. */
export function reminderToAll(owing: OwingUnit[], {on, address}: ReminderOptions): string {
  const units = owing.filter(({unit_code}) => unit_code !== null);
  if (units.length === 0) return `【报送提醒】各二级单位工会：截至${dayOf(on)}，应报送的数据均已报送。感谢支持！`;
  const total = {
    count: units.reduce((sum, {count}) => sum + count, 0),
    returned: units.reduce((sum, {returned}) => sum + returned, 0)
  };
  return [
    "【报送提醒】各二级单位工会：",
    `大家好！截至${dayOf(on)}，还有 ${units.length} 个单位共 ${countsOf(total)}：`,
    ...units.flatMap((each) => [`■ ${unionName(each)}（${each.count + each.returned} 份）`, ...linesOf(each)]),
    `请登录 ${address}/submissions 上传；当月没有发生的，点“零报告”即可。`,
    "如已报送，请忽略本提醒。感谢支持！",
    "校工会办公室"
  ].join("\n");
}

/** “3 份数据待报送，另有 1 份被退回、待重报” */
function countsOf({count, returned}: Pick<OwingUnit, "count" | "returned">): string {
  const owed = count > 0 ? [`${count} 份数据待报送`] : [];
  const again = returned > 0 ? [`${returned} 份被退回、待重报`] : [];
  return [...owed, ...again].join("，另有 ");
}

function linesOf({items}: OwingUnit): string[] {
  return items.map((item, index) => `${index + 1}. ${item.title}：${cellsOf(item)}`);
}

/** Months without a report share a bracket; a returned report states the reason. */
function cellsOf({cells}: OwedItem): string {
  const missing = cells.filter(({state}) => state === "missing");
  const oldest = missing[0];
  const parts = cells.filter(({state}) => state === "returned").map(returnedText);
  if (!oldest) return parts.join("；");
  const months = monthsText(missing.map(({month}) => month));
  const due = `${missing.length > 1 ? "最早的" : ""}应于${shortDayOf(oldest.due_on)}前报送，已逾期 ${oldest.days_late} 天`;
  return [`${months}（${due}）`, ...parts].join("；");
}

function returnedText({month, return_reason, due_on, days_late}: Cell): string {
  const late = days_late > 0 ? `，应于${shortDayOf(due_on)}前报送，已逾期 ${days_late} 天` : "";
  return `${monthOf(month)}（已退回：${return_reason || "请核对后重新报送"}${late}）`;
}

const unionName = ({unit_name, unit_code}: OwingUnit) =>
  unit_code === null || unit_name.endsWith("工会") ? unit_name : `${unit_name}工会`;
const monthOf = (month: string) => `${Number(month.slice(5, 7))}月`;
const shortDayOf = (day: string) => `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
const dayOf = (day: string) => `${day.slice(0, 4)}年${shortDayOf(day)}`;
