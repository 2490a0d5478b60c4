import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {readKpiCube} from "#pipelines/numbers/kpis.ts";
import {sensitiveKpiCodes} from "#pipelines/privacy/sensitive-kpis.ts";
import {openStore} from "#pipelines/store/store.ts";
import {memoryWarehouse} from "../kpis/memory-warehouse.ts";
import {randomYear, type RandomYear, UNITS} from "../pipelines/privacy/random-year.ts";
import {type Attack, pinnedIn, type ToldCell} from "../pipelines/privacy/solver.ts";
import {csvOf, sendAccepted} from "../pipelines/store.ts";
import {type RunningServer, startServer} from "../running-server.ts";

const AS_OF = "2026-01-01";
const ENOUGH = 3;
const unitRows = UNITS.map((unit_code) => ({unit_code, unit_name: `${unit_code} 学院`}));

describe.each(["of the test 1", "of the test 2"])("a random year %s", (seed) => {
  let folder: string;
  let server: RunningServer;
  let truth: Map<string, ToldCell[]>;
  let told: Map<string, ToldCell[]>;
  let months: Map<string, {code: string}[]>;

  beforeAll(async () => {
    const year = randomYear(seed);
    folder = mkdtempSync(join(tmpdir(), "hidden-"));
    await sendYear(join(folder, "data"), year);
    truth = await trueNumbers(year);
    server = await startServer(join(folder, "data"), {today: "2027-01-07"});
    // All at once: while the solver works, the server gives up connections that stay silent.
    months = new Map(
      await Promise.all(["2026-05", "2026-12"].map(async (month) => [month, await askUnit(month)] as const))
    );
    told = new Map(await Promise.all([...sensitiveKpiCodes()].map(async (code) => [code, await ask(code)] as const)));
  });

  afterAll(async () => {
    await server?.stop();
    rmSync(folder, {recursive: true, force: true});
  });

  const askUnit = async (month: string) =>
    (await (await server.ask(`/api/kpis.json?month=${month}&unit=U01`)).json()) as {code: string}[];
  const ofUnit = (month: string) => months.get(month)!.find(({code}) => code === "K37");

  const ask = async (code: string): Promise<ToldCell[]> => {
    const cells = (await (await server.ask(`/api/kpis/${code}.json`)).json()) as ToldCell[];
    return cells.filter(({month}) => month.startsWith("2026"));
  };

  test.each([...sensitiveKpiCodes()])("no hidden number of %s is known nearer than to three", (code) => {
    const cells = told.get(code)!;
    for (const kind of kindsIn(cells))
      for (const unit of [undefined, ...UNITS]) {
        const numbers = truth.get(code)!.filter((cell) => cell.unit_code === unit);
        const own = unit === undefined ? undefined : {unit, numbers};
        const attack: Attack = {told: cells, kind, own, isShareOfPeople: code !== "K38"};
        expect(pinnedIn(attack, ENOUGH), `${code} ${kind} known to ${unit ?? "anybody"}`).toEqual([]);
      }
  });

  test.each([...sensitiveKpiCodes()])("what is told of %s is true, and what is hidden has no number", (code) => {
    const isAt = new Map(truth.get(code)!.map((cell) => [keyOf(cell), cell]));
    for (const cell of told.get(code)!) {
      const {numerator, denominator} = cell.hidden ? {numerator: null, denominator: null} : isAt.get(keyOf(cell))!;
      expect(cell, keyOf(cell)).toMatchObject({numerator, denominator});
    }
  });

  test("some units and kinds are hidden, and some are shown", () => {
    const parts = [...told.values()].flat().filter((cell) => !isHeadline(cell));
    expect(parts.filter(({hidden}) => hidden).length).toBeGreaterThan(20);
    expect(parts.filter(({hidden}) => !hidden).length).toBeGreaterThan(20);
  });

  test("headlines go by their own people, units and kinds by quarters", () => {
    for (const code of ["K35", "K36"]) {
      const isAt = new Map(truth.get(code)!.map((cell) => [keyOf(cell), cell]));
      for (const cell of told.get(code)!) {
        const {numerator, denominator} = isAt.get(keyOf(cell))!;
        const isShown = denominator! >= 10 && (numerator === 0 || numerator! >= 3);
        if (isHeadline(cell)) expect([keyOf(cell), cell.hidden]).toEqual([keyOf(cell), !isShown]);
        else expect(["03", "06", "09", "12"]).toContain(cell.month.slice(5, 7));
      }
    }
    expect(ofUnit("2026-05")).toMatchObject({value: null, hidden: true, hidden_until: "quarter-end"});
    expect(ofUnit("2026-12")).not.toMatchObject({hidden_until: "quarter-end"});
  });
});

async function sendYear(dataDir: string, {people, files}: RandomYear): Promise<void> {
  const store = await openStore(dataDirAt(dataDir));
  try {
    await sendAccepted(store, "units", csvOf("units", unitRows), {asOf: AS_OF});
    await sendAccepted(
      store,
      "members",
      csvOf(
        "members",
        people.map((person) => ({...person}))
      ),
      {asOf: AS_OF}
    );
    for (const {as_of, rows} of files)
      if (rows.length > 0) await sendAccepted(store, "assistance", csvOf("assistance", rows), {today: as_of});
  } finally {
    await store.ledger.close();
  }
}

/** What stands behind it all, by the models without the hiding. */
async function trueNumbers({people, files}: RandomYear): Promise<Map<string, ToldCell[]>> {
  const typed = (value: unknown) => (value === "" ? null : value === "是" ? true : String(value));
  const db = await memoryWarehouse({
    units: [{as_of: AS_OF, rows: unitRows}],
    members: [{as_of: AS_OF, rows: people.map((person) => ({...person}))}],
    assistance: files.map(({as_of, rows}) => ({
      as_of,
      rows: rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, typed(value)])))
    }))
  });
  const cells = await Promise.all(
    [...sensitiveKpiCodes()].map(async (code): Promise<[string, ToldCell[]]> => {
      const cube = (await readKpiCube(db, code)).filter(({month}) => month.startsWith("2026"));
      return [code, cube.map((cell) => ({...cell, hidden: false}))];
    })
  );
  return new Map(cells);
}

const isHeadline = ({unit_code, segment}: ToldCell) => unit_code === null && segment === null;

const keyOf = ({unit_code, segment, month}: ToldCell) => `${unit_code ?? "全校"} ${segment ?? "总值"} ${month}`;

function kindsIn(cells: ToldCell[]): string[] {
  const kinds = cells.flatMap(({segment}) => (segment && !segment.startsWith("另列=") ? segment.split("=")[0]! : []));
  return ["units", ...new Set(kinds)];
}
