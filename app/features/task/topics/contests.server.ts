import type {DuckDBConnection} from "@duckdb/node-api";
import {formatDay, formatShortDay, shareOf} from "#app/format.ts";
import {readKpiSegments, readKpiValue} from "#pipelines/numbers/kpis.ts";
import {targetOf} from "#pipelines/plan/target.ts";
import {
  type ContestResult,
  type InnovatingUnit,
  type InnovationKind,
  readContestResults,
  readInnovatingUnits,
  readInnovationKinds,
  readWaitingInnovations,
  type WaitingInnovation
} from "#pipelines/topics/contests.ts";
import {FEWEST} from "./few-people.ts";
import type {Panel, PanelRow} from "./panel.ts";
import type {TopicScope} from "./topic-scope.ts";

/** 竞赛与创新: what is adopted, contests and their results, what waits and with whom, and who takes part. */
export async function makeContestPanels(db: DuckDBConnection, scope: TopicScope): Promise<Panel[]> {
  const [kinds, waiting, units] = await Promise.all([
    readInnovationKinds(db, scope),
    readWaitingInnovations(db, scope),
    readInnovatingUnits(db, scope)
  ]);
  const panels = [
    kinds.length > 0 ? innovationsPanel(kinds, units, scope) : undefined,
    await contestsPanel(db, scope),
    waiting.length > 0 ? waitingPanel(waiting, scope) : undefined,
    kinds.length > 0 && !scope.unit ? unitsPanel(units, scope) : undefined
  ];
  return panels.filter((panel) => panel !== undefined);
}

const sumOf = <Row>(rows: Row[], of: (row: Row) => number) => rows.reduce((sum, row) => sum + of(row), 0);

function innovationsPanel(kinds: InnovationKind[], units: InnovatingUnit[], {whole, unit, until}: TopicScope): Panel {
  const [applied, adopted, refused, waiting] = (["applied", "adopted", "refused", "waiting"] as const).map((key) =>
    sumOf(kinds, (each) => each[key])
  ) as [number, number, number, number];
  const taking = units.filter((each) => each.applied > 0 && each.unit_code !== null).length;
  const empty = kinds.filter((each) => each.adopted === 0).map(({kind}) => kind);
  return {
    id: "contests-innovations",
    title: `群众性创新申报 ${applied} 项，${adopted > 0 ? `采纳 ${adopted} 项` : "还没有采纳"}，未采纳 ${refused} 项，等结果 ${waiting} 项${
      unit ? "" : `；${taking} 个单位参与`
    }${adopted > 0 && empty.length > 0 ? `；${empty.join("、")}还没有采纳` : ""}`,
    subtitle: `${whole}今年申报的各类创新走到哪一步，截至${formatDay(until("awards"))}；柱高为申报数`,
    picture: {
      kind: "columns",
      unit: "项",
      labels: kinds.map(({kind}) => kind),
      series: [
        {name: "采纳", values: kinds.map((each) => each.adopted)},
        {name: "未采纳", values: kinds.map((each) => each.refused)},
        {name: "等结果", values: kinds.map((each) => each.waiting)}
      ]
    },
    table: {
      columns: [
        {title: "类别"},
        {title: "申报", unit: "项"},
        {title: "采纳", unit: "项"},
        {title: "未采纳", unit: "项"},
        {title: "等结果", unit: "项"},
        {title: "采纳率", unit: "%"},
        {title: "申报到结果（中位数）", unit: "天"}
      ],
      rows: [
        ...kinds.map((each) => ({
          cells: [
            each.kind,
            each.applied,
            each.adopted,
            each.refused,
            each.waiting,
            shareOf(each.adopted, each.applied),
            each.median_days
          ]
        })),
        {cells: ["合计", applied, adopted, refused, waiting, shareOf(adopted, applied), null]}
      ]
    },
    figures: [{name: "参与单位", value: taking, unit: "个"}],
    note: "台账不记未采纳的原因。",
    next: [
      {words: "创新成果数", to: "/kpis/K43"},
      ...(empty.includes("五小") ? [{words: "“五小”活动", to: "/plan/T09-03"}] : [])
    ]
  };
}

