import {checkHealth, HEALTH_WORDS, type HealthLine} from "#pipelines/doctor/check-health.ts";
import {dataDirFromEnvironment} from "#pipelines/host/data-dir.ts";
import {now} from "#pipelines/time/clock.ts";
import {parse, UsageError, USAGE} from "./usage.ts";

/** `doctor [--quick]`: says what is well and what is to be done; exits with 2 if something is wrong. */
export async function doctor(argv: string[]): Promise<number> {
  const {values, positionals} = parse(argv, {quick: {type: "boolean"}});
  if (positionals.length > 0) throw new UsageError(USAGE);
  const lines = await checkHealth(dataDirFromEnvironment(), {now: now(), isThorough: !values.quick});
  for (const line of lines) console.log(textOf(line));
  const count = (state: HealthLine["state"]) => lines.filter((line) => line.state === state).length;
  console.log(`${count("good")} 项好，${count("notice")} 项注意，${count("problem")} 项有问题`);
  return count("problem") > 0 ? 2 : 0;
}

function textOf({what, state, found, todo}: HealthLine): string {
  return `${HEALTH_WORDS[state]}　${what}：${found}${todo === undefined ? "" : `\n　　→ ${todo}`}`;
}
