import {formatBare, formatDay, formatShown, formatValue} from "#app/format.ts";
import type {FrozenDeliverable, FrozenKpi, FrozenState, FrozenUnitValue} from "./frozen-state.ts";

/** What is another in the present state than in the one that a meeting is held from. */
export interface StateDifference {
  name: string;
  to: string;
  was: string;
  is: string;
}

/** Differences of one kind. */
export interface DifferenceGroup {
  title: string;
  differences: StateDifference[];
}

/** Returns what differs, as it is shown, by kind; kinds without a difference are left out. */
export function differencesOf(was: FrozenState, is: FrozenState): DifferenceGroup[] {
  const groups: [title: string, lines: (state: FrozenState) => Line[]][] = [
    ["任务", taskLines],
    ["指标", kpiLines],
    ["举措", deliverableLines],
    ["各单位的指标", unitLines],
    ["需关注", concernLines],
    ["交办事项", actionItemLines],
    ["督办", supervisedLines],
    ["欠报", owingLines]
  ];
  return groups
    .map(([title, lines]) => ({title, differences: compared(lines(was), lines(is))}))
    .filter(({differences}) => differences.length > 0);
}

/** A matter as a state words it, under a key by which it is found in another state. */
interface Line {
  key: string;
  name: string;
  to: string;
  words: string;
}

/** What stands on one side only. */
const NOT_THERE = "没有";

function compared(was: Line[], is: Line[]): StateDifference[] {
  const [before, after] = [was, is].map((lines) => new Map(lines.map((line) => [line.key, line])));
  const keys = [...new Set([...after!.keys(), ...before!.keys()])];
  return keys.flatMap((key) => {
    const [old, now] = [before!.get(key), after!.get(key)];
    const {name, to} = (now ?? old)!;
    return old?.words === now?.words ? [] : [{name, to, was: old?.words ?? NOT_THERE, is: now?.words ?? NOT_THERE}];
  });
}

const taskLines = ({tasks}: FrozenState): Line[] =>
  tasks.map(({code, title, status, progress}) => ({
    ...{key: code, name: `${code} ${title}`, to: `/tasks/${code}`},
    words: standing({status, progress})
  }));

const standing = ({status, progress}: {status: string; progress: number | null}) =>
  `${status}，${formatShown({value: progress}, "%")}`;

const deliverableLines = ({tasks}: FrozenState): Line[] =>
  tasks.flatMap(({code: task, deliverables}) =>
    deliverables.map((each) => ({
      ...{key: each.code, name: `${each.code} ${each.name}`, to: `/tasks/${task}`},
      words: [standing(each), dueWords(each), each.owner, each.problem_note].filter(Boolean).join("；")
    }))
  );

const dueWords = ({due_on, original_due_on}: FrozenDeliverable) =>
  due_on === original_due_on ? "" : `延期到${formatDay(due_on)}`;

const kpiLines = ({kpis}: FrozenState): Line[] =>
  kpis.map((kpi) => ({
    ...{key: kpi.code, name: `${kpi.code} ${kpi.name}`, to: `/kpis/${kpi.code}`},
    words: [formatShown(kpi, kpi.unit), kpi.target !== null && `目标 ${formatValue(kpi.target, kpi.unit)}`, kpi.status]
      .filter(Boolean)
      .join("，")
  }));

const unitLines = ({kpis, units}: FrozenState): Line[] =>
  kpis.flatMap((kpi) =>
    kpi.units.map((unit) => ({
      key: `${kpi.code} ${unit.code}`,
      name: `${kpi.code} ${kpi.name}：${units.find(({code}) => code === unit.code)?.name ?? unit.code}`,
      to: `/kpis/${kpi.code}?unit=${unit.code}`,
      words: unitWords(unit, kpi)
    }))
  );

/** A rate stands with what it is made of, which can change while the rate does not. */
function unitWords({value, numerator, denominator}: FrozenUnitValue, {unit}: FrozenKpi): string {
  const parts = denominator === null ? "" : `（${formatBare(numerator)}／${formatBare(denominator)}）`;
  return formatShown({value}, unit) + parts;
}

const concernLines = ({concerns}: FrozenState): Line[] =>
  concerns.map(({code, task_code, name, concerns: each, owner}) => ({
    ...{key: code, name: `${code} ${name}`, to: `/tasks/${task_code}`},
    words: [each.join("、"), owner].filter(Boolean).join("；")
  }));

const actionItemLines = ({action_items}: FrozenState): Line[] =>
  action_items.map(({id, words, owner, due_on, state_words, answer}) => ({
    ...{key: id, name: words, to: "/meetings"},
    words: [state_words, owner, `${formatDay(due_on)}前`, answer].filter(Boolean).join("；")
  }));

const supervisedLines = ({work}: FrozenState): Line[] =>
  (work?.supervised ?? []).map(({code, name, level, lead_unit, leader}) => ({
    ...{key: code, name: `${code} ${name}`, to: `/supervision/${code}`},
    words: [level, lead_unit, leader].filter(Boolean).join("；")
  }));

const owingLines = ({work}: FrozenState): Line[] =>
  (work?.owing ?? []).map(({code, name, count, items}) => ({
    ...{key: code ?? "", name, to: code === null ? "/submissions" : `/units/${code}#owed`},
    words: `欠报 ${count} 份：${items.join("、")}`
  }));
