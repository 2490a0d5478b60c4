import type {DuckDBConnection} from "@duckdb/node-api";
import {formatDay, formatMoney, formatNumber, formatShortDay} from "#app/format.ts";
import {type KpiOfSegment, readKpiSeries} from "#pipelines/numbers/kpis.ts";
import {
  ALL_FESTIVALS,
  type Benefit,
  readBenefits,
  readRetreatBatches,
  type RetreatBatch
} from "#pipelines/topics/benefits.ts";
import {birthdaysPanel, festivalsPanel, readCoverage} from "./benefit-coverage.server.ts";
import {isTooFew} from "./few-people.ts";
import {readScopeKpi, readScopeSegments} from "./kpi-of-scope.server.ts";
import type {Panel} from "./panel.ts";
import type {TopicScope} from "./topic-scope.ts";
import {expiredPanel, readVouchers, vouchersPanel} from "./vouchers.server.ts";

/** 福利: who was given the festivals' and birthdays' benefits, what became of the vouchers, how much it is, and rest. */
export async function makeBenefitPanels(db: DuckDBConnection, scope: TopicScope): Promise<Panel[]> {
  const {unit} = scope;
  return [
    festivalsPanel(await readCoverage(db, scope), scope),
    birthdaysPanel(await readKpiSeries(db, "K19", {unit_code: unit}), scope),
    vouchersPanel(await readVouchers(db, scope), scope),
    ...(unit ? [] : [await moneyPanel(db, scope), await expiredPanel(db, scope), await retreatsPanel(db, scope)])
  ].filter((panel) => panel !== undefined);
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
  cells: [`第 ${batch_no} 批`, formatShortDay(started_on), state, registered, headcount, cost_yuan, satisfaction]
});

/** Says how many seats went to somebody who had rested before; a list that is not whole hides some. */
function repeatWords(people: number | null, seats: number): string | undefined {
  if (people === null || seats <= people) return undefined;
  return `席位比人数多 ${seats - people} 个：有人参加了不止一批，或签到名单没有报全。`;
}
