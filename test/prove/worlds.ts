import fc from "fast-check";
import type {Row, Verdict, World, WorldFile} from "./world.ts";

const UNITS = ["U00", "U01", "U02", "U03", "U04"];
const CLUBS = ["C01", "C02", "C03"];
const TITLES = ["论职工之家", "劳模风采", "工匠之路", "春季健步行"];

const one = <T>(...values: T[]) => fc.constantFrom(...values);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, {freq: 3, nil: null});
const yesNo = fc.boolean();
const codeOf = (letter: string, size: number) => fc.integer({min: 1, max: size}).map((n) => `${letter}${n}`);
const some = <T>(...values: T[]) => fc.subarray(values, {minLength: 1, maxLength: Math.min(3, values.length)});

const dayAfter = (day: string, days: number) =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
/** Ends of months and their neighbours come often: there the rules have their edges. */
const day = fc.oneof(
  fc.integer({min: -45, max: 364}).map((days) => dayAfter("2026-01-01", days)),
  fc
    .tuple(fc.integer({min: 1, max: 12}), fc.integer({min: -1, max: 1}))
    .map(([month, days]) => dayAfter(new Date(Date.UTC(2026, month, 0)).toISOString().slice(0, 10), days))
);
const dayOfYear = day.map((each) =>
  each < "2026-01-01" ? `2026${each.slice(4)}` : each > "2026-12-31" ? "2026-12-31" : each
);
const month = fc.integer({min: 1, max: 12}).map((n) => `2026-${String(n).padStart(2, "0")}`);
/** Days that follow one another, each perhaps missing. */
const daysFrom = (first: fc.Arbitrary<string>, count: number, most: number) =>
  fc
    .tuple(first, fc.array(maybe(fc.integer({min: 0, max: most})), {minLength: count, maxLength: count}))
    .map(([start, gaps]) => {
      let last = start;
      return [start, ...gaps.map((gap) => (gap === null ? null : (last = dayAfter(last, gap))))];
    });

const verdict: fc.Arbitrary<Verdict> = fc.oneof(
  {weight: 6, arbitrary: one<Verdict>("none", "approve")},
  {weight: 3, arbitrary: one<Verdict>("hold", "return", "withdraw")}
);

