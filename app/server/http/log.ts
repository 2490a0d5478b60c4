import pino from "pino";
import {readEnvironment} from "#pipelines/environment/environment.ts";
import {listen, tell} from "#pipelines/host/happenings.ts";
import {runningRequest} from "./request-facts.ts";
import {saidOf, withoutValues} from "./without-values.ts";

/** Who starts the server by hand wants to see its address, not every request. */
const levelOf = ({LOG_LEVEL} = readEnvironment()) => LOG_LEVEL ?? (process.stdout.isTTY ? "warn" : "info");

/** One line of JSON for each thing that happened, on the standard output, where journald and containers take it. */
export const log = pino(
  {
    level: levelOf(),
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {level: (level) => ({level})},
    serializers: {err: saidOf},
    mixin: () => {
      const request = runningRequest();
      return request ? {request: request.id} : {};
    }
  },
  // Written at once: the last line before an end is the one that is looked for.
  pino.destination({dest: 1, sync: true})
);

/** From now on the log has what happens beside the requests. */
export function logWhatHappens(): void {
  listen("build", (facts) => log.info(facts, "build"));
  listen("submission", (facts) => log.info(facts, "submission"));
  listen("sign-in-refused", (facts) => log.warn(facts, "sign-in refused"));
}

/** What is reported on the console once the server listens is a defect, or a short notice without a stack. */
export function logTheConsole(): void {
  console.error = (...words: unknown[]) => {
    const thrown = words.find((word) => word instanceof Error);
    if (thrown) {
      tell("defect", {id: runningRequest()?.id ?? "", type: thrown.name});
      log.error({err: thrown}, "defect");
    } else log.error(withoutValues(words.map(String).join(" ")));
  };
  console.warn = (...words: unknown[]) => log.warn(withoutValues(words.map(String).join(" ")));
}
