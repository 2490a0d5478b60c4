import {readFileSync} from "node:fs";
import type {DuckDBConnection} from "@duckdb/node-api";
import {expect, test} from "vitest";
import {text} from "#pipelines/duckdb/columns.ts";
import {rows} from "#pipelines/duckdb/rows.ts";
import {readActionItems} from "#pipelines/meetings/action-items.ts";
import {readNotices} from "#pipelines/messages/notices.ts";
import {readKpiCorrections} from "#pipelines/numbers/kpis.ts";
import {readPlan} from "#pipelines/plan/read-plan.ts";
import {readChanges} from "#pipelines/states/changes.ts";
import {CLOSED_MONTH, momentOf, type PlayedYear, playYear, tasksOn} from "./simulated-year.ts";
import {EVENTS} from "./year-events.ts";

const CLOSING_DAY = "2026-07-20";
const FIRST = `${CLOSED_MONTH}-01`;

/** Everything that is served of the closed month: all rows of its KPIs, and how the tasks stand at its end. */
async function servedOf(db: DuckDBConnection) {
  const series = await rows(
    db,
    {row: text},
    `select to_json(series)::varchar as row
    from (select * exclude (kpi_unit) from kpis.series where month = '${FIRST}') as series order by row`
  );
  return {series, tasks: await tasksOn(db, "2026-06-30", FIRST)};
}

let served: Awaited<ReturnType<typeof servedOf>> | undefined;

const events = {
  ...EVENTS,
  [CLOSING_DAY]: async (year: PlayedYear) => {
    await year.rebuild();
    served = await year.read(servedOf);
    await EVENTS[CLOSING_DAY]!(year);
  }
};

test("a whole year, played day by day, ends as it is written down", async () => {
  const played = await playYear(events, async (year) => {
    const {store, read, day} = year;
    // The closed month is as it was, and what came later stands beside it with its cause.
    expect(served!.series.length).toBeGreaterThan(1000);
    expect(await read(servedOf)).toEqual(served);
    const corrections = await read((db) => readKpiCorrections(db, {month: FIRST}));
    const posts = corrections.find(({code}) => code === "K05");
    expect(posts!.corrected! - posts!.kept!).toBe(1);
    const changes = await readChanges(store, {
      ...{plan: readPlan(2026)!, from: CLOSING_DAY, to: "2026-08-31", month: CLOSED_MONTH, now: momentOf(day)}
    });
    const causes = changes.kpis.find(({code}) => code === "K05")!.causes.map(({submission}) => submission.dataset);
    expect([...new Set(causes)]).toEqual(["media"]);
    // Nobody answered the first notice, so that it reached the leader; one that was acknowledged went no further.
    const notices = await readNotices(store.ledger, 2026);
    const stepsOf = (number: number) =>
      notices
        .find((each) => each.number === number)!
        .events.flatMap((event) => (event.kind === "told" ? [event.step] : []));
    expect(stepsOf(1).at(-1)).toBe("领导");
    const {events: all} = notices.find(({events: each}) => each.some(({kind}) => kind === "acknowledged"))!;
    const at = all.findIndex(({kind}) => kind === "acknowledged");
    const raised = all.findIndex(({kind}, index) => index > at && kind === "raised");
    const toldIn = (events: typeof all) => events.flatMap((event) => (event.kind === "told" ? [event.step] : []));
    const before = toldIn(all.slice(0, at));
    expect(toldIn(all.slice(at, raised === -1 ? undefined : raised)).filter((step) => !before.includes(step))).toEqual(
      []
    );
    expect((await readActionItems(store.ledger)).map(({state}) => state)).toEqual(["closed"]);
    expect((await year.deliverable("T07-10")).status).toBe("办结");
    expect((await year.deliverable("T10-15")).status).not.toBe("办结");
    expect((await year.deliverable("T11-08")).override).toBeNull();
    expect(readPlan(2027)?.deliverables).toHaveLength(110);
  });
  expect(played).toBe(readFileSync(new URL("../fixtures/simulated-year.txt", import.meta.url), "utf8"));
}, 900_000);