function waitingPanel(waiting: WaitingInnovation[], {whole, plan, nameOf, on, unit}: TopicScope): Panel {
  const longest = waiting[0]!;
  const deliverable = (code: string | null) => plan.deliverables.find((each) => each.code === code);
  const ownerOf = (code: string | null) => {
    const {lead_unit = null, leader = null} = plan.assignments.find((each) => each.deliverable_code === code) ?? {};
    return [lead_unit && nameOf(lead_unit), leader].filter(Boolean).join("、") || "没有写责任人";
  };
  const owners = [...new Set(waiting.map((each) => ownerOf(each.deliverable_code)))];
  const codes = [...new Set(waiting.flatMap(({deliverable_code}) => deliverable_code ?? []))].sort();
  return {
    id: "contests-waiting",
    title: `${waiting.length} 项申报等结果，最久的已等 ${longest.days} 天（${formatShortDay(longest.applied_on)}申报）`,
    subtitle: `${whole}逐项列出，截至${formatDay(on)}；等得最久的在前`,
    table: {
      columns: [
        {title: "项目"},
        {title: "类别"},
        {title: "申报单位"},
        {title: "申报日期"},
        {title: "已等", unit: "天"},
        ...(owners.length > 1 ? [{title: "等谁"}] : [])
      ],
      rows: waiting.map(({item_name, kind, deliverable_code, unit_code, applied_on, days}) => ({
        cells: [
          item_name,
          kind,
          nameOf(unit_code),
          applied_on,
          days,
          ...(owners.length > 1 ? [ownerOf(deliverable_code)] : [])
        ],
        isOwn: unit_code !== null && unit_code === unit
      }))
    },
    note: owners.length === 1 ? `都由${owners[0]}负责。` : undefined,
    next: codes.map((code) => ({words: deliverable(code)?.name ?? code, to: `/plan/${code}`}))
  };
}

interface Contest {
  item_name: string;
  level: string;
  deliverable_code: string | null;
  people: number;
  grades: Map<string, number>;
  lost: number;
  waiting: number;
  applied_on: string;
}

function contestsOf(results: ContestResult[]): Contest[] {
  const contests = new Map<string, Contest>();
  for (const {result_grade, won, lost, waiting, ...contest} of results) {
    const key = `${contest.level} ${contest.item_name} ${contest.deliverable_code ?? ""}`;
    const kept = contests.get(key) ?? {...contest, grades: new Map(), lost: 0, waiting: 0};
    if (result_grade !== null) kept.grades.set(result_grade, (kept.grades.get(result_grade) ?? 0) + won);
    contests.set(key, {...kept, lost: kept.lost + lost, waiting: kept.waiting + waiting});
  }
  return [...contests.values()];
}

const GRADES = ["特等奖", "一等奖", "二等奖", "三等奖", "优秀奖"];
const placeOf = (grade: string) => (GRADES.includes(grade) ? GRADES.indexOf(grade) : GRADES.length);

async function contestsPanel(db: DuckDBConnection, scope: TopicScope): Promise<Panel | undefined> {
  const results = await readContestResults(db, scope);
  if (results.length === 0) return undefined;
  const question = {month: scope.month, unit_code: scope.unit};
  const [campus, province] = await Promise.all([
    readKpiValue(db, "K42", question),
    readKpiSegments(db, "K41", question)
  ]);
  const contestants = province.find(({segment}) => segment === "另列=参赛人数（人）")?.value ?? 0;
  return makeContestsPanel(contestsOf(results), {campus: campus ?? 0, province: contestants}, scope);
}

