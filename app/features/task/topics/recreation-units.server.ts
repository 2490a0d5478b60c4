import type {DuckDBConnection} from "@duckdb/node-api";
import {formatNumber, formatPercent, formatShortMonth} from "#app/format.ts";
import {type KpiOfUnit, readKpiUnitMonths, readKpiUnits} from "#pipelines/numbers/kpis.ts";
import {isTooFew, shownPeople, TOO_FEW_NOTE} from "./few-people.ts";
import {groupedBy, monthsTo, periodWords, sumOf} from "./panel-numbers.ts";
import type {Panel} from "./panel.ts";
import type {TopicScope} from "./topic-scope.ts";

/** A unit's participation month by month; the last month decides its place. */
interface UnitYear {
  unit_code: string;
  name: string;
  rates: Map<string, number>;
  rate: number;
  staff: number;
  never: number;
  mean: number | null;
}

/** Participation by unit and month, the lowest first; a single unit has no others to stand beside. */
export async function makeUnitsPanel(db: DuckDBConnection, scope: TopicScope): Promise<Panel | undefined> {
  if (scope.unit) return undefined;
  const units = await readUnitYears(db, scope);
  if (units.length < 2) return undefined;
  const months = monthsTo(scope.month).filter((month) => units.some(({rates}) => rates.has(month)));
  const never = sumOf(units, (unit) => unit.never);
  return {
    id: "recreation-units",
    title: `${neverWords(never)}；参与率最低的是${rateWords(units.slice(0, 3))}，最高的是${rateWords(units.slice(-1))}`,
    subtitle: `${units.length} 个单位的文体活动参与率（%），各列为1月起至当月末的累计；低的在前`,
    picture: {
      kind: "heat",
      unit: "%",
      rows: units.map(({name}) => name),
      columns: months.map(formatShortMonth),
      cells: units.flatMap(({name, rates}) =>
        months.flatMap((month) => {
          const value = rates.get(month);
          return value === undefined ? [] : [{row: name, column: formatShortMonth(month), value}];
        })
      )
    },
    table: {
      columns: [
        {title: "单位"},
        {title: "在岗", unit: "人"},
        {title: "未参加", unit: "人"},
        {title: "参加过的人均参加", unit: "次"},
        ...months.toReversed().map((month) => ({title: formatShortMonth(month), unit: "%"}))
      ],
      rows: units.map(({unit_code, name, rates, staff, never: people, mean}) => ({
        cells: [
          name,
          staff,
          shownPeople(people),
          mean,
          ...months.toReversed().map((month) => rates.get(month) ?? null)
        ],
        to: `/kpis/K23?unit=${unit_code}`
      }))
    },
    figures: [
      {name: "未参加", value: never, unit: "人"},
      {name: "单位", value: units.length, unit: "个"}
    ],
    note: `“未参加”为在岗教职工中${periodWords(scope.month)}一次也没有参加的人数。${units.some((unit) => isTooFew(unit.never)) ? TOO_FEW_NOTE : ""}`,
    next: [
      {words: "各单位参与率与未参加人数", to: "/kpis/K23"},
      {words: "还没有报送的单位", to: "/submissions?dataset=participation"}
    ]
  };
}

async function readUnitYears(db: DuckDBConnection, {month, nameOf}: TopicScope): Promise<UnitYear[]> {
  const [cells, never, means] = await Promise.all([
    readKpiUnitMonths(db, "K23", {month}),
    readKpiUnits(db, "K23", {month, segment: "另列=未参加（人）"}),
    readKpiUnits(db, "K23", {month, segment: "另列=人均参加（次）"})
  ]);
  const valueIn = (list: KpiOfUnit[], code: string) => list.find(({unit_code}) => unit_code === code)?.value ?? null;
  return [...groupedBy(cells, ({unit_code}) => unit_code)]
    .flatMap(([unit_code, ofUnit]) => {
      const rates = new Map(ofUnit.flatMap(({month: at, value}) => (value === null ? [] : [[at, value] as const])));
      const rate = rates.get(month);
      const staff = ofUnit.find((each) => each.month === month)?.denominator ?? 0;
      if (rate === undefined) return [];
      return [
        {
          unit_code,
          name: nameOf(unit_code),
          rates,
          rate,
          staff,
          never: valueIn(never, unit_code) ?? 0,
          mean: valueIn(means, unit_code)
        }
      ];
    })
    .toSorted((a, b) => a.rate - b.rate || a.unit_code.localeCompare(b.unit_code));
}

const neverWords = (never: number) =>
  never === 0 ? "在岗教职工都参加过文体活动" : `${formatNumber(never)} 人今年还没有参加过文体活动`;

const rateWords = (units: UnitYear[]) => units.map(({name, rate}) => `${name}（${formatPercent(rate)}）`).join("、");
