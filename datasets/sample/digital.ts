import {addDays, monthNumbered} from "./days.ts";
import type {Outbox, Row} from "./outbox.ts";
import {randomFor} from "./random.ts";

/** Active users of the mini program, as its seasons go. */
const SEASON = [0.27, 0.2, 0.31, 0.38, 0.37, 0.33, 0.24, 0.17, 0.36, 0.39];
/** The provider sent nothing for July. */
const MISSING = 7;
const RELEASED = [0, 0, 1, 2, 3, 4, 4, 4, 6, 7];

export function sendDigital(outbox: Outbox): void {
  const random = randomFor("digital");
  for (const [index, season] of SEASON.entries()) {
    const number = index + 1;
    if (number === MISSING) continue;
    const month = monthNumbered(number);
    const rows = [
      system("矿大教工e家", 3120, season, {features_planned: 10, features_released: RELEASED[index] ?? 0}),
      system("智慧工会", 2650, season * 0.5, {features_planned: 6, features_released: Math.floor(number / 3)}),
      system("教代会提案系统", 410, number === 3 || number === 4 ? 0.62 : 0.12, {
        features_planned: 5,
        features_released: number >= 9 ? 2 : 1
      }),
      system("微信公众号", 4120, season * 1.1),
      system("工会网站", 0, 0)
    ].map((row): Row => {
      const total =
        row.system_name === "矿大教工e家" || row.system_name === "智慧工会" ? random.between(120, 210) : null;
      const share = 0.58 + number * 0.022;
      const ease = Math.round((4.2 - number * 0.17) * 10) / 10;
      return {
        system_name: row.system_name ?? null,
        stat_month: month,
        ...row,
        visits: Math.round(Number(row.active_users || 900) * (3 + random.next() * 2)),
        online_cases: total === null ? null : Math.round(total * share),
        total_cases: total,
        avg_handle_days: total === null ? null : ease
      };
    });
    outbox.send({dataset: "digital", label: month, sentOn: addDays(`${month}-28`, 9), rows, isApproved: number < 10});
  }
  function system(system_name: string, users: number, active: number, rest: Row = {}): Row {
    const bound = Math.round(users * (0.9 + random.next() * 0.02));
    const isSite = users === 0;
    return {
      system_name,
      bound_users: isSite ? null : bound,
      active_users: isSite ? null : Math.round(users * active),
      ...rest
    };
  }
}
