import {addDays, daysBetween, monthEnd, monthNumbered, monthOf} from "./days.ts";
import {changesOnly, type Outbox, type Row} from "./outbox.ts";
import {isKnown, isMember, isOnPost, type Person, rosterInForce, unitOn} from "./people.ts";
import type {Participation} from "./participation.ts";
import {type Random, randomFor} from "./random.ts";

interface Occasion {
  name: string;
  issued: string;
  sent: string;
  standard: number;
  lastYear: number;
  expires: string;
}

const occasion = (
  name: string,
  issued: string,
  sent: string,
  standard: number,
  lastYear: number,
  expires = "2026-12-31"
): Occasion => ({
  name,
  issued,
  sent,
  standard,
  lastYear,
  expires
});

const OCCASIONS = [
  occasion("元旦", "2026-01-05", "2026-01-15", 200, 150, "2026-06-30"),
  occasion("春节", "2026-02-06", "2026-02-12", 600, 500, "2026-06-30"),
  occasion("清明节", "2026-04-08", "2026-04-13", 150, 120),
  occasion("劳动节", "2026-04-27", "2026-05-06", 250, 200),
  occasion("端午节", "2026-06-12", "2026-06-17", 300, 250),
  occasion("中秋节", "2026-09-21", "2026-10-12", 400, 340),
  occasion("国庆节", "2026-09-28", "2026-10-13", 300, 240)
];
const BIRTHDAY = {standard: 300, lastYear: 250};

interface Grant {
  id: string;
  person: Person;
  occasion: string;
  form: string;
  face: number;
  standard: number | null;
  issued: string | null;
  redeemed: number;
  redeemedOn: string | null;
  expires: string | null;
  activity?: string;
}

export function sendWelfare(outbox: Outbox, people: Person[], participation: Participation[]): void {
  const random = randomFor("welfare");
  const changed = changesOnly(["grant_id"]);
  const grants: Grant[] = [];
  const grant = (rest: Omit<Grant, "id" | "redeemed" | "redeemedOn">): Grant => {
    const id = `W2026-${String(grants.length + 1).padStart(5, "0")}`;
    const made = {...rest, id, ...redemption(rest.face, rest.issued, rest.expires, random)};
    grants.push(made);
    return made;
  };
  const send = (label: string, sentOn: string, sent: Grant[], isApproved = true) =>
    outbox.send({dataset: "welfare", label, sentOn, isApproved, rows: changed(sent.map((one) => rowOf(one, sentOn)))});
  const eligible = (month: string, sentOn: string) => {
    const day = rosterInForce(month);
    return people.filter((person) => isOnPost(person, day) && isMember(person, day) && isKnown(person, sentOn));
  };

  outbox.send({
    dataset: "welfare",
    label: "2025年节日与生日",
    sentOn: "2026-01-09",
    rows: lastYearRows(people, random)
  });

  // One stream of events in the order of sending, because ids count up.
  const events: {sentOn: string; run: () => void}[] = [];
  for (const {name, issued, sent, standard, expires} of OCCASIONS) {
    events.push({
      sentOn: sent,
      run: () => {
        const forgotten = name === "端午节" ? 0.012 : 0.005;
        const entitled = eligible(monthOf(sent) === "2026-10" ? "2026-09" : monthOf(issued), sent).filter(
          () => !random.chance(forgotten)
        );
        const given = entitled.map((person) =>
          grant({
            person,
            occasion: name,
            form: name === "元旦" && random.chance(0.1) ? "实物" : "提货券",
            face: standard,
            standard,
            issued: random.chance(0.011) ? null : addDays(issued, random.between(0, 3)),
            expires
          })
        );
        // The coupons of the affiliated school for Spring Festival were forgotten and handed out in March.
        if (name === "春节") for (const one of given) if (one.person.unit === "U36") withhold(one);
        send(name, sent, given);
      }
    });
  }
  events.push({
    sentOn: "2026-03-11",
    run: () => {
      const late = grants.filter((one) => one.occasion === "春节" && one.person.unit === "U36");
      for (const one of late)
        Object.assign(one, {issued: "2026-03-06"}, redemption(one.face, "2026-03-06", one.expires, random));
      send("春节_附属学校补发", "2026-03-11", late);
    }
  });
  for (const number of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) {
    const month = monthNumbered(number);
    const sentOn = `${month}-${number === 2 ? "11" : "10"}`;
    events.push({
      sentOn,
      run: () => {
        const born = eligible(month, sentOn).filter(({birth}) => monthOf(birth).slice(5) === month.slice(5));
        const given = born
          .filter(() => !random.chance(0.008))
          .map((person) => {
            // A change of supplier in March: four of ten cakes came in April.
            const isLate = random.chance(number === 3 ? 0.22 : 0.006);
            const issued = isLate
              ? addDays(monthEnd(month), random.between(2, 6))
              : `${month}-0${random.between(1, 8)}`;
            return grant({
              person,
              occasion: "生日",
              form: "蛋糕券",
              face: BIRTHDAY.standard,
              standard: BIRTHDAY.standard,
              issued,
              expires: addDays(`${month}-01`, 240)
            });
          });
        send(`${month}生日`, sentOn, given, number < 11);
      }
    });
  }
  for (const [label, sentOn, from, to] of [
    ["体育文化节活动奖励", "2026-06-22", "2026-04-01", "2026-05-31"],
    ["社团文化节活动奖励", "2026-11-09", "2026-06-01", "2026-10-31"]
  ] as const) {
    events.push({
      sentOn,
      run: () => {
        const winners = participation.filter(
          ({role, activity}) =>
            role === "获奖" && activity.organizer === "U00" && from <= activity.start && activity.end <= to
        );
        const given = winners.map(({person, activity}) =>
          grant({
            person,
            occasion: "活动奖励",
            form: "提货券",
            face: random.pick([80, 100, 100, 150]),
            standard: null,
            issued: addDays(sentOn, -6),
            expires: "2026-12-31",
            activity: activity.id
          })
        );
        send(label, sentOn, given, sentOn < "2026-11");
      }
    });
  }
  // The supplier tells three times a year what has been redeemed.
  for (const [label, sentOn] of [
    ["核销数据_4月", "2026-04-20"],
    ["核销数据_7月", "2026-07-20"],
    ["核销数据_10月", "2026-10-26"]
  ] as const) {
    events.push({sentOn, run: () => send(label, sentOn, grants)});
  }
  for (const {run} of events.sort((a, b) => a.sentOn.localeCompare(b.sentOn))) run();
}

