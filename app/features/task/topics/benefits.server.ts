import type {DuckDBConnection} from "@duckdb/node-api";
import {
  formatDay,
  formatMoney,
  formatNumber,
  formatShare,
  formatShortDay,
  formatShortMonth,
  shareOf
} from "#app/format.ts";
import {
  type KpiOfSegment,
  type KpiOfUnit,
  type KpiPoint,
  type KpiValue,
  readKpiSeries
} from "#pipelines/numbers/kpis.ts";
import {
  ALL_FESTIVALS,
  type Benefit,
  type OccasionVouchers,
  readBenefits,
  readOccasionVouchers,
  readRetreatBatches,
  type RetreatBatch
} from "#pipelines/topics/benefits.ts";
import {isTooFew, TOO_FEW_CELL, TOO_FEW_NOTE} from "./few-people.ts";
import {readScopeKpi, readScopeSegments, readUnitKpis} from "./kpi-of-scope.server.ts";
import type {Panel} from "./panel.ts";
import type {TopicScope} from "./topic-scope.ts";

/** 福利: who was given the festivals' and birthdays' benefits, what became of the vouchers, how much it is, and rest. */
export async function makeBenefitPanels(db: DuckDBConnection, scope: TopicScope): Promise<Panel[]> {
  const {unit} = scope;
  return [
    festivalsPanel(await readCoverage(db, scope), scope),
    vouchersPanel(await readVouchers(db, scope), scope),
    ...(unit ? [] : [await expiredPanel(db, scope), await moneyPanel(db, scope)]),
    birthdaysPanel(await readKpiSeries(db, "K19", {unit_code: unit}), scope),
    ...(unit ? [] : [await retreatsPanel(db, scope)])
  ].filter((panel) => panel !== undefined);
}

interface Coverage {
  all: KpiValue | undefined;
  byFestival: Map<string, KpiOfSegment>;
  peopleLeft: KpiOfSegment | undefined;
}

async function readCoverage(db: DuckDBConnection, scope: TopicScope): Promise<Coverage> {
  const segments = await readScopeSegments(db, "K17", scope);
  return {
    all: await readScopeKpi(db, "K17", scope),
    byFestival: segments("节日"),
    peopleLeft: segments("另列").get("未发齐（人）")
  };
}

function festivalsPanel({all, byFestival, peopleLeft}: Coverage, {whole, on, plan}: TopicScope): Panel | undefined {
  const festivals = plan.festivals
    .toSorted((a, b) => a.festival_on.localeCompare(b.festival_on))
    .flatMap(({occasion}) => byFestival.get(occasion) ?? [])
    .map(({segment, numerator, denominator}) => ({
      name: segment.slice("节日=".length),
      given: numerator ?? 0,
      due: denominator ?? 0
    }))
    .filter(({due}) => due > 0 && !isTooFew(due));
  if (festivals.length === 0 || !all?.denominator) return undefined;
  const rateOf = ({given, due}: (typeof festivals)[number]) => shareOf(given, due) ?? 0;
  const lowest = festivals.toSorted((a, b) => rateOf(a) - rateOf(b))[0]!;
  const left = peopleLeft?.value ?? 0;
  return {
    id: "benefits-festivals",
    title: `节日福利已发放 ${formatShare(all.numerator ?? 0, all.denominator)}${
      all.numerator === all.denominator
        ? "，应发的都已发放"
        : `，最低的是${lowest.name}（${formatShare(lowest.given, lowest.due)}）${left > 0 ? `；还有 ${formatNumber(left)} 人没有发齐` : ""}`
    }`,
    subtitle: `${whole}今年已过的节日，应发人次中已发放的，截至${formatDay(on)}`,
    picture: {
      kind: "bars",
      unit: "%",
      bars: festivals.map((each) => ({
        name: each.name,
        value: rateOf(each),
        detail: `${formatNumber(each.given)}/${formatNumber(each.due)} 人次`
      }))
    },
    table: {
      columns: [
        {title: "节日"},
        {title: "应发", unit: "人次"},
        {title: "已发", unit: "人次"},
        {title: "未发", unit: "人次"},
        {title: "覆盖率", unit: "%"}
      ],
      rows: festivals.map((each) => ({cells: [each.name, each.due, each.given, each.due - each.given, rateOf(each)]}))
    },
    figures: [
      {name: "覆盖率", value: shareOf(all.numerator ?? 0, all.denominator) ?? 0, unit: "%"},
      {name: "最低的节日", value: rateOf(lowest), unit: "%"},
      {name: "没有发齐", value: left, unit: "人"}
    ],
    note: "应发的为节日当月末在岗的会员。",
    next: [{words: "节日福利覆盖率与未发放", to: "/kpis/K17"}]
  };
}

