import {parseArgs} from "node:util";
import type {Scenario} from "./scenario.ts";
import {SCENARIOS, scenarioNamed} from "./scenarios.ts";

/** Reads what a long run is started with: its seed, the scenarios it is for, and texts of its own with their defaults. */
export function readRunOptions<Name extends string>(own: Record<Name, string | undefined>) {
  const names = ["seed", "only", ...Object.keys(own)];
  const {values} = parseArgs({options: Object.fromEntries(names.map((name) => [name, {type: "string" as const}]))});
  // Plainly invented: scenarios seal files, and no key file may come to lie beside them.
  process.env.SENSITIVE_KEY ??= "5e".repeat(32);
  const seed = values.seed ?? String(Date.now() % 1_000_000);
  console.log(`种子 ${seed}`);
  return {seed, scenarios: scenariosOf(values.only), options: {...own, ...values}};
}

const scenariosOf = (only: string | undefined): readonly Scenario[] =>
  only === undefined ? SCENARIOS : [scenarioNamed(only)];
