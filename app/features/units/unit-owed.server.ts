import {formatShortDay} from "#app/format.ts";
import type {Access} from "#app/server/access.server.ts";
import type {Filters} from "#app/server/filters.server.ts";
import {isBegun, readTasksOfBuild} from "#app/server/plan-progress.server.ts";
import {readLedger} from "#app/server/store.server.ts";
import {cachedByBuild} from "#app/server/warehouse.server.ts";
import {readMatrix} from "#pipelines/completeness/matrix.ts";
import {type OwedItem, owingOf} from "#pipelines/completeness/owed.ts";
import {readOwedDatasets} from "#pipelines/completeness/periods.ts";
import {readCorrectedReports, uncorrectedOf} from "#pipelines/completeness/uncorrected.ts";
import {readSubmissions} from "#pipelines/ledger/submission-entries.ts";
import {readLastReturns} from "#pipelines/ledger/verdict-history.ts";
import {daysOverdue, readOpenActionItems} from "#pipelines/meetings/action-items.ts";
import type {SettledPlan} from "#pipelines/plan/plan.ts";
import {daysBetween} from "#pipelines/time/months.ts";
import {monthsText} from "#pipelines/time/months-text.ts";
import {maySeeOwed} from "./unit-access.server.ts";

/** One thing that a unit has to do, with its day. */
export interface OwedLine {
  key: string;
  words: string;
  aside: string;
  /** Days since its due day; 0 while there is time. */
  late: number;
  to: string;
}

/** What a unit has to do: 报送, 承诺, 退回 and 交办. */
export interface UnitOwed {
  /** Overdue reports; null for who may not see them. */
  count: number | null;
  reports: OwedLine[];
  returned: OwedLine[];
  actionItems: OwedLine[];
  deliverables: OwedLine[];
  items: OwedItem[];
}

interface OwedQuestion {
  unit: string;
  plan: SettledPlan;
  filters: Filters;
}

/** Reads what a unit has to do. Deliverables are in the plan for everybody; the rest is told to the unit and the office. */
export async function readUnitOwed(access: Access, question: OwedQuestion): Promise<UnitOwed> {
  const deliverables = await readDeliverables(access, question);
  if (!maySeeOwed(access, question.unit))
    return {count: null, reports: [], returned: [], actionItems: [], deliverables, items: []};
  const {owing, returned} = (await readOwedFiles(question.filters)) ?? {owing: [], returned: []};
  const own = owing.find(({unit_code}) => unit_code === question.unit);
  return {
    count: own?.count ?? 0,
    reports: (own?.items ?? []).map((item) => reportLine(item, access, question.unit)),
    returned: returned
      .filter(({unit_code}) => unit_code === question.unit)
      .map(({submission_id, title, returned_on, days, reason}) => ({
        key: submission_id,
        words: `${title}退回未改`,
        aside: `${formatShortDay(returned_on)}退回${reason === "" ? "" : `：${reason}`}`,
        late: days,
        to: `/submissions/${submission_id}`
      })),
    actionItems: await readActionItemLines(question),
    deliverables,
    items: own?.items ?? []
  };
}

/** Reads all owed reports and returned files once for each build and for each change of the due days. */
async function readOwedFiles({year, month, on}: Filters) {
  if (!isBegun(month)) return undefined;
  const ledger = await readLedger();
  const due = JSON.stringify(await readOwedDatasets(ledger));
  return cachedByBuild(`unit owed ${year} ${on} ${due}`, async (db) => ({
    owing: owingOf(await readMatrix(db, ledger, {year, on})),
    returned: uncorrectedOf(await readSubmissions(ledger), {
      returns: await readLastReturns(ledger),
      corrected: await readCorrectedReports(db),
      on
    })
  }));
}

/** Where a report of the unit is sent or, for the office, asked for. */
export const sendAddress = ({visitor}: Pick<Access, "visitor">, unit: string, dataset: string) =>
  visitor.unit === unit ? `/submissions/new?${new URLSearchParams({dataset})}` : `/submissions?unit=${unit}`;

function reportLine({dataset, title, cells}: OwedItem, access: Access, unit: string): OwedLine {
  const late = Math.max(0, ...cells.filter(({is_due}) => is_due).map(({days_late}) => days_late));
  const due = cells.map(({due_on}) => due_on).toSorted()[0]!;
  return {
    key: dataset,
    words: `${title}（${monthsText(cells.map(({month}) => month))}）`,
    aside: `${formatShortDay(due)}截止`,
    late,
    to: sendAddress(access, unit, dataset)
  };
}

async function readActionItemLines({unit, filters: {on}}: OwedQuestion): Promise<OwedLine[]> {
  const open = await readOpenActionItems(await readLedger());
  return open
    .filter(({owner_unit}) => owner_unit === unit)
    .map((item) => ({
      key: item.action_item_id,
      words: item.words,
      aside: `${item.body}交办，${formatShortDay(item.due_on)}前`,
      late: daysOverdue(item, on),
      to: `/meetings/action-items/${item.action_item_id}`
    }));
}

/** Tells whether nobody has anything to do about a deliverable any more. */
export const isSettled = ({status}: {status: string}) => status === "办结" || status === "已调整";

/** Reads the open deliverables that the unit leads or supports, the next due day first. */
async function readDeliverables(access: Access, {unit, plan, filters: {month, on}}: OwedQuestion): Promise<OwedLine[]> {
  const assigned = plan.assignments.filter(
    ({lead_unit, supporting_units}) => lead_unit === unit || supporting_units.includes(unit)
  );
  if (assigned.length === 0) return [];
  const tasks = await readTasksOfBuild(plan, {month, on});
  return (tasks ?? [])
    .flatMap(({deliverables}) => deliverables)
    .filter((each) => !isSettled(each) && assigned.some(({deliverable_code}) => deliverable_code === each.code))
    .toSorted((a, b) => a.due_on.localeCompare(b.due_on) || a.code.localeCompare(b.code))
    .map(({code, name, status, due_on}) => ({
      key: code,
      words: `${name}（${status}）`,
      aside: `${assigned.some((each) => each.deliverable_code === code && each.lead_unit === unit) ? "牵头" : "协办"}，${formatShortDay(due_on)}前`,
      late: Math.max(0, daysBetween(due_on, on)),
      to: access.visitor.unit === unit ? `/progress/${code}` : `/tasks/${code.slice(0, 3)}#${code}`
    }));
}
