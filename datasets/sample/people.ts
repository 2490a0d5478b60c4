import {addDays, ageOn, monthEnd, monthNumbered, workday} from "./days.ts";
import type {Outbox, Row} from "./outbox.ts";
import {at, type Random, randomFor} from "./random.ts";
import type {Unit} from "./unit.ts";

/** A plainly invented person, with the whole year known in advance. */
export interface Person {
  id: string;
  name: string;
  gender: "男" | "女";
  birth: string;
  hired: string;
  category: string;
  employment: string;
  unit: string;
  movesTo?: string;
  leaves?: {on: string; as: "退休" | "调离" | "其他"};
  /** The day of joining the union; without one, no member. */
  joined?: string;
  /** From this day the roster knows day of joining and group. */
  completeFrom: string;
  group: string;
  isCadre: boolean;
  roles: string[];
  /** The day of first coming to sports or culture; without one, never. */
  livelyFrom?: string;
  comesWithYouth: boolean;
  /** Comes to trainings of cadres and delegates. */
  isTrainable: boolean;
  zeal: number;
}

export const rosterDays = ["2026-01-01", "2026-03-31", "2026-06-30", "2026-09-30", "2026-10-31"];
const MOVED_ON = "2026-06-15";

const sentOn = new Map(rosterDays.map((day) => [day, workday(addDays(day, day === "2026-01-01" ? 4 : 3))]));

export function sentOnOf(rosterDay: string): string {
  const day = sentOn.get(rosterDay);
  if (day === undefined) throw new RangeError(`no roster is of ${rosterDay}`);
  return day;
}

export const unitOn = (person: Person, day: string) =>
  person.movesTo !== undefined && day >= MOVED_ON ? person.movesTo : person.unit;
export const isOnPost = (person: Person, day: string) =>
  person.hired <= day && (person.leaves === undefined || day < person.leaves.on);
export const isMember = (person: Person, day: string) => person.joined !== undefined && person.joined <= day;
export const isYoung = (person: Person, day: string) => ageOn(person.birth, day) <= 40;

/** Known to the system on a day: a roster sent before it has the person. */
export function isKnown(person: Person, day: string): boolean {
  const first = rosterDays.find((asOf) => asOf >= person.hired);
  return first !== undefined && sentOnOf(first) <= day;
}

/** In force at a month's end. */
export function rosterInForce(month: string): string {
  return rosterDays.filter((asOf) => asOf <= monthEnd(month)).at(-1) ?? at(rosterDays, 0);
}

export function headcountOf(people: Person[], unit: string, day: string): number {
  return people.filter((person) => isOnPost(person, day) && unitOn(person, day) === unit).length;
}

const settledIn = (people: Person[], unit: string) =>
  people.filter((person) => person.unit === unit && person.isCadre && person.movesTo === undefined && !person.leaves);
export const chairOf = (people: Person[], unit: string) => at(settledIn(people, unit), 0);
export const publicityPersonOf = (people: Person[], unit: string) => at(settledIn(people, unit), 1);

/** Season of first coming: most in the sports festival of spring, some in the clubs' festival of autumn. */
const FIRST_MONTH: [number, number][] = [
  [1, 20],
  [2, 3],
  [3, 13],
  [4, 25],
  [5, 13],
  [6, 5],
  [7, 2],
  [8, 1],
  [9, 9],
  [10, 8],
  [11, 1]
];

export function inventPeople(units: Unit[]): Person[] {
  const random = randomFor("people");
  const places = random.sample(
    units.flatMap((unit) => Array.from({length: unit.size}, () => unit)),
    Infinity
  );
  const hires = random.sample(
    units
      .filter(({type}) => type !== "机关部门")
      .flatMap((unit) => Array(Math.round(unit.size / 21)).fill(unit) as Unit[]),
    128
  );
  const people = [...places, ...hires].map((unit, index) => inventPerson(unit, index, index >= places.length, random));
  for (const unit of units)
    appoint(
      people.filter((person) => person.unit === unit.code),
      random
    );
  const movable = people.filter((person) => !person.isCadre && !person.leaves && person.hired < "2026");
  for (const person of random.sample(movable, 41)) {
    person.movesTo = random.pick(units.filter(({code}) => code !== person.unit)).code;
  }
  return people;
}

function inventPerson(unit: Unit, index: number, isNew: boolean, random: Random): Person {
  const gender = random.chance(unit.type === "附属单位" ? 0.68 : 0.41) ? "女" : "男";
  const age = isNew
    ? random.between(26, 34)
    : Math.min(60, random.between(27, 48) + (random.chance(0.5) ? random.between(4, 14) : 0));
  const birth = dayIn(2026 - age, random);
  const hired = isNew
    ? random.weighted([
        [`2026-07-${String(random.between(1, 15)).padStart(2, "0")}`, 4],
        [`2026-08-${random.between(20, 31)}`, 4],
        [`2026-09-0${random.between(1, 3)}`, 2]
      ])
    : `${Math.max(1988, 2026 - random.between(1, Math.max(1, age - 25)))}-0${random.pick([3, 7, 7, 7, 9])}-01`;
  const number = index + 1;
  const person: Person = {
    id: String(number).padStart(5, "0"),
    name: `会员${String(number).padStart(4, "0")}`,
    gender,
    birth,
    hired,
    category: categoryIn(unit, random),
    employment: isNew
      ? random.weighted([
          ["事业编制", 6],
          ["博士后", 3],
          ["人事代理", 1]
        ])
      : random.weighted([
          ["事业编制", 80],
          ["人事代理", 11],
          ["劳务派遣", 7],
          ["博士后", 2]
        ]),
    unit: unit.code,
    completeFrom: random.chance(0.92)
      ? "2026-01-01"
      : random.pick([...rosterDays.slice(1), "2027-01-01", "2027-01-01"]),
    group: `第${random.pick(["一", "二", "三", "四"])}小组`,
    isCadre: false,
    roles: [],
    comesWithYouth: random.chance(0.52),
    isTrainable: random.chance(0.87),
    zeal: 0.35 + 2.2 * random.next() ** 2
  };
  person.joined = joiningDay(person, isNew, random);
  person.leaves = leaving(person, age, isNew, random);
  const isLively = random.chance(
    unit.liveliness * (gender === "女" ? 1.06 : 0.97) * (age > 55 ? 0.82 : 1) * (isNew ? 0.6 : 1)
  );
  if (isLively) person.livelyFrom = dayInMonth(isNew ? random.between(9, 10) : random.weighted(FIRST_MONTH), random);
  return person;
}

