import {addDays} from "./days.ts";
import {changesOnly, type Outbox, type Row} from "./outbox.ts";
import {isYoung, type Person} from "./people.ts";
import {at, type Random, randomFor} from "./random.ts";

const SENT = ["2026-04-10", "2026-05-15", "2026-06-25", "2026-07-17", "2026-09-25", "2026-10-23", "2026-11-12"];

/** Code, item, day of the result (none: not yet awarded), how many, single people? */
const SELECTIONS: [string, string, string | null, number, boolean][] = [
  ["T10-06", "优秀教学科研群体", "2026-09-08", 8, false],
  ["T10-07", "十佳文明窗口单位", null, 12, false],
  ["T10-08", "师德模范", "2026-09-08", 10, true],
  ["T10-09", "十佳青年教职工", "2026-05-04", 10, true],
  ["T10-10", "教书育人", "2026-09-08", 12, true],
  ["T10-11", "科研育人", "2026-09-08", 10, true],
  ["T10-12", "管理育人", null, 9, true],
  ["T10-13", "服务育人", null, 9, true],
  ["T10-14", "工会先进个人", "2026-04-28", 60, true]
];

export function sendAwards(outbox: Outbox, people: Person[]): void {
  const random = randomFor("awards");
  const staff = people.filter(({leaves, hired}) => !leaves && hired < "2026");
  const records = [
    ...honours(staff, random),
    ...selections(staff, random),
    ...contests(staff, random),
    ...inventions(staff, random)
  ]
    .sort((a, b) => String(a.apply_date).localeCompare(String(b.apply_date)))
    .map((row, index): Row => ({record_id: `R2026-${String(index + 1).padStart(3, "0")}`, ...row}));
  const changed = changesOnly(["record_id"]);
  for (const sentOn of SENT) {
    const rows = records.filter(({apply_date}) => String(apply_date) < sentOn).map((row) => asKnown(row, sentOn));
    outbox.send({
      dataset: "awards",
      label: sentOn.slice(0, 7),
      sentOn,
      rows: changed(rows),
      isApproved: sentOn < "2026-11"
    });
  }
}

/** Before its result an entry is applied for, or has taken part. */
function asKnown(row: Row, sentOn: string): Row {
  if (typeof row.result_date !== "string" || row.result_date < sentOn) return row;
  const isContest = row.record_type === "教学竞赛" || row.record_type === "技能比武";
  return {...row, stage: isContest ? "参赛" : "申报", result_date: null, result_grade: null, adopted: null};
}

const about = (person: Person): Row => ({subject_type: "个人", person_id: person.id, unit_code: person.unit});

/** One of the two model workers the plan hopes for is there; the national medal was not won. */
function honours(staff: Person[], random: Random): Row[] {
  const [medal, model, pending, team, story] = random.sample(
    staff.filter(({zeal}) => zeal > 1),
    5
  );
  if (!medal || !model || !pending || !team || !story) return [];
  const honour = (code: string, item_name: string, level: string, rest: Row): Row => ({
    deliverable_code: code,
    record_type: "上级荣誉",
    item_name,
    level,
    is_new_this_year: true,
    ...rest
  });
  return [
    honour("T10-01", "全国五一劳动奖章", "国家级", {
      ...about(medal),
      stage: "未获得",
      apply_date: "2026-02-26",
      result_date: "2026-04-28"
    }),
    honour("T10-03", "徐州市劳动模范", "市级", {
      ...about(model),
      stage: "获得",
      apply_date: "2026-03-18",
      result_date: "2026-05-06"
    }),
    honour("T10-03", "江苏省五一劳动奖章", "省部级", {
      ...about(pending),
      stage: "推荐",
      apply_date: "2026-09-15",
      result_date: null
    }),
    honour("T10-02", "江苏省工人先锋号", "省部级", {
      subject_type: "集体",
      person_id: null,
      unit_code: team.unit,
      stage: "获得",
      apply_date: "2026-03-10",
      result_date: "2026-05-08"
    }),
    {
      ...about(story),
      deliverable_code: "T02-08",
      record_type: "宣传表彰",
      item_name: "工会宣传先进个人",
      level: "校级",
      stage: "申报",
      apply_date: "2026-10-19",
      result_date: null
    },
    ...["U01", "U04", "U02"].map((unit_code, index): Row => ({
      deliverable_code: "T10-04",
      record_type: "劳模工作室项目",
      item_name: `劳模工作室技术创新项目${index + 1}`,
      level: "校级",
      subject_type: "集体",
      person_id: null,
      unit_code,
      stage: index === 0 ? "获得" : "推荐",
      apply_date: "2026-06-10",
      result_date: index === 0 ? "2026-10-09" : null
    }))
  ];
}