interface Vouchers {
  all: KpiValue | undefined;
  expired: KpiOfSegment | undefined;
  counted: Map<string, KpiOfSegment>;
  young: Map<string, KpiOfSegment>;
  /** Of the whole union only. */
  rests: OccasionVouchers[];
}

async function readVouchers(db: DuckDBConnection, scope: TopicScope): Promise<Vouchers> {
  const segments = await readScopeSegments(db, "K18", scope);
  return {
    all: await readScopeKpi(db, "K18", scope),
    expired: segments("另列").get("过期未核销金额（元）"),
    counted: segments("事由"),
    young: segments("尚未计入（元）"),
    rests: scope.unit ? [] : await readOccasionVouchers(db, scope)
  };
}

function vouchersPanel(vouchers: Vouchers, scope: TopicScope): Panel | undefined {
  const {all, expired, rests} = vouchers;
  const {whole, on} = scope;
  const rows = voucherRows(vouchers, scope);
  if (rows.length === 0) return undefined;
  const next = nextExpiryOf(rests);
  return {
    id: "benefits-vouchers",
    title: [
      all?.denominator ? `提货券核销 ${formatShare(all.numerator ?? 0, all.denominator)}` : "提货券发放还不满 90 天",
      `过期没有核销的 ${formatMoney(expired?.value ?? 0)}`,
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
            ? [rest?.expired_yuan ?? null, rest?.next_expiry_on ?? null, rest?.next_expiry_yuan ?? null]
            : [])
        ]
      }))
    },
    figures: [
      {name: "核销率", value: shareOf(all?.numerator ?? 0, all?.denominator ?? 0) ?? 0, unit: "%"},
      {name: "发放满几天计入", value: 90, unit: "天"},
      {name: "过期没有核销", value: expired?.value ?? 0, unit: "元"},
      {name: "将到期", value: next?.yuan ?? 0, unit: "元"}
    ],
    note: "核销率只计发放满 90 天的；还没有满的先列已发放。",
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