const ROWS = {
  meetings: {
    key: "meeting_id",
    row: () =>
      fc.record({
        meeting_id: codeOf("M", 14),
        meeting_type: one("校工会常委会", "二级单位工会主席会", "二级教代会", "源头参与事项", "执委会会议"),
        unit_code: one(...UNITS),
        held_date: day,
        first_topic_done: maybe(one("是", "否", "不适用")),
        policy_item: maybe(one("绩效工资方案", "食堂改造", "住房补贴办法")),
        union_opinion_given: maybe(yesNo),
        minutes_filed: maybe(yesNo)
      })
  },
  media: {
    key: "item_id",
    row: () =>
      fc.record({
        item_id: codeOf("N", 14),
        item_type: one("期刊论文", "会议交流论文", "研究课题", "微信推文", "网站新闻", "校外媒体报道"),
        title: one(...TITLES),
        channel: one("中国教工", "工会学刊", "公众号"),
        unit_code: maybe(one(...UNITS)),
        publish_date: day,
        read_count: maybe(fc.integer({min: 0, max: 900})),
        is_model_story: maybe(yesNo),
        level: maybe(one("国家级", "省级", "市级", "校级"))
      })
  },
  progress: {
    key: "deliverable_code unit_code report_month",
    row: () =>
      fc
        .record({
          deliverable_code: one("T02-03", "T03-01", "T03-02", "T03-03", "T05-01"),
          unit_code: one("U00", "U01", "U02"),
          report_month: month,
          planned_finish_date: maybe(dayOfYear),
          status: one("未开始", "进行中", "已完成", "滞后", "取消"),
          percent_done: fc.integer({min: 0, max: 100})
        })
        .map((row) => ({
          ...row,
          percent_done: row.status === "已完成" ? 100 : row.status === "未开始" ? 0 : row.percent_done
        }))
  },
  proposals: {
    key: "proposal_id",
    row: (people: string[]) =>
      fc
        .record({
          proposal_id: codeOf("P", 14),
          category: maybe(one("生活福利", "校园建设", "其他")),
          proposer_person_id: one(...people),
          review_result: maybe(one("立案", "立案", "立案", "并案", "转意见建议", "不予立案", "待审")),
          lead_unit_code: maybe(one(...UNITS)),
          reply_result: maybe(one("已解决或采纳", "列入计划", "留作参考")),
          outcome_form: maybe(one("出台制度", "立行立改", "无")),
          feedback: maybe(one("满意", "基本满意", "不满意", "未反馈")),
          days: daysFrom(day, 7, 60)
        })
        .map(({days, ...row}) => {
          const [
            submit_date,
            review_date,
            assign_date,
            due_date,
            supervise_date,
            reply_date,
            feedback_date,
            close_date
          ] = days;
          const days_ = {submit_date: submit_date!, review_date, assign_date, due_date, supervise_date};
          return {...row, ...days_, reply_date, feedback_date, close_date} as Row;
        })
  },
  activities: {
    key: "activity_id",
    row: () =>
      fc
        .record({
          activity_id: codeOf("A", 20),
          deliverable_codes: some("T04-08", "T05-02", "T05-04", "T05-07", "T05-12", "T05-13", "T06-02", "T06-07"),
          organizer_unit_code: one(...UNITS),
          club_code: maybe(one(...CLUBS)),
          category: one(
            ...["体育健身", "文化艺术", "第二课堂", "第二课堂", "读书讲坛", "理论学习", "业务培训", "宣传培训"],
            ...["代表培训", "学术论坛", "亲子", "疗休养", "子女托管", "新教职工融入", "心理健康", "联谊交友"]
          ),
          topic: maybe(one("身心健康", "传统文化", "艺术美育", "其他")),
          need_type: maybe(some("身心健康", "情绪调适", "压力舒缓", "职业成长")),
          service_type: maybe(one("健康知识普及", "健康咨询", "主题读书会", "情绪调适训练营", "其他")),
          audience: some("全体", "工会干部", "女教职工", "青年教职工", "新入职教职工"),
          service_mode: maybe(one("订单式", "点单式", "统一组织")),
          club_role: maybe(one("品牌活动", "支撑活动", "支撑活动", "其他")),
          batch_no: maybe(fc.integer({min: 1, max: 3})),
          start_date: day,
          length: maybe(fc.integer({min: 0, max: 40})),
          registered_count: maybe(fc.integer({min: 0, max: 60})),
          actual_headcount: fc.integer({min: 0, max: 60}),
          status: one("计划", "已完成", "已完成", "已完成", "已完成", "延期", "取消")
        })
        .map(({length, ...row}) => {
          const isRetreat = row.deliverable_codes.includes("T04-08");
          return {
            ...row,
            end_date: length === null ? null : dayAfter(row.start_date, length),
            batch_no: isRetreat ? (row.batch_no ?? 1) : row.batch_no,
            need_type: row.category === "心理健康" ? (row.need_type ?? ["压力舒缓"]) : row.need_type,
            actual_headcount: Math.min(row.actual_headcount, row.registered_count ?? 60)
          };
        })
  },
  participation: {
    key: "activity_id person_id",
    row: (people: string[]) =>
      fc.record({activity_id: codeOf("A", 20), person_id: one(...people), attended: one(true, true, true, false)})
  },
  welfare: {
    key: "grant_id",
    row: (people: string[]) =>
      fc
        .record({
          grant_id: codeOf("W", 60),
          person_id: one(...people),
          grant_year: one(2026, 2026, 2026, 2025),
          occasion: one("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节", "生日", "生日", "活动奖励"),
          form: one("提货券", "提货券", "实物"),
          face_value_yuan: fc.integer({min: 1, max: 9}).map((n) => n * 100),
          redeemed_amount_yuan: maybe(fc.integer({min: 0, max: 100})),
          expires: fc.integer({min: 0, max: 300}),
          days: daysFrom(day, 1, 150),
          isIssued: one(true, true, true, false),
          isStandard: one(true, true, false)
        })
        .map(({days: [issued, redeemed], isIssued, isStandard, expires, ...row}) => ({
          ...row,
          issued_date: isIssued ? (row.grant_year === 2025 ? `2025${issued!.slice(4)}` : issued!) : null,
          standard_yuan: isStandard ? row.occasion.length * (row.grant_year === 2026 ? 130 : 100) : row.face_value_yuan,
          redeemed_amount_yuan: redeemed === null ? null : row.redeemed_amount_yuan,
          redeemed_date: isIssued && row.redeemed_amount_yuan !== null && row.grant_year === 2026 ? redeemed! : null,
          expire_date: dayAfter(issued!, expires)
        }))
  },
  assistance: {
    key: "record_id",
    row: (people: string[]) =>
      fc
        .record({
          record_id: codeOf("H", 16),
          person_id: one(...people.slice(0, 8)),
          unit_code: one(...UNITS.slice(1)),
          record_type: one("困难建档", "困难建档", "建档帮扶", "走访慰问", "临时补助", "爱心扶助金"),
          object_type: one("困难职工", "乡村振兴干部", "复转军人", "生病住院职工", "其他"),
          hardship_level: maybe(one("深度困难", "相对困难")),
          eligible_verified: maybe(yesNo),
          plan_made: maybe(yesNo),
          file_status: maybe(one("在档", "在档", "已退出")),
          days: daysFrom(day, 3, 60),
          isAsked: one(true, true, true, false)
        })
        .map(({days: [apply, file, visit, pay], isAsked, ...row}) => {
          const isFile = row.record_type === "困难建档";
          const isAllowance = row.record_type === "临时补助" || row.record_type === "爱心扶助金";
          return {
            ...row,
            apply_date: isAsked ? apply! : null,
            file_date: isFile ? file! : null,
            file_status: isAllowance ? null : row.file_status,
            visit_date: row.record_type === "走访慰问" || row.record_type === "建档帮扶" ? visit! : null,
            pay_date: isAllowance || row.record_type === "建档帮扶" ? pay! : null
          };
        })
  },
  procurement: {
    key: "record_id",
    row: () =>
      fc
        .record({
          record_id: codeOf("L", 12),
          record_type: one("消费帮扶任务", "消费帮扶采购", "消费帮扶采购", "励志奖学金"),
          record_year: one(2026, 2026, 2026, 2025),
          record_date: maybe(dayOfYear),
          fund_source: maybe(one("工会经费", "单位采购", "教职工自购")),
          yuan: maybe(fc.integer({min: 0, max: 90})),
          school_name: maybe(one("灵璧中学", "灵璧一中")),
          beneficiary_count: maybe(fc.integer({min: 0, max: 12}))
        })
        .map(({yuan, ...row}) => ({
          ...row,
          record_date: row.record_date && `${row.record_year}${row.record_date.slice(4)}`,
          task_amount_yuan: row.record_type === "消费帮扶任务" ? yuan : null,
          amount_yuan: row.record_type === "消费帮扶任务" ? null : yuan
        }))
  },
  awards: {
    key: "record_id",
    row: (people: string[]) =>
      fc
        .record({
          record_id: codeOf("R", 16),
          deliverable_code: one("T09-01", "T09-04", "T09-05", "T09-06", "T10-03", "T10-06", "T10-08"),
          record_type: one("上级荣誉", "校级评选", "教学竞赛", "技能比武", "群众性创新"),
          item_name: one("徐州市劳动模范", "省五一劳动奖章", "省赛"),
          innovation_type: maybe(one("技术革新", "合理化建议", "五小")),
          level: one("国家级", "省部级", "市级", "校级"),
          subject_type: one("个人", "个人", "集体"),
          person_id: one(...people.slice(0, 6)),
          unit_code: one(...UNITS),
          stage: one("申报", "推荐", "参赛", "公示", "获得", "获得", "未获得"),
          is_new_this_year: maybe(yesNo),
          result_grade: maybe(one("一等奖", "二等奖")),
          adopted: maybe(yesNo),
          days: daysFrom(dayOfYear, 1, 90),
          hasApplied: one(true, true, false)
        })
        .map(({days: [apply, result], hasApplied, ...row}) => ({
          ...row,
          person_id: row.subject_type === "个人" ? row.person_id : null,
          // A prize has the day of its result: the contract warns of one without.
          apply_date: hasApplied || result === null ? apply! : null,
          result_date: row.stage === "获得" || row.stage === "未获得" ? (result ?? apply!) : null
        }))
        .map((row) => ({
          ...row,
          apply_date: row.result_date === null ? (row.apply_date ?? "2026-05-31") : row.apply_date
        }))
  },
  digital: {
    key: "system_name stat_month",
    row: () =>
      fc
        .record({
          system_name: one("矿大教工e家", "智慧工会", "教代会提案系统", "微信公众号"),
          stat_month: month,
          active_users: maybe(fc.integer({min: 0, max: 3})),
          bound_users: maybe(fc.integer({min: 3, max: 9})),
          visits: maybe(fc.integer({min: 0, max: 90})),
          total_cases: maybe(fc.integer({min: 0, max: 9})),
          features_released: maybe(fc.integer({min: 0, max: 5}))
        })
        .map((row) => ({...row, online_cases: row.total_cases === null ? null : Math.floor(row.total_cases / 2)}))
  }
};

