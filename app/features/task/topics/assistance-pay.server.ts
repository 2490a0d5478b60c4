import {formatPercent, formatShortMonth, formatValue} from "#app/format.ts";
import type {KpiPoint} from "#pipelines/numbers/kpis.ts";
import {ownMonthOf} from "#pipelines/numbers/own-month.ts";
import {targetOf} from "#pipelines/plan/target.ts";
import type {Published, PublishedCell} from "#pipelines/topics/aid.ts";
import {TOO_FEW_CELL} from "./few-people.ts";
import type {Panel, PanelRow} from "./panel.ts";
import {quarterWords} from "./quarter-words.server.ts";
import type {TopicScope} from "./topic-scope.ts";

/** What is paid since January; the share in time is published at the end of a quarter only. */
function totalRows(all: PublishedCell, inTime: PublishedCell | undefined, paid: Published): PanelRow[] {
  const row = (cell: PublishedCell, share: number | null): PanelRow => ({
    cells: [`1月至${formatShortMonth(cell.month)}`, cell.denominator, cell.value, share, formatShortMonth(cell.month)]
  });
  if (inTime === undefined || inTime.month === all.month) return [row(all, inTime?.value ?? null)];
  const then = paid.months().find(({month}) => month === inTime.month);
  return [row(all, null), ...(then && then.value !== null ? [row({...then, value: then.value}, inTime.value)] : [])];
}

const QUARTERS = ["一季度", "二季度", "三季度", "四季度"];

/** Quarters only: a month's own payments would tell what the quarter's hiding withholds. */
function quarterRows(series: KpiPoint[], shares: KpiPoint[], month: string): PanelRow[] {
  return QUARTERS.flatMap((name, index) => {
    const end = `${month.slice(0, 5)}${String(index * 3 + 3).padStart(2, "0")}-01`;
    if (end > month) return [];
    const own = ownMonthOf(series, end, {unit: "天", isSensitive: true});
    const share = ownMonthOf(shares, end, {unit: "%", isSensitive: true});
    return own
      ? [{cells: [`${name}发放`, own.denominator, own.value, share?.value ?? null, formatShortMonth(end)]}]
      : [];
  });
}

/** 补助发放: how long people wait for their money, by period and type, as far as it is published. */
export function payPanel(paid: Published, series: KpiPoint[], {whole, month, plan}: TopicScope): Panel | undefined {
  const all = paid.newest();
  if (!all) return undefined;
  const kpi = plan.kpis.find(({code}) => code === "K38");
  const target = kpi && targetOf(kpi).value;
  const inTime = paid.newest("另列=按期发放（%）");
  const [longest, overdue] = [paid.atQuarterEnd("另列=最长天数（天）"), paid.atQuarterEnd("另列=在办超期（笔）")];
  const kinds = paid.kinds("补助类型").map((kind) => ({kind, cell: paid.atQuarterEnd(`补助类型=${kind}`)}));
  const rows: PanelRow[] = [
    ...totalRows(all, inTime, paid),
    ...kinds.map(({kind, cell}) => ({
      cells: cell
        ? [
            `其中${kind}${cell.month === all.month ? "" : `（至${formatShortMonth(cell.month)}）`}`,
            cell.denominator,
            cell.value,
            null,
            formatShortMonth(cell.month)
          ]
        : [`其中${kind}`, TOO_FEW_CELL, TOO_FEW_CELL, null, null]
    })),
    ...quarterRows(series, paid.months("另列=按期发放（%）"), month)
  ];
  return {
    id: "aid-pay",
    title: `补助已发放 ${all.denominator ?? 0} 笔，从申请到发放平均 ${formatValue(all.value, "天")}${
      target === undefined ? "" : againstTarget(all.value, target)
    }${inTime ? `；截至${formatShortMonth(inTime.month)}按期发放 ${formatPercent(inTime.value)}` : ""}`,
    subtitle: `${whole}临时补助和爱心扶助金，1月至${formatShortMonth(month)}；补助类型${quarterWords(month)}`,
    picture: {
      kind: "bars",
      unit: "天",
      bars: rows.flatMap(({cells: [name, , value]}) =>
        typeof name === "string" && typeof value === "number" ? [{name, value}] : []
      ),
      ...(target !== undefined && {reference: {value: target, label: `目标 ${target} 天`}})
    },
    table: {
      columns: [
        {title: "时段或类型"},
        {title: "发放", unit: "笔"},
        {title: "平均", unit: "天"},
        {title: "按期发放", unit: "%"},
        {title: "截至"}
      ],
      rows
    },
    figures: [
      ...(target === undefined ? [] : [{name: "与目标相差", value: Math.abs(all.value - target), unit: "天"}]),
      ...(inTime ? [{name: "按期发放", value: inTime.value, unit: "%"}] : [])
    ],
    note: waitingNote(longest, overdue),
    next: [
      {words: "发放时长", to: "/kpis/K38"},
      {words: "临时补助办法", to: "/plan/T08-06"}
    ]
  };
}

function againstTarget(value: number, target: number): string {
  const difference = Math.round((value - target) * 10) / 10;
  if (difference === 0) return "，与目标持平";
  return `，比目标${difference > 0 ? "多" : "少"} ${formatValue(Math.abs(value - target), "天")}`;
}

function waitingNote(longest?: PublishedCell, overdue?: PublishedCell): string {
  const parts = [
    longest && `最长 ${longest.value} 天（${formatShortMonth(longest.month)}末）`,
    overdue
      ? `在办已超期 ${overdue.value} 笔（${formatShortMonth(overdue.month)}末）`
      : "在办超期的笔数过少或未到季末，不显示"
  ];
  return `平均天数只含已发放的；${parts.filter(Boolean).join("；")}。`;
}