function withhold(grant: Grant): void {
  grant.issued = null;
  grant.redeemed = 0;
  grant.redeemedOn = null;
}

/** Most coupons are redeemed in full within weeks, a few in part, some never. */
function redemption(
  face: number,
  issued: string | null,
  expires: string | null,
  random: Random
): Pick<Grant, "redeemed" | "redeemedOn"> {
  const share = random.weighted([
    [1, 89],
    [0.75, 4],
    [0.5, 3],
    [0, 4]
  ]);
  if (issued === null || share === 0) return {redeemed: 0, redeemedOn: null};
  const days = Math.min(88 + random.between(0, 30), Math.round(-26 * Math.log(1 - random.next())));
  const day = addDays(issued, days);
  return {redeemed: Math.round(face * share), redeemedOn: expires !== null && day > expires ? expires : day};
}

function rowOf(grant: Grant, sentOn: string): Row {
  const isIssued = grant.issued !== null && grant.issued <= sentOn;
  const isRedeemed = isIssued && grant.redeemedOn !== null && grant.redeemedOn < sentOn;
  return {
    grant_id: grant.id,
    person_id: grant.person.id,
    grant_year: 2026,
    occasion: grant.occasion,
    form: grant.form,
    face_value_yuan: grant.face,
    standard_yuan: grant.standard,
    issued_date: isIssued ? grant.issued : null,
    redeemed_amount_yuan: isIssued ? (isRedeemed ? grant.redeemed : 0) : null,
    redeemed_date: isRedeemed ? grant.redeemedOn : null,
    expire_date: grant.expires,
    activity_id: grant.activity ?? null
  };
}

/** Last year's standards, from the departments' own list: enough to compare the years. */
function lastYearRows(people: Person[], random: Random): Row[] {
  const listed = people.filter(
    (person) =>
      ["U23", "U24", "U25"].includes(unitOn(person, "2026-01-01")) &&
      isMember(person, "2025-01-01") &&
      isOnPost(person, "2026-01-01")
  );
  const occasions = [
    ...OCCASIONS.map(({name, lastYear, issued}) => ({name, standard: lastYear, issued})),
    {name: "生日", standard: BIRTHDAY.lastYear, issued: ""}
  ];
  return listed
    .flatMap((person) =>
      occasions.map(({name, standard, issued}): Row => {
        const on = `2025-${(issued || person.birth).slice(5, 7)}-0${random.between(3, 9)}`;
        const redeemedOn = addDays(on, random.between(3, 80));
        const isRedeemed = redeemedOn <= "2026-01-08" && daysBetween(on, redeemedOn) < 78;
        return {
          person_id: person.id,
          grant_year: 2025,
          occasion: name,
          form: name === "生日" ? "蛋糕券" : "提货券",
          face_value_yuan: standard,
          standard_yuan: standard,
          issued_date: on,
          redeemed_amount_yuan: isRedeemed ? standard : 0,
          redeemed_date: isRedeemed ? redeemedOn : null,
          expire_date: "2026-06-30"
        };
      })
    )
    .map((row, index) => ({grant_id: `W2025-${String(index + 1).padStart(5, "0")}`, ...row}));
}
