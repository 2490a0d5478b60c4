import type {DuckDBConnection} from "@duckdb/node-api";
import {formatDay, formatValue} from "#app/format.ts";
import {readKpiSegments} from "#pipelines/numbers/kpis.ts";
import {readReports} from "#pipelines/numbers/reports.ts";
import {readSchoolGrants, type SchoolGrant} from "#pipelines/topics/aid.ts";
import type {Panel} from "./panel.ts";
import type {TopicScope} from "./topic-scope.ts";

export async function scholarshipsPanel(db: DuckDBConnection, scope: TopicScope): Promise<Panel | undefined> {
  const [grants, segments, reports] = await Promise.all([
    readSchoolGrants(db, scope),
    readKpiSegments(db, "K40", {month: scope.month}),
    readReports(db, scope.month)
  ]);
  const schools = segments.flatMap(({segment, value}) =>
    segment.startsWith("受奖学校=") ? [{name: segment.slice("受奖学校=".length), people: value ?? 0}] : []
  );
  const waiting = grants.filter(({school_name}) => !schools.some(({name}) => name === school_name));
  const rows = [...schools, ...waiting.map(({school_name}) => ({name: school_name, people: 0}))];
  if (rows.length === 0) return undefined;
  return makeScholarshipsPanel(
    rows.toSorted((a, b) => b.people - a.people),
    grants,
    reports.get("T08-10")?.problem_note ?? undefined,
    scope
  );
}

function makeScholarshipsPanel(
  schools: {name: string; people: number}[],
  grants: SchoolGrant[],
  problem: string | undefined,
  {on}: TopicScope
): Panel {
  const people = schools.reduce((sum, each) => sum + each.people, 0);
  const yuan = grants.reduce((sum, {paid_yuan}) => sum + paid_yuan, 0);
  const unpaid = schools.filter((each) => each.people === 0).map(({name}) => name);
  return {
    id: "aid-scholarships",
    title: [
      people > 0 ? `奖学金已发给 ${people} 名学生、${formatValue(yuan, "元")}` : "奖学金今年还没有发放",
      people > 0 && unpaid.length > 0 && `${unpaid.join("、")}还没有发放`
    ]
      .filter(Boolean)
      .join("；"),
    subtitle: `“行健励志奖学金”各受奖学校，截至${formatDay(on)}`,
    table: {
      columns: [
        {title: "受奖学校"},
        {title: "已发放", unit: "人"},
        {title: "金额", unit: "元"},
        {title: "名单中、没有写发放日期", unit: "人"}
      ],
      rows: schools.map(({name, people: paid}) => {
        const grant = grants.find(({school_name}) => school_name === name);
        return {cells: [name, paid, grant?.paid_yuan ?? 0, grant?.waiting_people ?? 0]};
      })
    },
    figures: [
      {name: "受奖学生", value: people, unit: "人"},
      {name: "金额", value: yuan, unit: "元"}
    ],
    note: problem && `填报说明：${problem}`,
    next: [
      {words: "卡在哪里", to: "/plan/T08-10"},
      {words: "受奖学生人数", to: "/kpis/K40"}
    ]
  };
}
