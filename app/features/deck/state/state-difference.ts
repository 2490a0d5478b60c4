import {formatShown} from "#app/format.ts";
import type {FrozenState} from "./frozen-state.ts";

/** What is another in the present state than in the one that a meeting is held from. */
export interface StateDifference {
  name: string;
  to: string;
  was: string;
  is: string;
}

/** Returns the statuses and headlines that differ; months are compared only with themselves. */
export function differencesOf(was: FrozenState, is: FrozenState): StateDifference[] {
  return [...taskDifferences(was, is), ...kpiDifferences(was, is)];
}

function taskDifferences(was: FrozenState, is: FrozenState): StateDifference[] {
  return is.tasks.flatMap(({code, title, status, progress}) => {
    const before = was.tasks.find((task) => task.code === code);
    const [old, now] = [standing(before), standing({status, progress})];
    return before && old !== now ? [{name: `${code} ${title}`, to: `/tasks/${code}`, was: old, is: now}] : [];
  });
}

const standing = (task: {status: string; progress: number | null} | undefined) =>
  task ? `${task.status}，${formatShown({value: task.progress}, "%")}` : "";

function kpiDifferences(was: FrozenState, is: FrozenState): StateDifference[] {
  return is.kpis.flatMap((kpi) => {
    const before = was.kpis.find(({code}) => code === kpi.code);
    const [old, now] = [before && formatShown(before, before.unit), formatShown(kpi, kpi.unit)];
    return old !== undefined && old !== now
      ? [{name: `${kpi.code} ${kpi.name}`, to: `/kpis/${kpi.code}`, was: old, is: now}]
      : [];
  });
}
