import type {ActivityDraft} from "./activity.ts";
import {monthNumbered} from "./days.ts";
import {at, type Random, randomFor} from "./random.ts";
import {SILENT} from "./reporters.ts";
import type {Unit} from "./unit.ts";

const MONTHS: [number, number][] = [
  [1, 8],
  [2, 2],
  [3, 14],
  [4, 17],
  [5, 15],
  [6, 11],
  [7, 3],
  [8, 1],
  [9, 13],
  [10, 13],
  [11, 5]
];

interface Kind {
  category: string;
  names: string[];
  codes: string[];
  audience?: string;
  mode?: "订单式" | "点单式";
  topic?: string;
  /** Of the people who could come. */
  share: number;
}

const KINDS: [Kind, number][] = [
  [
    {
      category: "体育健身",
      names: ["健步走", "羽毛球友谊赛", "乒乓球赛", "趣味运动", "拔河赛", "跳绳比赛", "踏青健走"],
      codes: ["T05-10"],
      share: 0.75
    },
    34
  ],
  [
    {
      category: "文化艺术",
      names: ["歌咏活动", "摄影采风", "书画交流", "观影活动", "新春联谊"],
      codes: ["T05-10"],
      share: 0.7
    },
    16
  ],
  [{category: "第二课堂", names: ["手作课", "书法课", "插花课"], codes: ["T05-11"], topic: "艺术美育", share: 0.45}, 4],
  [
    {category: "理论学习", names: ["工会理论学习会", "专题学习", "劳模精神学习交流"], codes: ["T01-07"], share: 0.9},
    24
  ],
  [
    {category: "其他", names: ["教职工座谈会", "荣休仪式", "岗位技能交流", "政策宣讲"], codes: ["T11-05"], share: 0.8},
    12
  ],
  [
    {
      category: "其他",
      names: ["青年教师午餐会", "青年教师成长沙龙"],
      codes: ["T06-01"],
      audience: "青年教职工",
      share: 0.8
    },
    4
  ],
  [
    {category: "其他", names: ["女教职工茶话会"], codes: ["T05-15"], audience: "女教职工", mode: "订单式", share: 0.5},
    2
  ],
  [{category: "亲子", names: ["亲子开放日"], codes: ["T06-05"], share: 0.12}, 1]
];

export function unitActivities(units: Unit[]): ActivityDraft[] {
  const random = randomFor("unit activities");
  return units.flatMap((unit) => {
    const count = Math.round(2 + unit.size / 36 + unit.liveliness * 5 + random.between(0, 2));
    return Array.from({length: count}, () => draftFor(unit, random)).filter(
      ({start}) => !SILENT[unit.code]?.includes(Number(start.slice(5, 7)))
    );
  });
}

function draftFor(unit: Unit, random: Random): ActivityDraft {
  const kind = random.weighted(KINDS);
  const month = random.weighted(MONTHS);
  const inFestival = kind.category === "体育健身" && (month === 4 || month === 5);
  const day = random.between(3, month === 11 ? 13 : 27);
  const name = at(kind.names, random.between(0, kind.names.length - 1));
  return {
    name: `${unit.name}${month}月${name}${day > 14 ? "（下半月）" : ""}`,
    codes: inFestival ? [...kind.codes, "T05-02"] : name.includes("健步走") ? ["T05-04", ...kind.codes] : kind.codes,
    organizer: unit.code,
    category: kind.category,
    topic: kind.topic,
    audience: [kind.audience ?? "全体"],
    mode: kind.mode ?? "统一组织",
    start: `${monthNumbered(month)}-${String(day).padStart(2, "0")}`,
    // The list of names is cut to the people who could come.
    size: Math.round(unit.size * kind.share * (0.8 + random.next() * 0.5)),
    hasList: random.chance(0.94),
    isOutsourced: random.chance(0.12)
  };
}
