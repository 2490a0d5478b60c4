import {openSync, writeSync} from "node:fs";
import {limitCases} from "./case.ts";
import {runTarget, type TargetRun} from "./run-target.ts";
import {targetNamed} from "./targets.ts";

export interface Work extends TargetRun {
  target: string;
  /** Where the number of the case that is being tried is written, for who watches this process. */
  counter: string;
  seconds: number;
}

/** The process that tries the cases of one target; `watched.ts` starts it. */
const {target, counter, seconds, ...run} = JSON.parse(process.argv[2] ?? "") as Work;
const file = openSync(counter, "w");
const count = Buffer.alloc(8);
let begun = 0n;
limitCases(seconds, () => {
  count.writeBigUInt64LE(begun++);
  writeSync(file, count, 0, count.length, 0);
});
process.send!(await runTarget(targetNamed(target), run));
process.disconnect();
