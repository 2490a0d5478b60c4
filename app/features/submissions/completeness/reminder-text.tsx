import {CopyText} from "#app/ui/copy-text.tsx";
import type {UnionCompleteness} from "./completeness.server.ts";

/** One text for everybody, ready to paste; those for single units stand beside the unit. */
export function ReminderToAll({reminder}: Pick<UnionCompleteness, "reminder">) {
  return <CopyText label="给全体单位的提醒" text={reminder} rows={10} />;
}