function joiningDay({hired}: Person, isNew: boolean, random: Random): string | undefined {
  if (isNew)
    return random.weighted([
      [`2026-09-${random.between(10, 28)}`, 66],
      [`2026-10-${random.between(11, 29)}`, 22],
      [undefined, 12]
    ]);
  const joined = addDays(hired, random.between(30, 160));
  const regular = joined < "2026" ? joined : "2025-12-20";
  return random.weighted([
    [regular, 966],
    [`2026-03-${random.between(10, 30)}`, 8],
    [`2026-05-${random.between(10, 30)}`, 9],
    [undefined, 17]
  ]);
}

function leaving({birth}: Person, age: number, isNew: boolean, random: Random): Person["leaves"] {
  // Sixty in the year of birth plus sixty: retired on the birthday.
  if (age >= 60) return {on: `2026-${birth.slice(5)}`, as: "退休"};
  if (isNew || !random.chance(0.006)) return undefined;
  return {on: dayInMonth(random.between(3, 10), random), as: random.chance(0.8) ? "调离" : "其他"};
}

function appoint(people: Person[], random: Random): void {
  const fit = people.filter(
    (person) => person.hired < "2025" && person.joined !== undefined && person.joined < "2026" && !person.leaves
  );
  const cadres = random.sample(fit, Math.round(3 + people.length * 0.062));
  for (const person of cadres) person.isCadre = true;
  const delegates = random.sample(fit, Math.max(2, Math.round(people.length * 0.072)));
  for (const [index, person] of delegates.entries()) {
    person.roles = ["教代会代表"];
    if (index % 2 === 0) person.roles.push("工代会代表");
    if (index === 0) person.roles.push("执委会委员");
    if (index === 1 && random.chance(0.8)) person.roles.push("专门工作委员会委员");
  }
}

function categoryIn(unit: Unit, random: Random): string {
  if (unit.type === "学院")
    return random.weighted([
      ["专任教师", 78],
      ["管理人员", 12],
      ["其他专业技术人员", 10]
    ]);
  if (unit.type === "机关部门")
    return random.weighted([
      ["管理人员", 88],
      ["其他专业技术人员", 9],
      ["其他", 3]
    ]);
  if (unit.name === "总务部")
    return random.weighted([
      ["工勤技能人员", 58],
      ["管理人员", 30],
      ["其他专业技术人员", 12]
    ]);
  return random.weighted([
    ["其他专业技术人员", 68],
    ["管理人员", 22],
    ["工勤技能人员", 10]
  ]);
}

function dayIn(year: number, random: Random): string {
  return addDays(`${year}-01-01`, random.between(0, 364));
}

function dayInMonth(month: number, random: Random): string {
  return `${monthNumbered(month)}-${String(random.between(1, month === 11 ? 10 : 28)).padStart(2, "0")}`;
}

export function sendMembers(outbox: Outbox, people: Person[]): void {
  for (const [index, asOf] of rosterDays.entries()) {
    const before = rosterDays[index - 1] ?? "2026-01-01";
    // The transferred stay in one roster and are gone from the next; the retired stay for the year.
    const listed = people.filter(({hired, leaves}) => hired <= asOf && (leaves?.as !== "调离" || leaves.on > before));
    outbox.send({
      dataset: "members",
      label: asOf,
      asOf,
      sentOn: sentOnOf(asOf),
      rows: listed.map((person) => rosterRow(person, asOf))
    });
  }
}

function rosterRow(person: Person, asOf: string): Row {
  const isIn = isMember(person, asOf);
  const isComplete = asOf >= person.completeFrom;
  const missesGroup = !isComplete && Number(person.id) % 2 === 0;
  return {
    person_id: person.id,
    name: person.name,
    unit_code: unitOn(person, asOf),
    gender: person.gender,
    birth_date: person.birth,
    hire_date: person.hired,
    staff_category: person.category,
    employment_type: person.employment,
    on_post_status: isOnPost(person, asOf) ? "在岗" : (person.leaves?.as ?? "在岗"),
    is_union_member: isIn,
    join_date: isIn && (isComplete || missesGroup) ? (person.joined ?? null) : null,
    union_group: isIn && !missesGroup ? person.group : null,
    is_union_cadre: person.isCadre,
    congress_role: person.roles,
    congress_session: person.roles.length > 0 ? "第九届教代会" : null,
    mobile: null
  };
}
