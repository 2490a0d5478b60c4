import {expect, test} from "vitest";
import {type KpiCell, readKpiCube} from "#pipelines/numbers/kpis.ts";
import {sensitiveKpiCodes} from "#pipelines/privacy/sensitive-kpis.ts";
import {newestBuild, rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {memoryDatabase} from "#pipelines/duckdb/rows.ts";
import {rows} from "../../rows.ts";
import {randomFor} from "../../../datasets/sample/random.ts";
import {csvOf, emptyStore, sendAccepted} from "../store.ts";

const UNITS = ["U01", "U02", "U03", "U04", "U05"];
const LEVELS = ["深度困难", "相对困难", "意外致困"];
const KINDS = ["困难职工", "乡村振兴干部", "复转军人", "生病住院职工"];

const VISITS_OF_ALL = /^另列=慰问/;

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
    ),
    // The visits made stand twice: as the numerators of the kinds, and beside.
    {
      total: [null, null],
      parts: segments.flatMap((each): Place[] =>
        each?.startsWith("另列=") && !VISITS_OF_ALL.test(each) ? [[null, each]] : []
      )
    },
    {
      total: [null, segments.find((each) => each && VISITS_OF_ALL.test(each)) ?? null],
      parts: segments.flatMap((each): Place[] => (each?.startsWith("对象类别=") ? [[null, each]] : []))
    }
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

const KIND_OF = ["困难建档", "走访慰问", "临时补助"];

test.each([5, 6, 7])(
  "no subtraction of what is shown gives one or two people (random data %i)",
  async (seed) => {
    const random = randomFor(`differences ${seed}`);
    const store = await emptyStore();
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
    const people = Array.from({length: 180}, (_, at) => ({
      person_id: String(at + 1).padStart(5, "0"),
      name: `会员${String(at + 1).padStart(4, "0")}`,
      // Large and small units.
      unit_code: UNITS[Math.floor(UNITS.length * random.next() ** 2)]!
    }));
    await sendAccepted(store, "members", csvOf("members", people), {asOf});
    const recordOf = ({person_id, unit_code}: {person_id: string; unit_code: string}, at: number, day: string) => {
      const own = randomFor(`record ${seed} ${at}`);
      const record_type = KIND_OF[at % 3]!;
      const isFile = record_type === "困难建档";
      const isAllowance = record_type === "临时补助";
      return {
        record_id: `H${at}`,
        record_type,
        person_id,
        unit_code,
        object_type: own.pick(KINDS),
        hardship_level: isFile ? own.pick(LEVELS) : "",
        eligible_verified: isFile ? "是" : "",
        file_date: isFile && own.chance(0.7) ? day : "",
        file_status: isFile ? "在档" : "",
        apply_date: isAllowance ? `${day.slice(0, 8)}0${own.between(1, 9)}` : day,
        approve_date: "",
        pay_date: isAllowance && own.chance(0.8) ? day : "",
        visit_date: !isFile && own.chance(0.7) ? day : ""
      };
    };
    const gone = new Set<string>();
    for (const month of [1, 2, 3, 4, 5, 6]) {
      const today = `2026-0${month}-20`;
      const records = people.flatMap((person, at) => {
        // A file that was opened earlier is closed now and then; an allowance is paid later than it is asked for.
        if (at % 6 < month - 1) {
          const isOpen = KIND_OF[at % 3] === "困难建档" && !gone.has(person.person_id);
          if (!isOpen || !random.chance(0.06)) return [];
          gone.add(person.person_id);
          return [{...recordOf(person, at, today), file_status: "已退出"}];
        }
        return at % 6 === month - 1 ? [recordOf(person, at, today)] : [];
      });
      await sendAccepted(store, "assistance", csvOf("assistance", records), {today});
    }
    await rebuildWarehouse(store.dir, store.ledger, {now: "2026-06-30T04:00:00.000Z"});
    const db = await memoryDatabase();
    await db.run(`attach '${newestBuild(store.dir)!.path}' as built (read_only)`);
    await db.run("use built");
    for (const code of sensitiveKpiCodes()) {
      const cells = (await readKpiCube(db, code)).filter(({month}) => month <= "2026-07-01");
      const shown = cells.filter(({is_hidden}) => !is_hidden);
      // Something is hidden, and not everything.
      expect([shown.length > 10, shown.length < cells.length]).toEqual([true, true]);
      // Days are no people.
      for (const part of code === "K38" ? (["denominator"] as const) : (["numerator", "denominator"] as const)) {
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
