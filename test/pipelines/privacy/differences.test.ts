import {expect, test} from "vitest";
import {type KpiCell, readKpiCube} from "../../../pipelines/kpis.ts";
import {newestBuild, rebuildWarehouse} from "../../../pipelines/rebuild.ts";
import {memoryDatabase, rows} from "../../../pipelines/warehouse/rows.ts";
import {randomFor} from "../../../datasets/sample/random.ts";
import {csvOf, emptyStore, sendAccepted} from "../store.ts";

const UNITS = ["U01", "U02", "U03", "U04", "U05"];
const LEVELS = ["深度困难", "相对困难", "意外致困"];
const KINDS = ["困难职工", "乡村振兴干部", "复转军人", "生病住院职工"];

/** Every subtraction that somebody with the published numbers can make, with what it gives. */
function* differences(cells: KpiCell[], part: "numerator" | "denominator"): Generator<[string, number]> {
  const at = new Map(cells.map((cell) => [[cell.unit_code, cell.segment, cell.month].join(), cell[part]]));
  const of = (unit: string | null, segment: string | null, month: string) =>
    at.get([unit, segment, month].join()) ?? undefined;
  const months = [...new Set(cells.map(({month}) => month))].sort();
  const segments = [...new Set(cells.map(({segment}) => segment))];
  const units = [...new Set(cells.map(({unit_code}) => unit_code))];
  const kinds = new Set(segments.flatMap((each) => (each && !each.startsWith("另列") ? [each.split("=")[0]!] : [])));
  type Place = [unit: string | null, segment: string | null];
  const sums: {total: Place; parts: Place[]}[] = [
    ...segments.map((segment): {total: Place; parts: Place[]} => ({
      total: [null, segment],
      parts: units.flatMap((unit): Place[] => (unit ? [[unit, segment]] : []))
    })),
    ...units.flatMap((unit) =>
      [...kinds].map((kind): {total: Place; parts: Place[]} => ({
        total: [unit, null],
        parts: segments.flatMap((each): Place[] => (each?.startsWith(`${kind}=`) ? [[unit, each]] : []))
      }))
    )
  ];
  for (const [index, month] of months.entries()) {
    for (const unit of units)
      for (const segment of segments) {
        const value = of(unit, segment, month);
        if (value === undefined) continue;
        yield [`${unit} ${segment} ${month}`, value];
        for (const before of months.slice(0, index)) {
          const earlier = of(unit, segment, before);
          if (earlier !== undefined) yield [`${unit} ${segment} ${before} → ${month}`, value - earlier];
        }
      }
    for (const {total, parts} of sums) {
      for (const some of subsets(parts)) {
        const left = (when: string) => {
          const terms = [of(...total, when), ...some.map((each) => of(...each, when))];
          if (terms.includes(undefined)) return undefined;
          const [whole, ...taken] = terms as number[];
          return taken.reduce((rest, value) => rest - value, whole!);
        };
        const now = left(month);
        if (now === undefined) continue;
        yield [`${total} less ${some.join(" ")} ${month}`, now];
        for (const before of months.slice(0, index)) {
          const then = left(before);
          if (then !== undefined) yield [`${total} less ${some.join(" ")} ${before} → ${month}`, now - then];
        }
      }
    }
  }
}

function subsets<T>(all: T[]): T[][] {
  return all.reduce<T[][]>((found, each) => [...found, ...found.map((some) => [...some, each])], [[]]);
}

test.each([1, 2, 3])(
  "no subtraction of what is shown gives one or two people (random data %i)",
  async (seed) => {
    const random = randomFor(`differences ${seed}`);
    const store = emptyStore();
    const asOf = "2026-01-01";
    await sendAccepted(
      store,
      "units",
      csvOf(
        "units",
        UNITS.map((unit_code) => ({unit_code, unit_name: `${unit_code} 学院`}))
      ),
      {asOf}
    );
    const people = Array.from({length: 140}, (_, at) => ({
      person_id: String(at + 1).padStart(5, "0"),
      name: `会员${String(at + 1).padStart(4, "0")}`,
      // Large and small units.
      unit_code: UNITS[Math.floor(UNITS.length * random.next() ** 2)]!
    }));
    await sendAccepted(store, "members", csvOf("members", people), {asOf});
    const records = people.flatMap(({person_id, unit_code}, at) => {
      const day = `2026-${String(1 + random.between(0, 5)).padStart(2, "0")}-10`;
      const isFile = random.chance(0.6);
      const common = {person_id, unit_code, apply_date: day, approve_date: "", pay_date: "", visit_date: ""};
      return [
        {
          ...common,
          record_id: `H${at}`,
          record_type: isFile ? "困难建档" : "走访慰问",
          object_type: random.pick(KINDS),
          hardship_level: isFile ? random.pick(LEVELS) : "",
          eligible_verified: isFile ? "是" : "",
          file_date: isFile && random.chance(0.7) ? day : "",
          file_status: isFile ? "在档" : "",
          visit_date: !isFile && random.chance(0.7) ? day : ""
        }
      ];
    });
    await sendAccepted(store, "assistance", csvOf("assistance", records), {today: "2026-06-30"});
    await rebuildWarehouse(store.dir, store.ledger, {now: "2026-06-30T04:00:00.000Z"});
    const db = await memoryDatabase();
    await db.run(`attach '${newestBuild(store.dir)!.path}' as built (read_only)`);
    await db.run("use built");
    for (const code of ["K35", "K36", "K37"]) {
      const cells = (await readKpiCube(db, code)).filter(({month}) => month <= "2026-07-01");
      const shown = cells.filter(({is_hidden}) => !is_hidden);
      // Something is hidden, and not everything.
      expect([shown.length > 10, shown.length < cells.length]).toEqual([true, true]);
      for (const part of ["numerator", "denominator"] as const) {
        const found = [...differences(shown, part)].filter(([, value]) => [1, 2].includes(Math.abs(value)));
        expect(found, `${code} ${part}`).toEqual([]);
      }
    }
    expect(
      await rows(db, "select * from kpis.series where is_hidden and (numerator is not null or denominator is not null)")
    ).toEqual([]);
  },
  60_000
);
