import {formatShortMonth, formatValue} from "#app/format.ts";
import type {KpiCell} from "#pipelines/numbers/kpis.ts";
import {OTHER_KINDS, type ToldSum} from "#pipelines/topics/aid.ts";
import {TOO_FEW_CELL} from "./few-people.ts";
import {moneyFigure, moneyWords} from "./panel-numbers.ts";
import type {Panel} from "./panel.ts";
import type {TopicScope} from "./topic-scope.ts";

const TEN_THOUSAND = 10_000;

/** How often a type of assistance was given, where a KPI counts it: 走访慰问 → 120 人次. */
export interface CountedKind {
  kind: string;
  cell: (month: string) => KpiCell | undefined;
  part: "numerator" | "denominator";
  unit: string;
}

/** What was spent on each type of assistance; types that are too small stand together, or with what was last told of them. */
export function assistanceMoneyPanel(
  sums: ToldSum[],
  counted: CountedKind[],
  {whole}: Pick<TopicScope, "whole">
): Panel | undefined {
  const all = sums.find(({kind}) => kind === null);
  if (!all) return undefined;
  const kinds = sums.filter((sum): sum is ToldSum & {kind: string} => sum.kind !== null);
  const now = kinds.filter(({month}) => month === all.month);
  const before = kinds.filter(({kind, month}) => month !== all.month && kind !== OTHER_KINDS);
  const row = (name: string, {value, month}: ToldSum) => ({
    cells: [name, timesOf(counted, name, month), value / TEN_THOUSAND, formatShortMonth(month)]
  });
  const named = now
    .filter(({kind}) => kind !== OTHER_KINDS)
    .map(({kind, value}) => `${kind} ${moneyWords(value)}`)
    .join("、");
  return {
    id: "aid-money",
    title: `截至${formatShortMonth(all.month)}末帮扶慰问支出 ${moneyWords(all.value)}${named ? `，其中${named}` : ""}`,
    subtitle: `${whole}已发放和走访时送出的金额，今年累计，到千元；季末公布`,
    ...(now.length > 0 && {
      picture: {
        kind: "bars",
        unit: "万元",
        bars: now.map(({kind, value}) => ({name: kind, value: value / TEN_THOUSAND}))
      }
    }),
    table: {
      columns: [{title: "类别"}, {title: "帮扶"}, {title: "支出", unit: "万元"}, {title: "截至"}],
      rows: [row("合计", all), ...[...now, ...before].map((sum) => row(sum.kind, sum))]
    },
    figures: [moneyFigure("支出", all.value)],
    note: "某一类，或它比上次公布时增加的部分，不足 10 人，或除去任何一个单位后不足 3 人的，不单列。",
    next: [
      {words: "走访慰问", to: "/kpis/K37"},
      {words: "补助发放", to: "/kpis/K38"}
    ]
  };
}

function timesOf(counted: CountedKind[], name: string, month: string): string | null {
  const own = counted.find(({kind}) => kind === name);
  if (!own) return null;
  const count = own.cell(month)?.[own.part] ?? null;
  return count === null ? TOO_FEW_CELL : formatValue(count, own.unit);
}
