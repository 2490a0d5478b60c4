import type {DuckDBConnection} from "@duckdb/node-api";
import {day, double, orNull, text, word} from "#pipelines/duckdb/columns.ts";
import {rows} from "#pipelines/duckdb/rows.ts";
import {OTHER_KINDS, type ToldSum} from "#pipelines/topics/aid.ts";
import {isPublished} from "./quarter-ends.ts";
import {type Addition, shownSums, type SumSoFar} from "./shown-sums.ts";

/** The table of the sums of assistance that are told, by quarter; what is not told has no row. */
export const ASSISTANCE_SUMS = "marts.assistance_sums";

/** 支出 in yuan; 等候 is the mean of days. */
const MEASURES = ["支出", "等候"] as const;
type Measure = (typeof MEASURES)[number];
type MeasuredSum = ToldSum & {measure: Measure};

/** Tells builds that tell by other rules apart: count it up with every change of what is told. */
export const TOLD_SUMS = "told sums 1";

const QUARTER_ENDS = ["03", "06", "09", "12"];

/** Exact yuan would tell how many got which of two usual amounts. */
const YUAN_TOLD = 1_000;

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
function toldOf(measure: Measure, additions: Addition[], quarters: string[]): MeasuredSum[] {
  const shown = shownSums(additions, {quarters, hasWhole: measure === "支出"});
  const told = shown.map(({kind, quarter}) => {
    const own = additions.filter((each) => each.quarter <= quarter && (kind ?? each.kind) === each.kind);
    return {measure, month: quarter, kind, value: valueOf(measure, own)};
  });
  return [...told, ...restsOf(additions, shown).map((rest) => ({measure, ...rest}))];
}

/** What is left of the whole at the end of a quarter without the kinds that are told then, if there are any. */
function restsOf(additions: Addition[], shown: SumSoFar[]): ToldSum[] {
  const wholes = shown.filter(({kind}) => kind === null);
  return wholes.flatMap(({quarter}) => {
    const kinds = shown.filter((sum) => sum.quarter === quarter && sum.kind !== null).map(({kind}) => kind);
    const rest = additions.filter((each) => each.quarter <= quarter && !kinds.includes(each.kind));
    if (kinds.length === 0 || rest.length === 0) return [];
    return [{month: quarter, kind: OTHER_KINDS, value: valueOf("支出", rest)}];
  });
}

function valueOf(measure: Measure, additions: Addition[]): number {
  const total = additions.reduce((value, {amount}) => value + amount, 0);
  return measure === "支出"
    ? Math.round(total / YUAN_TOLD) * YUAN_TOLD
    : Math.round((total / additions.length) * 10) / 10;
}
