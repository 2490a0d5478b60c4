import type {ActivityDraft} from "./activity.ts";
import {addDays, monthNumbered} from "./days.ts";
import {mentalHealthActivities} from "./mental-health-activities.ts";
import {at} from "./random.ts";

/** What is not said of an activity of the office. */
const USUAL = {organizer: "U00", audience: ["全体"], mode: "统一组织" as const};

type Rest = Partial<ActivityDraft>;

const activity = (
  name: string,
  codes: string,
  category: string,
  start: string,
  size: number,
  rest: Rest = {}
): ActivityDraft => ({
  ...USUAL,
  name,
  codes: codes.split(";"),
  category,
  start,
  size,
  ...rest
});

export function officeActivities(): ActivityDraft[] {
  return [...sports(), ...culture(), ...learning(), ...care(), ...custom(), ...mentalHealthActivities()];
}

function sports(): ActivityDraft[] {
  const sport = (name: string, codes: string, start: string, size: number, rest: Rest = {}) =>
    activity(name, codes, "体育健身", start, size, {costEach: 18, ...rest});
  const festival = [
    "羽毛球团体赛",
    "乒乓球团体赛",
    "气排球赛",
    "篮球联赛",
    "五人制足球赛",
    "棋牌比赛",
    "跳绳踢毽比赛",
    "工间操展示",
    "太极拳交流",
    "拔河比赛",
    "飞镖比赛",
    "定向越野"
  ];
  const festivalDays = [
    "04-11",
    "04-15",
    "04-18",
    "04-22",
    "04-25",
    "04-28",
    "05-07",
    "05-09",
    "05-13",
    "05-16",
    "05-20",
    "05-23"
  ];
  const walks = [1, 3, 4, 5, 6, 9, 10, 11];
  return [
    sport("第二十二届教职工体育文化节开幕式暨全校健步行", "T05-02;T05-04", "2026-04-10", 860, {
      isAnnounced: true,
      partners: "体育学院"
    }),
    ...festival.map((name, index) =>
      sport(`体育文化节${name}`, "T05-02;T05-10", `2026-${at(festivalDays, index)}`, 260 + ((index * 37) % 160))
    ),
    sport("教职工田径运动会", "T05-05;T05-02", "2026-04-24", 920, {
      end: "2026-04-25",
      isAnnounced: true,
      partners: "体育学院",
      isOutsourced: true
    }),
    sport("教职工趣味运动会", "T05-06;T05-02", "2026-05-29", 640, {isAnnounced: true, isOutsourced: true}),
    sport("教职工登山活动", "T05-07", "2026-10-24", 400, {isAnnounced: true, outcome: "延期", outcomeOn: "2026-10-22"}),
    sport("环校园夜跑", "T05-10", "2026-06-12", 120, {isAnnounced: true, outcome: "取消", outcomeOn: "2026-06-11"}),
    ...walks.map((month) =>
      sport(
        `“约走校园”${month}月健步行`,
        "T05-04;T05-10",
        `${monthNumbered(month)}-${month === 11 ? "07" : "14"}`,
        month === 1 ? 300 : 640
      )
    ),
    sport("秋季健步行暨重阳登高", "T05-04;T05-10", "2026-10-17", 780, {isAnnounced: true}),
    ...["羽毛球", "乒乓球", "健步行", "拔河", "广播体操"].map((name, index) =>
      sport(
        `徐州职工全民健身运动会${name}项目`,
        "T05-16",
        at(["2026-05-16", "2026-06-06", "2026-08-22", "2026-09-19", "2026-10-31"], index),
        34,
        {partners: "徐州市总工会"}
      )
    ),
    sport("青年教职工篮球友谊赛", "T05-15;T06-01", "2026-06-05", 60, {audience: ["青年教职工"], mode: "点单式"}),
    sport("女教职工健身操公开课", "T05-15", "2026-03-06", 120, {
      audience: ["女教职工"],
      mode: "订单式",
      isOutsourced: true
    }),
    sport("女教职工瑜伽系列课", "T05-15", "2026-05-12", 90, {
      audience: ["女教职工"],
      mode: "点单式",
      isOutsourced: true
    })
  ];
}