function selections(staff: Person[], random: Random): Row[] {
  return SELECTIONS.flatMap(([code, item, result, count, isSingle]) => {
    const applied = result === null ? "2026-10-12" : addDays(result, -40);
    return random.sample(staff, Math.round(count * 1.5)).map((person, index): Row => ({
      deliverable_code: code,
      record_type: "校级评选",
      item_name: item,
      level: "校级",
      ...(isSingle ? about(person) : {subject_type: "集体", person_id: null, unit_code: person.unit}),
      stage: result === null ? "申报" : index < count ? "获得" : "未获得",
      is_new_this_year: result !== null && index < count,
      apply_date: addDays(applied, index % 9),
      result_date: result
    }));
  });
}

function contests(staff: Person[], random: Random): Row[] {
  const teachers = staff.filter((person) => person.category === "专任教师" && isYoung(person, "2026-06-01"));
  const workers = staff.filter(({unit, category}) => unit === "U30" && category === "工勤技能人员");
  const entry =
    (code: string, type: string, item: string, level: string, days: [string, string | null]) =>
    (person: Person, index: number): Row => ({
      deliverable_code: code,
      record_type: type,
      item_name: item,
      level,
      ...about(person),
      stage: days[1] === null ? "参赛" : index < 9 ? "获得" : "未获得",
      apply_date: days[0],
      result_date: days[1],
      result_grade:
        days[1] === null || index >= 9
          ? null
          : at(["一等奖", "二等奖", "二等奖", "三等奖", "三等奖", "三等奖", "优秀奖", "优秀奖", "优秀奖"], index)
    });
  return [
    // The provincial contest is decided in December.
    ...random
      .sample(teachers, 3)
      .map(entry("T09-04", "教学竞赛", "江苏省高校青年教师教学竞赛", "省部级", ["2026-10-30", null])),
    ...random
      .sample(teachers, 28)
      .map(entry("T09-05", "教学竞赛", "新任教师教学竞赛", "校级", ["2026-05-20", "2026-06-12"])),
    ...random
      .sample(workers, 21)
      .map(entry("T09-06", "技能比武", "烹饪与服务技能比武", "校级", ["2026-06-04", "2026-06-18"])),
    ...random
      .sample(workers, 17)
      .map(entry("T09-06", "技能比武", "水电维修技能比武", "校级", ["2026-09-22", "2026-10-12"]))
  ];
}

function inventions(staff: Person[], random: Random): Row[] {
  const kinds: [string, string, number, number][] = [
    ["T09-01", "技术革新", 6, 2],
    ["T09-01", "技术协助", 3, 1],
    ["T09-01", "发明创造", 5, 2],
    ["T09-02", "合理化建议", 13, 3],
    ["T09-03", "五小", 4, 0]
  ];
  return kinds.flatMap(([code, kind, count, adopted]) =>
    random.sample(staff, count).map((person, index): Row => {
      const applied = addDays("2026-03-20", random.between(0, 190));
      const isDecided = index < count - 2;
      return {
        deliverable_code: code,
        record_type: "群众性创新",
        item_name: `${kind}项目${index + 1}`,
        innovation_type: kind,
        level: "校级",
        ...about(person),
        stage: isDecided ? (index < adopted ? "获得" : "未获得") : "申报",
        apply_date: applied,
        result_date: isDecided ? addDays(applied, 32) : null,
        adopted: isDecided ? index < adopted : null
      };
    })
  );
}
