import type {DuckDBConnection} from "@duckdb/node-api";
import {formatNumber, formatShare, formatValue, shareOf} from "#app/format.ts";
import {type KpiOfSegment, readKpiSeries} from "#pipelines/numbers/kpis.ts";
import {isTooFew, shownOf, shownPeople, TOO_FEW_NOTE} from "./few-people.ts";
import {periodWords, ratioOf, sumOf} from "./panel-numbers.ts";
import type {Panel} from "./panel.ts";
import type {TopicScope} from "./topic-scope.ts";

/** A group of the staff, with those who came and how often they did. */
interface Group {
  dimension: string;
  name: string;
  came: number;
  staff: number;
  /** Null for a category, which has no attendances of its own. */
  times: number | null;
}

const DIMENSIONS = ["性别", "年龄段", "活动类别"];

/** Participation by gender, age and category of activity. */
export async function makeGroupsPanel(
  db: DuckDBConnection,
  scope: TopicScope,
  segments: KpiOfSegment[]
): Promise<Panel | undefined> {
  const [whole, union] = await Promise.all([readRate(db, scope, scope.unit), readRate(db, scope)]);
  const [came, staff] = [whole?.numerator ?? 0, whole?.denominator ?? 0];
  if (staff === 0) return undefined;
  const groups = groupsOf(segments);
  const shown = groups.filter((each) => !isTooFew(each.staff));
  return {
    id: "recreation-groups",
    title: `在岗教职工 ${formatNumber(staff)} 人中 ${formatNumber(came)} 人参加过文体活动（${formatShare(came, staff)}${scope.unit ? `，全校 ${formatValue(union?.value, "%")}` : ""}）${lowestWords(shown)}`,
    subtitle: `${scope.whole}${periodWords(scope.month)}至少参加过 1 次体育健身、文化艺术或第二课堂活动的人，按性别、年龄段和活动类别`,
    picture: {
      kind: "bars",
      unit: "%",
      bars: shown.map((each) => ({
        name: each.name,
        value: shareOf(each.came, each.staff) ?? 0,
        detail: `${formatNumber(each.came)} / ${formatNumber(each.staff)} 人`
      })),
      reference: {value: union?.value ?? 0, label: "全校"}
    },
    table: {
      columns: [
        {title: "分组"},
        {title: "参加过", unit: "人"},
        {title: "在岗", unit: "人"},
        {title: "参与率", unit: "%"},
        {title: "参加过的人均参加", unit: "次"}
      ],
      rows: groups.map((each) => ({
        cells: [
          each.name,
          shownOf(each.staff, each.came),
          shownPeople(each.staff),
          shownOf(each.staff, shareOf(each.came, each.staff)),
          each.times === null ? null : shownOf(each.staff, ratioOf(each.times, each.came))
        ]
      }))
    },
    figures: [
      {name: "在岗", value: staff, unit: "人"},
      {name: "参加过", value: came, unit: "人"},
      {name: "参与率", value: shareOf(came, staff) ?? 0, unit: "%"},
      {name: "全校参与率", value: union?.value ?? 0, unit: "%"}
    ],
    ...(shown.length < groups.length && {note: TOO_FEW_NOTE}),
    next: [
      {words: "文体活动参与率", to: "/kpis/K23"},
      {words: "重点群体定制活动", to: "/kpis/K26"}
    ]
  };
}

async function readRate(db: DuckDBConnection, {month}: TopicScope, unit_code?: string) {
  return (await readKpiSeries(db, "K23", {unit_code})).find((point) => point.month === month);
}

function groupsOf(segments: KpiOfSegment[]): Group[] {
  const times = new Map(segments.map(({segment, numerator}) => [segment, numerator]));
  const groups = segments.flatMap(({segment, numerator, denominator}) => {
    const [dimension = "", name = ""] = segment.split("=");
    if (!DIMENSIONS.includes(dimension) || !denominator) return [];
    return [
      {dimension, name, came: numerator ?? 0, staff: denominator, times: times.get(`实到人次（人次）=${name}`) ?? null}
    ];
  });
  return groups.sort((a, b) => DIMENSIONS.indexOf(a.dimension) - DIMENSIONS.indexOf(b.dimension));
}

/** Names the age band in which the fewest come; bands are of one kind, so they compare. */
function lowestWords(groups: Group[]): string {
  const bands = groups.filter(({dimension}) => dimension === "年龄段");
  const [lowest, ...others] = bands.toSorted((a, b) => a.came / a.staff - b.came / b.staff);
  if (!lowest || others.length === 0) return "";
  return `；各年龄段中${lowest.name}最低（${formatShare(lowest.came, lowest.staff)}）`;
}

const HOW_OFTEN = ["0次", "1次", "2—3次", "4次及以上"] as const;

/** How often people came; groups too small to be shown take a second one with them, so that no sum gives them away. */
export function makeTimesPanel(scope: TopicScope, segments: KpiOfSegment[]): Panel | undefined {
  const of = (name: string) => segments.find(({segment}) => segment === name);
  const mean = of("另列=人均参加（次）");
  const groups = HOW_OFTEN.map((name) => ({name, people: of(`参加次数（人）=${name}`)?.numerator ?? 0}));
  const staff = sumOf(groups, ({people}) => people);
  if (!mean?.denominator || staff === 0) return undefined;
  const hidden = hiddenOf(groups);
  const shown = groups.filter(({name}) => !hidden.has(name));
  return {
    id: "recreation-times",
    title: `参加过的人平均每人 ${formatValue(mean.value, "次")}${timesWords(shown, staff)}`,
    subtitle: `${scope.whole}在岗 ${formatNumber(staff)} 人，${periodWords(scope.month)}每人参加文体活动的次数`,
    picture: {
      kind: "bars",
      unit: "人",
      bars: shown.map(({name, people}) => ({name, value: people, detail: formatShare(people, staff)}))
    },
    table: {
      columns: [{title: "参加次数"}, {title: "教职工", unit: "人"}, {title: "占在岗", unit: "%"}],
      rows: groups.map(({name, people}) => ({
        cells: hidden.has(name) ? [name, "人数过少", null] : [name, people, shareOf(people, staff)]
      }))
    },
    figures: [{name: "人均参加", value: mean.value ?? 0, unit: "次"}],
    note: `按签到名单计算，不含只报人次的活动${hidden.size > 0 ? `；${TOO_FEW_NOTE}` : "。"}`,
    next: [{words: "文体活动参与率", to: "/kpis/K23"}]
  };
}

interface Times {
  name: string;
  people: number;
}

/** 0次 is published beside K23 anyway, so it hides nothing. */
function hiddenOf(groups: Times[]): Set<string> {
  const small = groups.filter(({people}) => isTooFew(people));
  const others = groups.filter(({name, people}) => name !== "0次" && people > 0 && !isTooFew(people));
  const alone = small.length === 1 ? others.toSorted((a, b) => a.people - b.people).slice(0, 1) : [];
  return new Set([...small, ...alone].map(({name}) => name));
}

function timesWords(shown: Times[], staff: number): string {
  const never = shown.find(({name}) => name === "0次");
  const often = shown.find(({name}) => name === "4次及以上");
  return [
    never && never.people > 0 ? `；还没有参加过的 ${peopleWords(never.people, staff)}` : "",
    often && often.people > 0 ? `；参加 4 次及以上的 ${peopleWords(often.people, staff)}` : ""
  ].join("");
}

const peopleWords = (people: number, staff: number) => `${formatNumber(people)} 人（${formatShare(people, staff)}）`;