const memberOf = (person_id: string) =>
  fc
    .record({
      unit_code: one(...UNITS),
      gender: one("男", "女"),
      birth: fc.tuple(fc.integer({min: 1962, max: 2002}), day),
      hire: fc.tuple(one(2010, 2024, 2026), day),
      staff_category: one("专任教师", "管理人员"),
      employment_type: maybe(one("事业编制", "人事代理", "博士后")),
      on_post_status: one("在岗", "在岗", "在岗", "在岗", "退休", "调离"),
      is_union_member: one(true, true, true, false),
      has_joined: one(true, true, true, false),
      union_group: maybe(one("第一小组", "第二小组")),
      is_union_cadre: one(true, false, false),
      congress_role: maybe(some("教代会代表", "工代会代表"))
    })
    .map(({birth, hire, has_joined, ...row}) => ({
      person_id,
      name: `会员${person_id}`,
      ...row,
      birth_date: `${birth[0]}${dayOf(birth[1])}`,
      hire_date: `${Math.max(hire[0], birth[0] + 18)}${dayOf(hire[1])}`,
      join_date: row.is_union_member && has_joined ? `${Math.max(hire[0], birth[0] + 18)}-12-31` : null
    }));

/** Without 29 February, which not every year has. */
const dayOf = (each: string) => (each.slice(4) === "-02-29" ? "-02-28" : each.slice(4));

