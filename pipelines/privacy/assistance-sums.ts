import type {DuckDBConnection} from "@duckdb/node-api";
import {day, double, orNull, text, word} from "#pipelines/duckdb/columns.ts";
import {rows} from "#pipelines/duckdb/rows.ts";
import {isPublished} from "./quarter-ends.ts";
import {type Addition, shownSums, type SumSoFar} from "./shown-sums.ts";

/** The table of the sums of assistance that are told, by quarter; what is not told has no row. */
export const ASSISTANCE_SUMS = "marts.assistance_sums";

/** 支出 in yuan; 等候 is the mean of days. */
const MEASURES = ["支出", "等候"] as const;
type Measure = (typeof MEASURES)[number];

/** Tells builds that tell by other rules apart: count it up with every change of what is told. */
export const TOLD_SUMS = "told sums 1";

const QUARTER_ENDS = ["03", "06", "09", "12"];

/** Exact yuan would tell how many got which of two usual amounts. */
const YUAN_TOLD = 1_000;

interface ToldSum {
  measure: Measure;
  month: string;
  kind: string | null;
  value: number;
}

/** Puts the sums of `people.assistance_sums` that are told into the warehouse. */
export async function tellAssistanceSums(
  db: DuckDBConnection,
  {catalog, reachedOn}: {catalog: string; reachedOn: string}
): Promise<void> {
  const additions = await rows(
    db,
    {measure: word<Measure>(), kind: text, quarter: day, person_id: text, unit_code: orNull(text), amount: double},
    "select measure, kind, quarter, person_id, unit_code, amount::double as amount from people.assistance_sums"
  );
  const years = new Set(additions.map(({quarter}) => quarter.slice(0, 4)));
  const told = [...years].flatMap((year) => {
    const quarters = QUARTER_ENDS.map((month) => `${year}-${month}-01`).filter((month) =>
      isPublished(month, reachedOn)
    );
    const published = additions.filter(({quarter}) => quarters.includes(quarter));
    return MEASURES.flatMap((measure) =>
      toldOf(
        measure,
        published.filter((each) => each.measure === measure),
        quarters
      )
    );
  });
  await db.run(
    `create table ${catalog}.${ASSISTANCE_SUMS} as
    select unnest(from_json($told, '[{"measure": "varchar", "month": "date", "kind": "varchar", "value": "double"}]'), max_depth := 2)`,
    {told: JSON.stringify(told)}
  );
}

/** Of one year. */
function toldOf(measure: Measure, additions: Addition[], quarters: string[]): ToldSum[] {
  return shownSums(additions, {quarters, hasWhole: measure === "支出"}).map((sum) => ({
    measure,
    month: sum.quarter,
    kind: sum.kind,
    value: valueOf(measure, additions, sum)
  }));
}

function valueOf(measure: Measure, additions: Addition[], sum: SumSoFar): number {
  const own = additions.filter((each) => each.quarter <= sum.quarter && (sum.kind ?? each.kind) === each.kind);
  const total = own.reduce((value, {amount}) => value + amount, 0);
  return measure === "支出" ? Math.round(total / YUAN_TOLD) * YUAN_TOLD : Math.round((total / own.length) * 10) / 10;
}
