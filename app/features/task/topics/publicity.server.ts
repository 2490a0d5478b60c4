import type {DuckDBConnection} from "@duckdb/node-api";
import {formatDay, formatNumber, formatShortMonth} from "#app/format.ts";
import type {KpiOfUnit, KpiValue} from "#pipelines/numbers/kpis.ts";
import {
  type Channel,
  CHANNELS,
  type PlacedPiece,
  type PublicityMonth,
  type PublicityUnit,
  type ReadPiece,
  readMostRead,
  readPlacedPieces,
  readPublicityMonths,
  readPublicityUnits
} from "#pipelines/topics/publicity.ts";
import {readScopeKpi, readScopeSegments, readUnitKpis} from "./kpi-of-scope.server.ts";
import {milestonesPanel, readMilestones} from "./milestones.server.ts";
import {monthsAxis} from "./months-axis.ts";
import {nameList} from "./name-list.ts";
import type {Panel} from "./panel.ts";
import type {TopicScope} from "./topic-scope.ts";

/** 宣传: how much was published where, what was read, who sent it, and when the website is ready. */
export async function makePublicityPanels(db: DuckDBConnection, scope: TopicScope): Promise<Panel[]> {
  const reads = {
    mean: await readScopeKpi(db, "K06", scope),
    median: (await readScopeSegments(db, "K06", scope))("另列").get("中位数（次）")
  };
  return [
    monthsPanel(await readPublicityMonths(db, scope), scope),
    milestonesPanel(await readMilestones(db, "K04", scope), scope, {
      id: "publicity-site",
      subtitle: "网站改版升级的进度和期限",
      kpi: {words: "网站改版进度", to: "/kpis/K04"}
    }),
    unitsPanel(await readPublicityUnits(db, scope), await readUnitKpis(db, "K07", scope), scope),
    readsPanel(await readMostRead(db, scope), reads, scope),
    placesPanel(await readPlacedPieces(db, scope), scope)
  ].filter((panel) => panel !== undefined);
}

const sum = <T>(rows: T[], of: (row: T) => number) => rows.reduce((total, row) => total + of(row), 0);

const PIECES: Record<Channel, string> = {网站新闻: "条", 微信推文: "篇", 校外媒体报道: "条", 宣传栏和画册: "期"};

function monthsPanel(rows: PublicityMonth[], {whole, on, month}: TopicScope): Panel | undefined {
  if (rows.length === 0) return undefined;
  const {months, labels} = monthsAxis(month, false);
  const of = (channel: Channel, each: string) =>
    sum(
      rows.filter((row) => row.channel === channel && row.month === each),
      ({pieces}) => pieces
    );
  const totals = months.map((each) =>
    sum(
      CHANNELS.map((channel) => of(channel, each)),
      (pieces) => pieces
    )
  );
  const used = CHANNELS.filter((channel) => rows.some((row) => row.channel === channel));
  const all = used.map((channel) => sum(months, (each) => of(channel, each)));
  return {
    id: "publicity-months",
    title: `今年发布 ${sum(all, (pieces) => pieces)} 件：${used
      .map((channel, at) => `${channel} ${all[at]} ${PIECES[channel]}`)
      .join("，")}${quietest(months, totals, on)}`,
    subtitle: `${whole}按发布月份和渠道，截至${formatDay(on)}`,
    picture: {
      kind: "columns",
      unit: "件",
      labels,
      series: used.map((channel) => ({name: channel, values: months.map((each) => of(channel, each))}))
    },
    table: {
      columns: [{title: "月份"}, {title: "合计", unit: "件"}, ...used.map((channel) => ({title: channel, unit: "件"}))],
      rows: months.map((each, at) => ({
        cells: [labels[at]!, totals[at]!, ...used.map((channel) => of(channel, each))]
      }))
    },
    figures: [
      {name: "合计", value: sum(all, (pieces) => pieces), unit: "件"},
      ...used.map((channel, at) => ({name: channel, value: all[at]!, unit: "件"}))
    ],
    note: "按供稿单位计；论文、课题见任务 1。",
    next: [{words: "微信推文数", to: "/kpis/K05"}]
  };
}

/** Names the month with least of the months that are over, where there is one. */
function quietest(months: string[], totals: number[], on: string): string {
  const over = months.flatMap((month, at) => (month.slice(0, 7) < on.slice(0, 7) ? [{month, total: totals[at]!}] : []));
  if (over.length < 3) return "";
  const least = Math.min(...over.map(({total}) => total));
  const named = over.filter(({total}) => total === least);
  return named.length > 2
    ? ""
    : `；最少的是${named.map(({month}) => formatShortMonth(month)).join("、")}（${least} 件）`;
}

const plainTitle = (title: string) => title.replaceAll("“", "‘").replaceAll("”", "’");