const unitOf = (unit_code: string) =>
  fc
    .record({
      unit_type: one("学院", "机关部门", "直属单位"),
      union_set_up: one("独立设置", "独立设置", "联合设置", "未设置"),
      chair_is_admin_head: yesNo,
      congress_required: yesNo
    })
    .map((row) => ({
      unit_code,
      unit_name: `第${unit_code.slice(1)}学院`,
      union_level: unit_code === "U00" ? "校工会" : "二级单位工会",
      ...row
    }));

const clubOf = (club_code: string) =>
  fc.record({club_type: one("体育", "文艺", "读书"), status: one("正常", "正常", "正常", "暂停")}).map((row) => ({
    club_code,
    club_name: `示例社团${club_code}`,
    leader_person_id: "00001",
    ...row
  }));

/** Lists of a year: the first names everybody, later ones come on any day and leave some out. */
function lists(
  dataset: string,
  codes: string[],
  rowOf: (code: string) => fc.Arbitrary<Row>
): fc.Arbitrary<WorldFile[]> {
  const whole = fc.tuple(...codes.map(rowOf));
  const first = whole.map((rows): WorldFile => ({dataset, as_of: "2025-12-31", rows, verdict: "approve"}));
  // Units are named by every other file, so none of them is ever left out.
  const least = dataset === "units" ? codes.length : 1;
  const later = fc
    .tuple(whole, dayOfYear, verdict, fc.shuffledSubarray([...codes.keys()], {minLength: least}))
    .map(([rows, as_of, given, kept]): WorldFile => ({
      dataset,
      as_of,
      rows: kept.map((at) => rows[at]!),
      verdict: given
    }));
  return fc.tuple(first, fc.array(later, {maxLength: 2})).map(([one_, others]) => [one_, ...others]);
}

/** Up to three files of a dataset; keys are few, so that later files correct earlier ones. */
function files(dataset: keyof typeof ROWS, people: string[]): fc.Arbitrary<WorldFile[]> {
  const {key, row} = ROWS[dataset];
  const most = dataset === "participation" || dataset === "welfare" ? 50 : 14;
  const rows = fc.uniqueArray(row(people) as fc.Arbitrary<Row>, {
    minLength: 1,
    maxLength: most,
    selector: (each) =>
      key
        .split(" ")
        .map((name) => each[name])
        .join(" ")
  });
  const file = fc.record({dataset: fc.constant(dataset), as_of: dayOfYear, rows, verdict});
  return fc.array(file, {maxLength: 3, minLength: 0});
}

/** Small invented unions with everything that happens to files. */
export function worlds(): fc.Arbitrary<World> {
  return fc.integer({min: 10, max: 40}).chain((size) => {
    const people = Array.from({length: size}, (_, at) => String(at + 1).padStart(5, "0"));
    return fc
      .tuple(
        lists("units", UNITS, unitOf),
        lists("members", people, memberOf),
        lists("clubs", CLUBS, clubOf),
        ...(Object.keys(ROWS) as (keyof typeof ROWS)[]).map((dataset) => files(dataset, people))
      )
      .map((parts) => ({files: parts.flat()}));
  });
}
