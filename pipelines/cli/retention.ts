import {isDay, now, today} from "#pipelines/time/clock.ts";
import {withNumbers} from "#pipelines/rebuild/with-numbers.ts";
import {removalLine} from "#pipelines/removals/removal-words.ts";
import {runRetention} from "#pipelines/retention/retention.ts";
import type {Store} from "#pipelines/store/store.ts";
import {COMMAND_LINE, parse, UsageError} from "./usage.ts";

/** `retention --on YYYY-MM-DD [--dry-run]`: removes what has expired on that day. */
export async function retention({dir, ledger}: Store, argv: string[]): Promise<number> {
  const {values} = parse(argv, {on: {type: "string"}, "dry-run": {type: "boolean"}});
  const {on = today(), "dry-run": isDryRun = false} = values;
  if (!isDay(on)) throw new UsageError(`--on 的“${on}”不是存在的日期，应如 2030-01-01`);
  if (on > today() && !isDryRun) throw new UsageError(`${on} 还没有到，不能提前删除；想知道届时删什么，请加 --dry-run`);
  const run = () => runRetention(dir, ledger, {on, isDryRun, by: COMMAND_LINE, now: now()});
  const {result: removals} = await withNumbers({dir, ledger}, now(), run, () => !isDryRun);
  for (const removal of removals) console.log(await removalLine(ledger, removal));
  console.log(summary(removals.length, on, isDryRun));
  return 0;
}

function summary(count: number, on: string, isDryRun: boolean): string {
  if (count === 0) return `按 ${on} 没有到期要删的`;
  return isDryRun ? `以上 ${count} 项到 ${on} 到期；这次只是试看，什么都没有改动` : `以上 ${count} 项已清理`;
}