function readsPanel(
  pieces: ReadPiece[],
  {mean, median}: {mean?: KpiValue; median?: KpiValue},
  {whole, on, nameOf, unit, plan}: TopicScope
): Panel | undefined {
  const [first] = pieces;
  if (!first) return undefined;
  const posts = typeof mean?.value === "number" ? `微信推文平均阅读 ${formatNumber(mean.value)} 次` : "";
  const middle = typeof median?.value === "number" ? `，中位数 ${formatNumber(median.value)} 次` : "";
  return {
    id: "publicity-reads",
    title: `${posts}${middle}${posts && "；"}读得最多的是“${plainTitle(first.title)}”（${formatNumber(first.read_count)} 次）`,
    subtitle: `${whole}今年发布的，阅读最多的 ${pieces.length} 件，截至${formatDay(on)}`,
    table: {
      columns: [{title: "标题"}, {title: "阅读", unit: "次"}, {title: "平台"}, {title: "供稿单位"}, {title: "日期"}],
      rows: pieces.map(({title, read_count, channel, unit_code, published_on}) => ({
        cells: [title, read_count, channel, nameOf(unit_code), published_on],
        isOwn: unit_code !== null && unit_code === unit
      }))
    },
    figures: [
      ...(typeof mean?.value === "number" ? [{name: "平均阅读", value: mean.value, unit: "次"}] : []),
      ...(typeof median?.value === "number" ? [{name: "中位数", value: median.value, unit: "次"}] : [])
    ],
    note: `平均数和中位数只计发布满 ${plan.parameters.find(({name}) => name === "media_read_days")?.value} 天的微信推文；没有填阅读量的不在表中。`,
    next: [{words: "微信推文平均阅读量", to: "/kpis/K06"}]
  };
}

const isUntrained = (kpi: KpiOfUnit | undefined) => kpi?.numerator === 0;

function unitsPanel(units: PublicityUnit[], trained: Map<string, KpiOfUnit>, scope: TopicScope): Panel | undefined {
  const {whole, on, nameOf, unit} = scope;
  if (units.length === 0 || (trained.size === 0 && units.every(({pieces}) => pieces === 0))) return undefined;
  const ordered = units.toSorted(
    (a, b) =>
      b.pieces - a.pieces ||
      Number(isUntrained(trained.get(b.unit_code))) - Number(isUntrained(trained.get(a.unit_code)))
  );
  const sending = units.filter(({pieces}) => pieces > 0);
  const untrained = units.filter(({unit_code}) => isUntrained(trained.get(unit_code)));
  return {
    id: "publicity-units",
    title: unit ? ownWords(units[0]!, trained.get(unit)) : unitsWords(units, sending, untrained, nameOf),
    subtitle: `${whole}各二级单位工会今年的供稿和参加宣传培训的情况，截至${formatDay(on)}；供稿多的在前`,
    table: {
      columns: [
        {title: "单位"},
        {title: "供稿", unit: "件"},
        {title: "微信推文", unit: "篇"},
        {title: "阅读", unit: "次"},
        {title: "最近供稿"},
        {title: "宣传培训"}
      ],
      rows: ordered.map(({unit_code, pieces, posts, reads, last_on}) => ({
        cells: [nameOf(unit_code), pieces, posts, reads, last_on, trainedWords(trained.get(unit_code))],
        isOwn: unit_code === unit
      }))
    },
    figures: [
      {name: "二级单位工会", value: units.length, unit: "个"},
      {name: "有供稿", value: sending.length, unit: "个"},
      {name: "没有派人参加宣传培训", value: untrained.length, unit: "个"}
    ],
    next: [
      {words: "基层宣传培训覆盖率", to: "/kpis/K07"},
      {words: "微信推文数", to: "/kpis/K05"}
    ]
  };
}

function trainedWords(kpi: KpiOfUnit | undefined): string | null {
  if (kpi === undefined) return null;
  return isUntrained(kpi) ? "还没有派人" : "已派人";
}

function ownWords({pieces, reads}: PublicityUnit, kpi: KpiOfUnit | undefined): string {
  const sent = pieces === 0 ? "今年还没有供稿" : `今年供稿 ${pieces} 件，共 ${formatNumber(reads)} 次阅读`;
  return kpi ? `${sent}；宣传培训${trainedWords(kpi)}` : sent;
}

function unitsWords(
  units: PublicityUnit[],
  sending: PublicityUnit[],
  untrained: PublicityUnit[],
  nameOf: TopicScope["nameOf"]
): string {
  const namesOf = (of: PublicityUnit[]) => nameList(of.map(({unit_code}) => nameOf(unit_code)));
  const sent = sending.length === units.length ? "都有供稿" : `中，${sending.length} 个今年有供稿`;
  const went =
    untrained.length === 0
      ? "都派人参加了宣传培训"
      : `${untrained.length} 个还没有派人参加宣传培训（${namesOf(untrained)}）`;
  return `${units.length} 个二级单位工会${sent}；${went}`;
}

function placesPanel(pieces: PlacedPiece[], {whole, on, nameOf, unit}: TopicScope): Panel | undefined {
  if (pieces.length === 0) return undefined;
  const of = (type: string) => pieces.filter(({item_type}) => item_type === type).length;
  const [outside, walls, brochures] = [of("校外媒体报道"), of("宣传栏"), of("宣传画册")];
  return {
    id: "publicity-places",
    title: `校外媒体报道 ${outside} 条，宣传栏 ${walls} 期，画册 ${brochures} 册`,
    subtitle: `${whole}今年的校外报道和宣传栏、画册等传统阵地，截至${formatDay(on)}；新的在前`,
    table: {
      columns: [
        {title: "标题"},
        {title: "类型"},
        {title: "刊物或平台"},
        {title: "供稿单位"},
        {title: "日期"},
        {title: "级别"}
      ],
      rows: pieces.map(({title, item_type, channel, unit_code, published_on, level}) => ({
        cells: [title, item_type, channel, nameOf(unit_code), published_on, level],
        isOwn: unit_code !== null && unit_code === unit
      }))
    },
    figures: [
      {name: "校外媒体报道", value: outside, unit: "条"},
      {name: "宣传栏", value: walls, unit: "期"},
      {name: "画册", value: brochures, unit: "册"}
    ]
  };
}
