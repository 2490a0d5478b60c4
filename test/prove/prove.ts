import {parseArgs} from "node:util";
import {prove} from "./proof.ts";
import {TWINS} from "./twins.ts";

const {values} = parseArgs({options: {seed: {type: "string"}, runs: {type: "string", default: "250"}}});
const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
console.log(`seed ${seed}`);
const {worlds, compared, unproved, failure} = await prove(seed, Number(values.runs), {
  told({worlds}) {
    if (worlds % 100 === 0) console.log(`${worlds} worlds, ${Math.round(performance.now() / 1000)} s`);
  }
});
console.log(`${Object.keys(TWINS).length} KPIs, ${worlds} worlds, ${compared} numbers compared`);
if (unproved.size > 0) console.log(`without a second computation: ${[...unproved].sort().join(", ")}`);
if (failure) {
  console.error(failure);
  process.exitCode = 1;
}