function makeContestsPanel(
  contests: Contest[],
  people: {campus: number; province: number},
  {whole, unit, plan, until}: TopicScope
): Panel {
  const grades = [...new Set(contests.flatMap((each) => [...each.grades.keys()]))].sort(
    (a, b) => placeOf(a) - placeOf(b)
  );
  const outcomes = [...grades, "未获奖", "等结果"];
  const valueOf = (contest: Contest, outcome: string) => {
    if (outcome === "等结果") return contest.waiting;
    return outcome === "未获奖" ? contest.lost : (contest.grades.get(outcome) ?? 0);
  };
  // Of one or two contestants of a unit, only the prizes are public.
  const isFew = (contest: Contest) => unit !== undefined && contest.people < FEWEST;
  const row = (contest: Contest): PanelRow => ({
    cells: [
      contest.item_name,
      contest.level,
      isFew(contest) ? "人数过少" : contest.people,
      ...outcomes.map((outcome) =>
        isFew(contest) && !contest.grades.has(outcome) ? "人数过少" : valueOf(contest, outcome)
      )
    ],
    ...(contest.deliverable_code && {to: `/plan/${contest.deliverable_code}`})
  });
  const kpi = plan.kpis.find(({code}) => code === "K42");
  const isCampus = ({level}: Contest) => level === "校级";
  const repeated = people.campus < sumOf(contests.filter(isCampus), (each) => each.people);
  const show = (count: number) => (unit && count < FEWEST ? "有人" : ` ${count} 人`);
  return {
    id: "contests-results",
    title: [
      people.campus > 0 &&
        `校内竞赛${show(people.campus)}参赛${kpi && !unit ? `（目标 ${targetOf(kpi).value} 人）` : ""}，${cameOf(contests.filter(isCampus))}`,
      people.province > 0 &&
        `省级竞赛${show(people.province)}参赛，${cameOf(contests.filter((contest) => !isCampus(contest)))}`
    ]
      .filter(Boolean)
      .join("；"),
    subtitle: `${whole}教学竞赛和技能比武，今年参赛的，截至${formatDay(until("awards"))}`,
    picture: unit
      ? undefined
      : {
          kind: "heat",
          unit: "项",
          columns: outcomes,
          rows: contests.map(({item_name}) => item_name),
          cells: contests.flatMap((contest) =>
            outcomes.map((outcome) => ({column: outcome, row: contest.item_name, value: valueOf(contest, outcome)}))
          )
        },
    table: {
      columns: [
        {title: "竞赛"},
        {title: "级别"},
        {title: "参赛", unit: "人"},
        ...outcomes.map((title) => ({title, unit: "项"}))
      ],
      rows: contests.map(row)
    },
    figures: [
      {name: "校内参赛", value: people.campus, unit: "人"},
      {name: "省级参赛", value: people.province, unit: "人"},
      ...(kpi ? [{name: "参赛目标", value: targetOf(kpi).value, unit: "人"}] : []),
      ...[contests.filter(isCampus), contests.filter((contest) => !isCampus(contest))].map((some, at) => ({
        name: at === 0 ? "校内获奖" : "省级获奖",
        value: prizesOf(some),
        unit: "项"
      }))
    ],
    note: repeated ? "一人参加几项校内竞赛的，合计只计一次。" : undefined,
    next: [
      {words: "校内参赛人数", to: "/kpis/K42"},
      {words: "省青教赛", to: "/plan/T09-04"}
    ]
  };
}

const prizesOf = (contests: Contest[]) => sumOf(contests, ({grades}) => sumOf([...grades.values()], (count) => count));

/** “获奖 27 项，新任教师教学竞赛等结果” */
function cameOf(contests: Contest[]): string {
  const open = contests.filter(({waiting}) => waiting > 0).map(({item_name}) => item_name);
  const prizes = prizesOf(contests);
  return [prizes > 0 ? `获奖 ${prizes} 项` : "还没有获奖", open.length > 0 && `${open.join("、")}等结果`]
    .filter(Boolean)
    .join("，");
}

const BARS = 12;

function unitsPanel(units: InnovatingUnit[], {whole, nameOf, until}: TopicScope): Panel {
  const taking = units.filter(({applied}) => applied > 0);
  const most = taking[0];
  const leaders = taking.filter(({applied}) => applied === most?.applied);
  return {
    id: "contests-units",
    title: `${taking.length} 个单位申报过创新；最多 ${most?.applied ?? 0} 项（${leaders
      .slice(0, 2)
      .map(({unit_code}) => `“${nameOf(unit_code)}”`)
      .join("、")}${leaders.length > 2 ? "等" : ""}）`,
    subtitle: `${whole}各单位今年申报的创新，截至${formatDay(until("awards"))}`,
    picture: {
      kind: "bars",
      unit: "项",
      bars: taking.slice(0, BARS).map(({unit_code, applied, adopted}) => ({
        name: nameOf(unit_code),
        value: applied,
        detail: `采纳 ${adopted} 项`
      }))
    },
    table: {
      columns: [{title: "单位"}, {title: "申报", unit: "项"}, {title: "采纳", unit: "项"}],
      rows: taking.map(({unit_code, applied, adopted}) => ({cells: [nameOf(unit_code), applied, adopted]}))
    },
    figures: [{name: "申报过的单位", value: taking.length, unit: "个"}],
    next: [{words: "各单位创新成果", to: "/kpis/K43"}]
  };
}
