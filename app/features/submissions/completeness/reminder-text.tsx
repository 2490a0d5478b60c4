import {CopyText} from "#app/ui/copy-text.tsx";
import type {UnionCompleteness} from "./completeness.server.ts";

/** Shows one reminder for all units, ready to paste; single units have their own in the list. */
export function ReminderToAll({reminder}: Pick<UnionCompleteness, "reminder">) {
  return <CopyText label="给全体单位的提醒" text={reminder} rows={10} />;
}
