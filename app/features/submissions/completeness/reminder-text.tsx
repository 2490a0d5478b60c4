import {CopyText} from "#app/ui/copy-text.tsx";

/** Shows one reminder for all units, ready to paste; single units have their own in the list. */
export function ReminderToAll({reminder}: {reminder: string}) {
  return <CopyText label="给全体单位的提醒" text={reminder} rows={10} />;
}
