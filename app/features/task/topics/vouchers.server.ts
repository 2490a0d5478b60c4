import type {DuckDBConnection} from "@duckdb/node-api";
import {formatDay, formatMoney, formatShare, formatShortDay, shareOf} from "#app/format.ts";
import type {KpiOfSegment, KpiOfUnit, KpiValue} from "#pipelines/numbers/kpis.ts";
import {type OccasionVouchers, readOccasionVouchers} from "#pipelines/topics/benefits.ts";
import {readScopeKpi, readScopeSegments, readUnitKpis} from "./kpi-of-scope.server.ts";
import type {Panel} from "./panel.ts";
import type {TopicScope} from "./topic-scope.ts";

export interface Vouchers {
  all: KpiValue | undefined;
  expired: KpiOfSegment | undefined;
  counted: Map<string, KpiOfSegment>;
  young: Map<string, KpiOfSegment>;
  /** Of the whole union only. */
  rests: OccasionVouchers[];
}

export async function readVouchers(db: DuckDBConnection, scope: TopicScope): Promise<Vouchers> {
  const segments = await readScopeSegments(db, "K18", scope);
  return {
    all: await readScopeKpi(db, "K18", scope),
    expired: segments("另列").get("过期未核销金额（元）"),
    counted: segments("事由"),
    young: segments("尚未计入（元）"),
    rests: scope.unit ? [] : await readOccasionVouchers(db, scope)
  };
}

export function vouchersPanel(vouchers: Vouchers, scope: TopicScope): Panel | undefined {
  const {all, expired, rests} = vouchers;
  const {whole, on, plan} = scope;
  const days = Number(plan.parameters.find(({name}) => name === "welfare_redeem_days")?.value);
  const rows = voucherRows(vouchers, scope);
  if (rows.length === 0) return undefined;
  const next = nextExpiryOf(rests);
  return {
    id: "benefits-vouchers",
    title: [
      all?.denominator
        ? `提货券核销 ${formatShare(all.numerator ?? 0, all.denominator)}`
        : `提货券发放还不满 ${days} 天`,
      ...(expired?.value ? [`过期没有核销的 ${formatMoney(expired.value)}`] : []),
      ...(next ? [`${formatShortDay(next.on)}还有 ${formatMoney(next.yuan)}将到期`] : [])
    ].join("；"),
    subtitle: `${whole}今年发放的提货券，按面值，截至${formatDay(on)}`,
    table: {
      columns: [
        {title: "事由"},
        {title: "已发放", unit: "元"},
        {title: "核销率", unit: "%"},
        ...(rests.length > 0
          ? [{title: "过期未核销", unit: "元"}, {title: "到期日"}, {title: "将到期", unit: "元"}]
          : [])
      ],
      rows: rows.map(({occasion, issued, rate, rest}) => ({
        cells: [
          occasion,
          issued,
          rate,
          ...(rests.length > 0
            ? [
                rest?.expired_yuan ?? null,
                rest?.next_expiry_on ? formatShortDay(rest.next_expiry_on) : null,
                rest?.next_expiry_yuan ?? null
              ]
            : [])
        ]
      }))
    },
    figures: [
      {name: "核销率", value: shareOf(all?.numerator ?? 0, all?.denominator ?? 0) ?? 0, unit: "%"},
      {name: "发放满几天计入", value: days, unit: "天"},
      {name: "过期没有核销", value: expired?.value ?? 0, unit: "元"},
      {name: "将到期", value: next?.yuan ?? 0, unit: "元"}
    ],
    note: `核销率只计发放满 ${days} 天的；还没有满的先列已发放。`,
    next: [{words: "提货券核销率", to: "/kpis/K18"}]
  };
}

interface VoucherRow {
  occasion: string;
  issued: number;
  /** Null while none of them counts. */
  rate: number | null;
  rest: OccasionVouchers | undefined;
}

function voucherRows({counted, young, rests}: Vouchers, {plan}: TopicScope): VoucherRow[] {
  const order = plan.festivals.map(({occasion}) => occasion);
  const placeOf = (occasion: string) => (order.includes(occasion) ? order.indexOf(occasion) : order.length);
  return [...new Set([...counted.keys(), ...young.keys()])]
    .toSorted((a, b) => placeOf(a) - placeOf(b) || a.localeCompare(b))
    .map((occasion) => {
      const of = counted.get(occasion);
      return {
        occasion,
        issued: (of?.denominator ?? 0) + (young.get(occasion)?.value ?? 0),
        rate: shareOf(of?.numerator ?? 0, of?.denominator ?? 0),
        rest: rests.find((each) => each.occasion === occasion)
      };
    });
}

/** The next day on which vouchers expire, and what of them is not redeemed. */
function nextExpiryOf(rests: OccasionVouchers[]): {on: string; yuan: number} | undefined {
  const open = rests.flatMap(({next_expiry_on: on, next_expiry_yuan: yuan}) =>
    on !== null && yuan !== null && yuan > 0 ? [{on, yuan}] : []
  );
  const first = open.map(({on}) => on).sort()[0];
  if (first === undefined) return undefined;
  return {on: first, yuan: open.filter(({on}) => on === first).reduce((total, {yuan}) => total + yuan, 0)};
}

const EXPIRED = "另列=过期未核销金额（元）";

export async function expiredPanel(db: DuckDBConnection, scope: TopicScope): Promise<Panel | undefined> {
  const {on, nameOf} = scope;
  const units = [...(await readUnitKpis(db, "K18", scope, EXPIRED)).values()]
    .filter(({value}) => (value ?? 0) > 0)
    .toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0));
  const [most] = units;
  const all = (await readScopeSegments(db, "K18", scope))("另列").get("过期未核销金额（元）")?.value ?? 0;
  if (!most || all === 0) return undefined;
  const rates = await readUnitKpis(db, "K18", scope);
  const rateOf = ({unit_code}: KpiOfUnit) => rates.get(unit_code)?.value ?? null;
  return {
    id: "benefits-expired",
    title: `过期没有核销的 ${formatMoney(all)}，涉及 ${units.length} 个单位，最多的是${nameOf(most.unit_code)}（${formatMoney(most.value ?? 0)}）`,
    subtitle: `全校各单位在岗会员的提货券，按面值，截至${formatDay(on)}；过期多的在前`,
    table: {
      columns: [{title: "单位"}, {title: "过期未核销", unit: "元"}, {title: "核销率", unit: "%"}],
      rows: units.map((each) => ({cells: [nameOf(each.unit_code), each.value, rateOf(each)]}))
    },
    figures: [
      {name: "过期没有核销", value: all, unit: "元"},
      {name: "单位", value: units.length, unit: "个"},
      {name: "最多的单位", value: most.value ?? 0, unit: "元"}
    ],
    note: "已离岗的会员只计入全校，不计入单位。",
    next: [{words: "提货券核销率", to: "/kpis/K18"}]
  };
}
