import {isDone} from "./activities.ts";
import {type Activity, HEADCOUNT_ONLY, LAST_DAY, RECREATION} from "./activity.ts";
import {changesOnly, type Outbox, type Row} from "./outbox.ts";
import {isKnown, isOnPost, isYoung, type Person, publicityPersonOf, unitOn} from "./people.ts";
import {type Random, randomFor} from "./random.ts";
import {letters, reporterOf, SILENT} from "./reporters.ts";
import {units} from "./units.ts";

export interface Participation {
  activity: Activity;
  person: Person;
  attended: boolean;
  role: string;
  family: number | null;
  score: number | null;
  /** Of an activity that was put off only the list of those who registered exists. */
  checkin: string | null;
}

/** Draws who came to what, and writes into each activity how many they were. */
export function drawParticipation(activities: Activity[], people: Person[]): Participation[] {
  const random = randomFor("participation");
  const publicists = new Set(units.filter(({code}) => !SILENT[code]).map(({code}) => publicityPersonOf(people, code)));
  return activities.flatMap((activity) => {
    const isPutOff = activity.outcome === "延期";
    if (activity.outcome === "取消" || activity.end > LAST_DAY) return [];
    if (!activity.hasList) {
      // Without a list a unit knows its turnout roughly; where lists are forbidden it was counted at the door.
      activity.headcount ??= HEADCOUNT_ONLY.includes(activity.category)
        ? activity.size
        : Math.round(activity.size * (0.55 + random.next() * 0.2));
      return [];
    }
    const sentOn = letterAbout(activity)?.sentOn ?? LAST_DAY;
    const able = people.filter(
      (person) => isInvited(person, activity) && isOnPost(person, activity.start) && isKnown(person, sentOn)
    );
    const willing = able.filter((person) => isWilling(person, activity, publicists));
    const size = Math.min(activity.size, Math.round(willing.length * 0.88));
    const present = random.sample(willing, size, ({zeal}) => zeal);
    const taken = new Set(present);
    const absent = random.sample(
      able.filter((person) => !taken.has(person)),
      Math.round(size * (0.05 + random.next() * 0.09))
    );
    activity.registered = present.length + absent.length;
    activity.headcount = isPutOff ? 0 : present.length;
    return [
      ...present.map((person, index) => attendance(activity, person, !isPutOff, index, random)),
      ...absent.map((person) => attendance(activity, person, false, -1, random))
    ];
  });
}

function isInvited(person: Person, activity: Activity): boolean {
  const {organizer, club, start, audience} = activity;
  if (club) return club.members.has(person);
  if (organizer !== "U00" && unitOn(person, start) !== organizer) return false;
  return audience.every((group) => {
    switch (group) {
      case "工会干部":
        return person.isCadre;
      case "女教职工":
        return person.gender === "女";
      case "青年教职工":
        return isYoung(person, start);
      case "新入职教职工":
        return person.hired >= "2026";
      case "教代会代表":
        return person.roles.includes("教代会代表");
      default:
        return true;
    }
  });
}

function isWilling(person: Person, {category, audience, start, batch = 0}: Activity, publicists: Set<Person>): boolean {
  if (category === "宣传培训")
    return (
      publicists.has(person) || (person.isTrainable && person.isCadre && !SILENT[person.unit] && person.zeal > 2.4)
    );
  if (RECREATION.includes(category) && (person.livelyFrom === undefined || person.livelyFrom > start)) return false;
  if (audience.includes("青年教职工") && !person.comesWithYouth) return false;
  if (audience.includes("工会干部") || audience.includes("教代会代表")) return person.isTrainable;
  // Whoever comes to orders of the women's group is a smaller circle than the group.
  if (audience.includes("女教职工")) return Number(person.id) % 5 < 2;
  if (audience.includes("新入职教职工")) return (Number(person.id) + batch) % 2 === 0;
  return true;
}

function attendance(
  activity: Activity,
  person: Person,
  attended: boolean,
  index: number,
  random: Random
): Participation {
  const isContest = activity.category === "体育健身" && /赛|运动会|比赛/.test(activity.name);
  const usual = isContest ? "参赛" : "参与";
  const role = !attended
    ? usual
    : isContest && index < activity.size * 0.05
      ? "获奖"
      : random.weighted([
          [usual, 93],
          ["组织", 3],
          ["志愿服务", 4]
        ]);
  const minutes = random.between(0, 28);
  const hour = activity.category === "体育健身" ? "08" : activity.category === "文化艺术" ? "18" : "14";
  return {
    activity,
    person,
    attended,
    role,
    family: activity.category === "亲子" && attended ? random.between(1, 3) : null,
    score:
      attended && random.chance(0.4)
        ? random.weighted([
            [5, 62],
            [4, 28],
            [3, 8],
            [2, 2]
          ])
        : null,
    checkin: attended
      ? `${activity.start} ${hour}:${String(minutes + 12).padStart(2, "0")}:${String(random.between(0, 59)).padStart(2, "0")}`
      : null
  };
}

const sortedLetters = letters();

function letterAbout({organizer, end}: Activity) {
  return sortedLetters.find(({reporter, upTo}) => reporter === reporterOf(organizer) && end <= upTo);
}

export function sendParticipation(outbox: Outbox, participation: Participation[]): void {
  const told = participation.filter(({activity}) => isDone(activity) || activity.outcome === "延期");
  const letterOf = new Map(told.map(({activity}) => [activity, letterAbout(activity)]));
  const changed = changesOnly(["activity_id", "person_id"]);
  for (const letter of sortedLetters) {
    const {reporter, sentOn, label, isApproved} = letter;
    // U01 first exported April before the paper lists were keyed in: some who came were listed as absent.
    const isPremature = letter.label.startsWith("2026-04") && reporter === "U01";
    const about = told.filter(({activity}) => letterOf.get(activity) === letter);
    const rows = about.map((one) => rowOf(one, isPremature && Number(one.person.id) % 6 === 0));
    const more = {dataset: "participation", unit: reporter === "U00" ? undefined : reporter, isApproved};
    outbox.send({...more, label, sentOn, rows: changed(rows)});
    if (isPremature) {
      outbox.send({
        ...more,
        label: `${label}_更正`,
        sentOn: "2026-05-25",
        rows: changed(about.map((one) => rowOf(one)))
      });
    }
  }
}

function rowOf({activity, person, attended, role, family, score, checkin}: Participation, isMissed = false): Row {
  const isHere = attended && !isMissed;
  return {
    activity_id: activity.id,
    person_id: person.id,
    attended: isHere,
    role: isHere || role !== "获奖" ? role : "参赛",
    family_count: isHere ? family : null,
    satisfaction_score: isHere ? score : null,
    checkin_time: isHere ? checkin : null
  };
}
