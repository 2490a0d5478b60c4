import {formatDay, formatMonth} from "#app/format.ts";
import type {ChangesPage} from "./changes.server.ts";

type Counted = Pick<ChangesPage, "from" | "to" | "month" | "isSinceClosing" | "statuses" | "kpis">;

/** “2026年10月31日到2026年11月28日，3 项状态、12 个指标有变化”. */
export function changesSentence({from, to, month, isSinceClosing, statuses, kpis}: Counted): string {
  const about = month ? `${formatMonth(month)}的数字，` : "";
  const span = isSinceClosing ? `自${formatDay(from)}封存以来` : `${formatDay(from)}到${formatDay(to)}`;
  if (statuses.length + kpis.length === 0) return `${about}${span}，没有变化`;
  return `${about}${span}，${statuses.length} 项状态、${kpis.length} 个指标有变化`;
}
