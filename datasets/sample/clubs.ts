import type {Outbox, Row} from "./outbox.ts";
import {isMember, type Person, rosterDays, sentOnOf} from "./people.ts";
import {randomFor} from "./random.ts";

export interface Club {
  code: string;
  name: string;
  type: string;
  brand: string;
  leader: Person;
  members: Set<Person>;
  status: "正常" | "暂停" | "注销";
  /** How many supporting activities it holds in the year; the brand activity comes on top. */
  supports: number;
  hasBrand: boolean;
}

/** Name, type, brand activity, supporting activities, brand activity held in time? */
const CLUBS: [string, string, string, number, boolean][] = [
  ["羽毛球", "体育", "“行健杯”教职工羽毛球赛", 15, true],
  ["乒乓球", "体育", "“行健杯”教职工乒乓球赛", 14, true],
  ["篮球", "体育", "教职工三人篮球赛", 10, true],
  ["足球", "体育", "教职工五人制足球赛", 8, true],
  ["排球", "体育", "教职工气排球邀请赛", 9, true],
  ["网球", "体育", "教职工网球公开赛", 7, true],
  ["太极拳", "体育", "太极晨练展演", 12, true],
  ["瑜伽健身", "体育", "瑜伽公开周", 12, true],
  ["健步行", "体育", "环湖健步走", 9, true],
  ["游泳", "体育", "教职工游泳赛", 1, true],
  ["桥牌棋类", "体育", "教职工棋牌赛", 5, true],
  ["骑行", "体育", "骑行体验日", 3, false],
  ["合唱", "文艺", "教职工合唱音乐会", 10, true],
  ["舞蹈", "文艺", "教职工舞蹈专场", 9, false],
  ["戏曲", "文艺", "戏曲雅集", 4, true],
  ["书画", "书画摄影", "教职工书画展", 8, true],
  ["摄影", "书画摄影", "校园光影周", 6, true],
  ["读书", "读书", "书香校园分享会", 5, false],
  ["花艺手作", "其他", "花艺开放日", 6, true],
  ["集邮", "其他", "生肖邮品展", 0, false]
];

export function foundClubs(people: Person[]): Club[] {
  const random = randomFor("clubs");
  const lively = people.filter((person) => person.livelyFrom !== undefined && person.hired < "2026" && !person.leaves);
  const leaders = random.sample(
    lively.filter((person) => isMember(person, "2026-01-01")),
    CLUBS.length
  );
  return CLUBS.map(([name, type, brand, supports, hasBrand], index) => {
    const leader = leaders[index];
    if (!leader) throw new Error("Too few people to lead the clubs");
    const size = Math.min(190, 60 + supports * random.between(7, 12));
    return {
      code: `C${String(index + 1).padStart(2, "0")}`,
      name: `教职工${name}社团`,
      type,
      brand,
      leader,
      members: new Set(random.sample(lively, size, ({zeal}) => zeal)),
      status: name === "集邮" ? "注销" : name === "骑行" ? "暂停" : "正常",
      supports,
      hasBrand
    };
  });
}

export function sendClubs(outbox: Outbox, clubs: Club[]): void {
  for (const asOf of rosterDays) {
    const isReviewed = asOf >= "2026-06-30";
    const rows = clubs.map(({code, name, type, brand, leader, members, status, supports}, index): Row => {
      const isLate = index % 6 === 3;
      return {
        club_code: code,
        club_name: name,
        club_type: type,
        leader_person_id: leader.id,
        member_count: members.size + rosterDays.indexOf(asOf) * (index % 4),
        charter_filed: !isLate || asOf >= "2026-09-30",
        annual_review_result: !isReviewed ? "未审核" : isLate && asOf < "2026-10-31" ? "整改" : "合格",
        brand_activity_name: brand,
        budget_yuan: 4000 + supports * 800,
        status:
          status === "注销" && asOf < "2026-06-30" ? "正常" : status === "暂停" && asOf < "2026-09-30" ? "正常" : status
      };
    });
    outbox.send({dataset: "clubs", label: asOf, asOf, sentOn: sentOnOf(asOf), rows});
  }
}
