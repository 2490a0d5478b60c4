import {csvOf} from "../pipelines/csv.ts";

/** So many units send their month at its end. */
export const UNITS = 36;

export interface MonthEndFigures {
  /** All files one after another. */
  oneByOneMs: number;
  /** The same number of files at one moment. */
  atOnceMs: number;
  ratio: number;
  /** The longest that one of those sent at once waited. */
  longestMs: number;
}

interface SendingUnit {
  unit: string;
  headers: {authorization: string};
}

/** Every unit sends ten activities: in turn, then all at once. Each answer comes when the numbers count the file. */
export async function benchMonthEnd(
  {origin, month}: {origin: string; month: string},
  units: SendingUnit[]
): Promise<MonthEndFigures> {
  const send = async ({unit, headers}: SendingUnit, round: string): Promise<number> => {
    const rows = Array.from({length: 10}, (_, index) => ({
      activity_id: `END-${round}-${unit}-${index}`,
      activity_name: `${round}活动${index}`,
      organizer_unit_code: unit,
      start_date: `${month}-18`
    }));
    const started = performance.now();
    const sent = await fetch(`${origin}/api/submissions/activities`, {
      method: "POST",
      body: csvOf("activities", rows),
      headers
    });
    if (sent.status !== 201) throw new Error(`${unit} was answered with ${sent.status}: ${await sent.text()}`);
    return performance.now() - started;
  };
  let oneByOneMs = 0;
  for (const unit of units) oneByOneMs += await send(unit, "turn");
  const started = performance.now();
  const waits = await Promise.all(units.map((unit) => send(unit, "once")));
  const atOnceMs = performance.now() - started;
  return {oneByOneMs, atOnceMs, ratio: atOnceMs / oneByOneMs, longestMs: Math.max(...waits)};
}