async function expiredPanel(db: DuckDBConnection, scope: TopicScope): Promise<Panel | undefined> {
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

interface Standards {
  byOccasion: Map<string, KpiOfSegment>;
  total: number | null;
  limit: number | null;
}

async function readStandards(db: DuckDBConnection, scope: TopicScope): Promise<Standards> {
  const segments = await readScopeSegments(db, "K20", scope);
  const beside = segments("另列");
  return {
    byOccasion: segments("事由"),
    total: beside.get("节日标准合计（元）")?.value ?? null,
    limit: beside.get("省总上限（元）")?.value ?? null
  };
}

async function moneyPanel(db: DuckDBConnection, scope: TopicScope): Promise<Panel | undefined> {
  const benefits = await readBenefits(db, scope);
  const festivals = benefits.find(({occasion}) => occasion === ALL_FESTIVALS);
  if (!festivals) return undefined;
  const {byOccasion, total, limit} = await readStandards(db, scope);
  const perHead = Math.round(festivals.yuan / festivals.people);
  return {
    id: "benefits-money",
    title: `节日福利已发 ${formatMoney(festivals.yuan)}，领到的 ${formatNumber(festivals.people)} 人平均每人 ${formatNumber(perHead)} 元${capWords(total, limit)}`,
    subtitle: `全校今年已发放的节日福利、生日慰问和活动奖励，按面值，截至${formatDay(scope.on)}`,
    table: {
      columns: [
        {title: "事由"},
        {title: "发放", unit: "元"},
        {title: "人数", unit: "人"},
        {title: "人均", unit: "元"},
        {title: "今年标准", unit: "元"},
        {title: "去年标准", unit: "元"}
      ],
      rows: benefits.map((benefit) => ({cells: moneyCells(benefit, byOccasion.get(benefit.occasion))}))
    },
    figures: [
      {name: "节日福利", value: festivals.yuan, unit: "元"},
      {name: "人数", value: festivals.people, unit: "人"},
      {name: "人均", value: perHead, unit: "元"},
      {name: "节日标准合计", value: total ?? 0, unit: "元"},
      {name: "省总上限", value: limit ?? 0, unit: "元"},
      {name: "与上限相差", value: Math.abs((limit ?? 0) - (total ?? 0)), unit: "元"}
    ],
    note: "实物按面值计；标准为领到的人最多的一档。上限按计划参数，生日慰问不计入。",
    next: [{words: "人均标准与省总上限", to: "/kpis/K20"}]
  };
}

function moneyCells({occasion, yuan, people}: Benefit, standard: KpiOfSegment | undefined): (string | number | null)[] {
  const before = standard?.denominator ?? null;
  const now = standard && before !== null ? before + (standard.numerator ?? 0) : null;
  return [occasion, yuan, people, Math.round(yuan / people), now, before];
}

/** Compares the festivals' standards with the limit that the plan names, where it names one. */
function capWords(total: number | null, limit: number | null): string {
  if (total === null || limit === null) return "";
  const words = `；各节标准合计 ${formatNumber(total)} 元，省总上限 ${formatNumber(limit)} 元`;
  if (total > limit) return `${words}，超过 ${formatNumber(total - limit)} 元`;
  return total === limit ? `${words}，正好用足` : words;
}

interface BirthdayMonth {
  month: string;
  due: number;
  greeted: number;
}

/** The KPI adds up since January, so a month's own birthdays are what it adds. */
function birthdayMonthsOf(series: KpiPoint[], month: string): BirthdayMonth[] {
  const points = series.filter((point) => point.month.slice(0, 4) === month.slice(0, 4) && point.month <= month);
  return points.map((point, at) => {
    const before = points[at - 1];
    return {
      month: point.month,
      due: (point.denominator ?? 0) - (before?.denominator ?? 0),
      greeted: (point.numerator ?? 0) - (before?.numerator ?? 0)
    };
  });
}

function birthdaysPanel(series: KpiPoint[], {whole, on, month}: TopicScope): Panel | undefined {
  const all = series.find((point) => point.month === month);
  if (!all?.denominator) return undefined;
  const months = birthdayMonthsOf(series, month);
  // A closed month that was kept with other numbers leaves no difference to be told.
  const isTold = ({due, greeted}: BirthdayMonth) => due > 0 && !isTooFew(due) && greeted >= 0 && greeted <= due;
  const over = months.filter((each) => isTold(each) && each.month.slice(0, 7) < on.slice(0, 7));
  const lowest = over.toSorted((a, b) => a.greeted / a.due - b.greeted / b.due)[0];
  const isUneven = lowest !== undefined && over.length > 1 && lowest.greeted < lowest.due;
  return {
    id: "benefits-birthdays",
    title: `生日慰问按时送到 ${formatShare(all.numerator ?? 0, all.denominator)}（${formatNumber(all.numerator ?? 0)}/${formatNumber(all.denominator)} 人）${
      isUneven ? `，最低的是${formatShortMonth(lowest.month)}（${formatShare(lowest.greeted, lowest.due)}）` : ""
    }`,
    subtitle: `${whole}在岗会员按生日所在月份，当月内送到的为按时，截至${formatDay(on)}`,
    picture: {
      kind: "columns",
      unit: "人",
      labels: months.map((each) => formatShortMonth(each.month)),
      series: [
        {name: "按时", values: months.map((each) => (isTold(each) ? each.greeted : null))},
        {name: "没有按时", values: months.map((each) => (isTold(each) ? each.due - each.greeted : null))}
      ]
    },
    table: {
      columns: [
        {title: "月份"},
        {title: "应慰问", unit: "人"},
        {title: "按时", unit: "人"},
        {title: "按时率", unit: "%"}
      ],
      rows: months.map((each) => ({
        cells: isTold(each)
          ? [formatShortMonth(each.month), each.due, each.greeted, shareOf(each.greeted, each.due)]
          : [formatShortMonth(each.month), ...untoldCells(each)]
      }))
    },
    figures: [
      {name: "按时率", value: shareOf(all.numerator ?? 0, all.denominator) ?? 0, unit: "%"},
      {name: "按时", value: all.numerator ?? 0, unit: "人"},
      {name: "应慰问", value: all.denominator, unit: "人"},
      ...(lowest ? [{name: "最低的月份", value: shareOf(lowest.greeted, lowest.due) ?? 0, unit: "%"}] : [])
    ],
    note: `过了当月的不能再补；${month.slice(0, 7) === on.slice(0, 7) ? "本月还没有结束；" : ""}${TOO_FEW_NOTE.replace("单位", "月份")}。`,
    next: [{words: "生日慰问覆盖率", to: "/kpis/K19"}]
  };
}

const untoldCells = ({due}: BirthdayMonth) => Array<string | null>(3).fill(isTooFew(due) ? TOO_FEW_CELL : null);

async function retreatsPanel(db: DuckDBConnection, scope: TopicScope): Promise<Panel | undefined> {
  const [code = ""] = scope.plan.kpis.find((kpi) => kpi.code === "K22")?.deliverable_codes.split(";") ?? [];
  const batches = await readRetreatBatches(db, {month: scope.month, code});
  if (batches.length === 0) return undefined;
  const held = await readScopeKpi(db, "K21", scope);
  const people = await readScopeKpi(db, "K22", scope);
  const seats = (await readScopeSegments(db, "K22", scope))("另列").get("席位（人次）")?.value ?? 0;
  const planned = batches.filter(({state}) => state === "已排");
  const [next] = planned;
  const hasPeople = typeof people?.value === "number" && people.value > 0 && !isTooFew(people.value);
  return {
    id: "benefits-retreats",
    title: `“微休养”已办 ${held?.value ?? 0} 批${hasPeople ? `，${people.value} 人参加（${seats} 个席位）` : ""}${
      next ? `；还排了 ${planned.length} 批，最近的${formatShortDay(next.started_on)}开始` : "；没有再排"
    }`,
    subtitle: `全校今年的“微休养”逐批，截至${formatDay(scope.on)}`,
    table: {
      columns: [
        {title: "批次"},
        {title: "开始"},
        {title: "现状"},
        {title: "报名", unit: "人"},
        {title: "参加", unit: "人次"},
        {title: "支出", unit: "元"},
        {title: "满意度", unit: "分"}
      ],
      rows: batches.map(batchRow)
    },
    figures: [
      {name: "已办", value: held?.value ?? 0, unit: "批"},
      {name: "不同的人", value: people?.value ?? 0, unit: "人"},
      {name: "席位", value: seats, unit: "人次"},
      {name: "已排", value: planned.length, unit: "批"}
    ],
    note: repeatWords(people?.value ?? null, seats),
    next: [
      {words: "参加的人：性别与年龄", to: "/kpis/K22"},
      {words: `${code} 责任分工`, to: `/plan/${code}`}
    ]
  };
}

const batchRow = ({batch_no, started_on, state, registered, headcount, cost_yuan, satisfaction}: RetreatBatch) => ({
  cells: [`第 ${batch_no} 批`, started_on, state, registered, headcount, cost_yuan, satisfaction]
});

/** Says how many seats went to somebody who had rested before; a list that is not whole hides some. */
function repeatWords(people: number | null, seats: number): string | undefined {
  if (people === null || seats <= people) return undefined;
  return `席位比人数多 ${seats - people} 个：有人参加了不止一批，或签到名单没有报全。`;
}
