import {addDays} from "./days.ts";
import type {Outbox, Row} from "./outbox.ts";
import {chairOf, headcountOf, type Person, publicityPersonOf, rosterDays, sentOnOf} from "./people.ts";
import {randomFor} from "./random.ts";
import type {Unit} from "./unit.ts";

const COLLEGES: [string, number, number][] = [
  ["矿业工程学院", 168, 0.78],
  ["安全工程学院", 112, 0.66],
  ["力学与土木工程学院", 148, 0.58],
  ["机电工程学院", 156, 0.52],
  ["信息与控制工程学院", 108, 0.61],
  ["资源与地球科学学院", 118, 0.55],
  ["化工学院", 124, 0.72],
  ["环境与测绘学院", 122, 0.5],
  ["电气工程学院", 92, 0.4],
  ["数学学院", 86, 0.47],
  ["材料与物理学院", 114, 0.56],
  ["计算机科学与技术学院", 126, 0.49],
  ["经济管理学院", 142, 0.6],
  ["公共管理学院", 72, 0.68],
  ["低碳能源与动力工程学院", 78, 0.53],
  ["马克思主义学院", 66, 0.34],
  ["外国语言文化学院", 104, 0.7],
  ["人文学院", 62, 0.74],
  ["建筑与设计学院", 84, 0.57],
  ["国际学院", 38, 0.33],
  ["创新创业学院", 31, 0.45],
  ["体育学院", 64, 0.82]
];

const OTHERS: [string, Unit["type"], number, number][] = [
  ["党政办公室", "机关部门", 46, 0.62],
  ["组织人事部", "机关部门", 42, 0.56],
  ["教务部", "机关部门", 52, 0.54],
  ["科学技术研究院", "机关部门", 48, 0.44],
  ["学生工作部", "机关部门", 74, 0.64],
  ["计划财务部", "机关部门", 44, 0.5],
  ["教师工作部", "机关部门", 25, 0.66],
  ["总务部", "直属单位", 218, 0.46],
  ["图书馆", "直属单位", 96, 0.67],
  ["信息化建设与管理处", "直属单位", 48, 0.52],
  ["国有资产与实验室管理处", "直属单位", 62, 0.41],
  ["期刊社与档案馆", "直属单位", 40, 0.38],
  ["校医院", "附属单位", 88, 0.36],
  ["附属学校", "附属单位", 136, 0.59]
];

const codeOf = (index: number) => `U${String(index + 1).padStart(2, "0")}`;

export const units: Unit[] = [
  ...COLLEGES.map(([name, size, liveliness]) => ({name, type: "学院" as const, size, liveliness})),
  ...OTHERS.map(([name, type, size, liveliness]) => ({name, type, size, liveliness}))
].map((unit, index) => ({code: codeOf(index), ...unit}));

export function unitNamed(code: string): string {
  return units.find((unit) => unit.code === code)?.name ?? "校工会";
}

/** Units without a union of their own, and units that share one. */
const NOT_SET_UP = "U21";
const JOINT = ["U20", "U34"];
/** Too small for a congress of its own. */
const NO_CONGRESS = ["U20", "U21", "U29", "U34"];

export function sendUnits(outbox: Outbox, people: Person[]): void {
  const random = randomFor("units");
  const years = new Map(units.map(({code}) => [code, random.between(0, 4)]));
  const headed = new Set(random.sample(units, 17).map(({code}) => code));
  // Heads who took the chair in the course of the year, as the plan asks for.
  const headedSince = [...headed]
    .slice(10)
    .map((code, index) => [code, index < 4 ? "2026-06-30" : "2026-09-30"] as const);
  for (const asOf of rosterDays) {
    const isHeadedBy = (code: string) =>
      headed.has(code) && !headedSince.some(([late, since]) => late === code && asOf < since);
    const office: Row = {
      unit_code: "U00",
      unit_name: "校工会",
      unit_type: "其他",
      union_level: "校工会",
      parent_unit_code: null,
      union_set_up: "独立设置",
      staff_count: 0,
      chair_person_id: null,
      chair_is_admin_head: false,
      publicity_person_id: null,
      congress_required: false,
      last_election_date: "2021-04-16"
    };
    const rows = units.map(({code, name, type}): Row => {
      const isSetUp = code !== NOT_SET_UP || asOf >= "2026-10-31";
      return {
        unit_code: code,
        unit_name: name,
        unit_type: type,
        union_level: "二级单位工会",
        parent_unit_code: "U00",
        union_set_up: !isSetUp ? "未设置" : JOINT.includes(code) ? "联合设置" : "独立设置",
        staff_count: headcountOf(people, code, asOf),
        chair_person_id: isSetUp ? chairOf(people, code).id : null,
        chair_is_admin_head: isSetUp && isHeadedBy(code),
        publicity_person_id: isSetUp ? publicityPersonOf(people, code).id : null,
        congress_required: !NO_CONGRESS.includes(code),
        last_election_date: isSetUp ? addDays(`${2021 + (years.get(code) ?? 0)}-04-10`, years.get(code) ?? 0) : null
      };
    });
    outbox.send({dataset: "units", label: asOf, asOf, sentOn: sentOnOf(asOf), rows: [office, ...rows]});
  }
}