function culture(): ActivityDraft[] {
  const show = (name: string, codes: string, start: string, size: number, rest: Rest = {}) =>
    activity(name, codes, "文化艺术", start, size, {costEach: 26, ...rest});
  const crafts: [string, string, "身心健康" | "传统文化" | "艺术美育"][] = [
    ["写春联迎新春", "2026-01-20", "传统文化"],
    ["花艺入门", "2026-03-07", "艺术美育"],
    ["书法基础第一讲", "2026-03-18", "传统文化"],
    ["书法基础第二讲", "2026-04-01", "传统文化"],
    ["中国画写意", "2026-04-16", "艺术美育"],
    ["八段锦研习", "2026-04-29", "身心健康"],
    ["团扇彩绘", "2026-05-14", "传统文化"],
    ["陶艺手作", "2026-05-27", "艺术美育"],
    ["香囊制作", "2026-06-16", "传统文化"],
    ["水彩写生", "2026-06-24", "艺术美育"],
    ["皮具手作", "2026-09-10", "艺术美育"],
    ["月饼制作", "2026-09-22", "传统文化"],
    ["篆刻体验", "2026-10-14", "传统文化"],
    ["正念舒展", "2026-10-21", "身心健康"],
    ["剪纸体验", "2026-11-04", "传统文化"]
  ];
  const festival = ["合唱专场", "舞蹈展演", "书画联展", "戏曲雅集", "读书分享", "手作市集", "摄影外拍", "器乐之夜"];
  const festivalDays = ["09-19", "09-23", "09-25", "09-28", "10-10", "10-13", "10-16", "10-20"];
  const reading = ["2026-03-25", "2026-04-23", "2026-05-21", "2026-06-17", "2026-09-16", "2026-10-28"];
  return [
    show("迎新春教职工联欢会", "T05-10", "2026-01-30", 380),
    show("教职工社团文化节开幕式", "T05-03", "2026-09-18", 560, {isAnnounced: true}),
    ...festival.map((name, index) =>
      show(`社团文化节${name}`, "T05-03;T05-10", `2026-${at(festivalDays, index)}`, 170 + ((index * 41) % 140))
    ),
    show("“矿大之美”教职工摄影展", "T05-08;T05-03", "2026-10-12", 520, {end: "2026-10-30", isAnnounced: true}),
    show("教职工歌咏会", "T05-10", "2026-06-26", 420),
    ...crafts.map(([name, start, topic]) =>
      activity(`第二课堂：${name}`, "T05-11;T05-14", "第二课堂", start, 46, {
        topic,
        mode: "点单式",
        costEach: 48,
        isOutsourced: true
      })
    ),
    ...reading.map((start, index) =>
      activity(`“师道行健”读书会第${index + 1}期`, "T05-12", "读书讲坛", start, 85, {
        partners: "教师工作部、人文学院",
        topic: "传统文化"
      })
    ),
    ...["2026-04-08", "2026-05-19", "2026-06-10", "2026-10-15"].map((start, index) =>
      activity(`文昌讲坛第${index + 1}讲`, "T05-13", "读书讲坛", start, 320, {partners: "教师工作部、人文学院"})
    )
  ];
}

function learning(): ActivityDraft[] {
  const cadres = {audience: ["工会干部"]};
  const study = (name: string, codes: string, start: string, size: number, rest: Rest = {}) =>
    activity(name, codes, "理论学习", start, size, {costEach: 4, ...rest});
  return [
    study("工会干部理论学习专题班", "T01-05;T01-07", "2026-03-27", 130, cadres),
    activity("工会系统干部专题培训班（第一期）", "T01-05", "业务培训", "2026-05-15", 110, {
      ...cadres,
      end: "2026-05-16",
      isAnnounced: true,
      costEach: 160
    }),
    activity("工会系统干部专题培训班（第二期）", "T01-05", "业务培训", "2026-10-22", 90, {
      ...cadres,
      end: "2026-10-23",
      isAnnounced: true,
      costEach: 160
    }),
    activity("工会财务与经费业务培训", "T01-07", "业务培训", "2026-06-09", 70, cadres),
    ...["2026-04-21", "2026-06-18", "2026-09-24"].map((start, index) =>
      study(`“工”话思想主题沙龙第${index + 1}期`, "T01-06;T01-07", start, 60)
    ),
    ...["2026-04-14", "2026-05-26", "2026-09-15"].map((start, index) =>
      study(`树立和践行正确政绩观专题学习${index + 1}`, "T11-02", start, 90, cadres)
    ),
    study("劳动模范和工匠精神报告会", "T01-07;T10-15", "2026-04-30", 1480),
    study("新学期教职工形势政策报告会", "T01-07", "2026-09-04", 2150),
    study("学习贯彻全会精神宣讲报告会", "T01-07", "2026-10-29", 1900),
    activity("“智慧工会”使用培训与消防安全演练", "T11-07", "其他", "2026-05-06", 1650),
    activity("教职工维权与法律知识讲座", "T03-09", "其他", "2026-03-20", 1240),
    study("弘扬教育家精神报告会", "T01-07", "2026-09-09", 1720),
    activity("基层工会宣传业务培训（春季）", "T02-07", "宣传培训", "2026-04-17", 44, {...cadres, isAnnounced: true}),
    activity("基层工会宣传业务培训（秋季）", "T02-07", "宣传培训", "2026-10-16", 42, {...cadres, isAnnounced: true}),
    ...["2026-03-24", "2026-06-03", "2026-10-27"].map((start, index) =>
      activity(`教代会代表培训第${index + 1}期`, "T03-04", "代表培训", start, at([96, 84, 78], index), {
        audience: ["教代会代表"],
        isAnnounced: true
      })
    )
  ];
}

