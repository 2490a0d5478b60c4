import type {ActivityDraft} from "./activity.ts";
import type {Club} from "./clubs.ts";
import {at, randomFor} from "./random.ts";
import {monthNumbered} from "./days.ts";

/** Clubs meet in term time; their festival is in September and October. */
const MONTHS: [number, number][] = [
  [1, 5],
  [3, 12],
  [4, 15],
  [5, 14],
  [6, 11],
  [7, 3],
  [9, 17],
  [10, 18],
  [11, 5]
];
const FORMS = ["训练日", "交流活动", "体验课", "友谊赛", "月例会", "公开活动"];

export function clubActivities(clubs: Club[]): ActivityDraft[] {
  const random = randomFor("club activities");
  return clubs.flatMap((club) => {
    const category = club.type === "体育" ? "体育健身" : club.type === "读书" ? "读书讲坛" : "文化艺术";
    const draft = (name: string, month: number, isBrand: boolean): ActivityDraft => ({
      name,
      codes: month >= 9 && month <= 10 ? ["T05-09", "T05-03"] : ["T05-09"],
      organizer: "U00",
      club,
      category: category === "文化艺术" && club.type === "其他" ? "第二课堂" : category,
      topic: club.type === "其他" ? "艺术美育" : undefined,
      audience: ["全体"],
      mode: "统一组织",
      clubRole: isBrand ? "品牌活动" : random.chance(0.9) ? "支撑活动" : "其他",
      start: `${monthNumbered(month)}-${String(random.between(2, month === 11 ? 13 : 28)).padStart(2, "0")}`,
      size: Math.round(club.members.size * (isBrand ? 0.75 : 0.42 + random.next() * 0.3)),
      costEach: isBrand ? 40 : 12
    });
    const last = club.status === "正常" ? 11 : 6;
    const months = Array.from({length: club.supports}, () => random.weighted(MONTHS))
      .filter((month) => month <= last)
      .sort((a, b) => a - b);
    const supports = months.map((month, index) =>
      draft(`${club.name}${at(FORMS, index % FORMS.length)}（第${index + 1}次）`, month, false)
    );
    const brandMonth = club.type === "体育" ? random.pick([4, 5, 9]) : random.pick([5, 9, 10]);
    return club.hasBrand ? [...supports, draft(club.brand, brandMonth, true)] : supports;
  });
}