function care(): ActivityDraft[] {
  const young = {audience: ["青年教职工"]};
  const children = {audience: ["教职工子女"]};
  const rest = (name: string, codes: string, start: string, size: number, more: Rest = {}) =>
    activity(name, codes, "疗休养", start, size, {end: addDays(start, 2), costEach: 900, isOutsourced: true, ...more});
  return [
    rest("优秀教职工疗休养（第一批）", "T01-04;T04-06", "2026-07-14", 38, {end: "2026-07-18"}),
    rest("优秀教职工疗休养（第二批）", "T01-04;T04-06", "2026-08-11", 36, {end: "2026-08-15"}),
    ...["2026-05-22", "2026-07-24", "2026-10-30", "2026-12-04"].map((start, index) =>
      rest(`“微休养”第${index + 1}批`, "T04-08;T04-06", start, at([34, 33, 35, 32], index), {
        batch: index + 1,
        end: addDays(start, 1),
        isAnnounced: true,
        partners: "徐州市总工会",
        costEach: 420
      })
    ),
    activity("新入职教职工“认家门”暨素质拓展训练（第一批）", "T06-02", "新教职工融入", "2026-09-12", 62, {
      audience: ["新入职教职工"],
      batch: 1,
      isAnnounced: true,
      isOutsourced: true
    }),
    activity("新入职教职工“认家门”暨素质拓展训练（第二批）", "T06-02", "新教职工融入", "2026-09-26", 62, {
      audience: ["新入职教职工"],
      batch: 2,
      isAnnounced: true,
      isOutsourced: true
    }),
    activity("第六届“青年学者论坛”", "T06-03", "学术论坛", "2026-11-28", 200, {...young, isAnnounced: true}),
    activity("“青年学者论坛”预备沙龙：科研起步", "T06-03", "学术论坛", "2026-05-08", 230, young),
    activity("“青年学者论坛”预备沙龙：学术诚信", "T06-03", "学术论坛", "2026-10-09", 240, young),
    activity("“缘来矿大”青年教职工联谊", "T06-04", "联谊交友", "2026-05-17", 58, {...young, isOutsourced: true}),
    activity("青年教职工联谊交友（与驻徐单位）", "T06-04", "联谊交友", "2026-10-18", 46, {
      ...young,
      isOutsourced: true
    }),
    activity("“工润童心”亲子运动会", "T06-05", "亲子", "2026-05-30", 82, {
      ...young,
      isAnnounced: true,
      isOutsourced: true
    }),
    activity("“工润童心”亲子绘画", "T06-06", "亲子", "2026-06-01", 55, young),
    activity("“工润童心”亲子科普日", "T06-05", "亲子", "2026-09-20", 48, young),
    activity("“矿小苗”暑假托管（第一期）", "T06-07", "子女托管", "2026-07-06", 92, {
      ...children,
      end: "2026-07-31",
      registered: 102,
      headcount: 92,
      isAnnounced: true,
      isOutsourced: true
    }),
    activity("“矿小苗”暑假托管（第二期）", "T06-07", "子女托管", "2026-08-03", 64, {
      ...children,
      end: "2026-08-21",
      registered: 74,
      headcount: 64,
      isAnnounced: true,
      isOutsourced: true
    })
  ];
}

/** To order: the sender asks the groups what they want, so they are small and need not be sports. */
function custom(): ActivityDraft[] {
  const topics: [string, string, string, string, number][] = [
    ["女教职工职场礼仪课", "女教职工", "其他", "2026-03-11", 140],
    ["女教职工法律咨询日", "女教职工", "其他", "2026-04-09", 120],
    ["女教职工家庭教育沙龙", "女教职工", "其他", "2026-06-11", 110],
    ["女教职工读书会", "女教职工", "读书讲坛", "2026-09-17", 110],
    ["女教职工健康课", "女教职工", "其他", "2026-10-20", 120],
    ["青年教职工基金申报工作坊", "青年教职工", "其他", "2026-01-15", 150],
    ["青年教职工教学沙龙", "青年教职工", "业务培训", "2026-04-22", 130],
    ["青年教职工住房政策咨询", "青年教职工", "其他", "2026-06-23", 140],
    ["青年教职工职业发展辅导", "青年教职工", "其他", "2026-10-13", 150],
    ["工会干部数字办公课", "工会干部", "业务培训", "2026-05-27", 64],
    ["工会干部写作课", "工会干部", "业务培训", "2026-09-23", 58]
  ];
  return topics.map(([name, audience, category, start, size], index) =>
    activity(name, audience === "青年教职工" ? "T05-15;T06-01" : "T05-15", category, start, size, {
      audience: [audience],
      mode: index % 2 === 0 ? "订单式" : "点单式",
      // The fourth of the four needs is met outside the health service as well.
      needs: name.includes("职业发展") ? ["职业成长"] : undefined
    })
  );
}
