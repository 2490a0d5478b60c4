import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import * as v from "valibot";
import {
  CONTRACT,
  type Contract,
  ContractError,
  type Field,
  headersOf,
  OUTSIDE_REFERENCES,
  PLAN_CODES
} from "./contract.ts";
import {fieldAt, isPeriodType} from "./period.ts";
import {projectRoot} from "#pipelines/host/root.ts";

let cached: Map<string, Contract> | undefined;

/** Returns all contracts by name in loading order. An invalid contract stops the start. */
export function readContracts(): Map<string, Contract> {
  cached ??= readContractsIn(join(projectRoot, "datasets", "contracts"));
  return cached;
}

export function readContractsIn(folder: string): Map<string, Contract> {
  const contracts = readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => readContract(folder, file))
    .sort((a, b) => a.order - b.order);
  const byName = new Map(contracts.map((contract) => [contract.name, contract]));
  for (const contract of contracts) checkReferences(contract, byName);
  for (const contract of contracts) checkPeriod(contract, byName);
  return byName;
}

function readContract(folder: string, file: string): Contract {
  let given: unknown;
  try {
    given = JSON.parse(readFileSync(join(folder, file), "utf8"));
  } catch (cause) {
    throw new ContractError(file, `not readable as JSON: ${cause instanceof Error ? cause.message : cause}`);
  }
  const {success, output: contract, issues} = v.safeParse(CONTRACT, given);
  if (!success) throw new ContractError(file, `${placeOf(issues[0], given)}: ${issues[0].message}`);
  if (contract.name !== file.replace(/\.json$/, "")) throw new ContractError(file, `name: is ${contract.name}`);
  checkHeaders(file, contract);
  checkColumns(file, contract);
  return contract;
}

/** A field is named by its name, because `fields.2.type` is hard to find. */
function placeOf({path}: v.BaseIssue<unknown>, given: unknown): string {
  const [list, at, ...rest] = (path ?? []).map(({key}) => key);
  if (list !== "fields" || typeof at !== "number")
    return [list, at, ...rest].filter((key) => key !== undefined).join(".");
  const {name} = (given as {fields: {name?: unknown}[]}).fields[at] ?? {};
  return [`field ${String(name)}`, ...rest].join(" ");
}

/** Checks that no header belongs to two fields. */
function checkHeaders(file: string, {fields}: Contract): void {
  const owners = new Map<string, string>();
  for (const field of fields)
    for (const header of headersOf(field)) {
      const owner = owners.get(header);
      if (owner !== undefined)
        throw new ContractError(file, `field ${field.name}: header ${header} also belongs to ${owner}`);
      owners.set(header, field.name);
    }
}

/** Checks that every column in the contract's keys is one of its fields. */
function checkColumns(file: string, contract: Contract): void {
  const {primaryKey, ownedThrough, period, likeness, rules = []} = contract;
  const spoken: [where: string, columns: string[] | undefined][] = [
    ...Object.entries({primaryKey, ownedThrough, period, likeness}),
    ...rules.map((rule): [string, string[]] => [
      `rule ${rule.rule}`,
      [
        rule.field,
        ...("other" in rule ? [rule.other] : []),
        ...("of" in rule ? [rule.of] : []),
        ...("when" in rule && rule.when ? [rule.when.field] : [])
      ]
    ])
  ];
  const names = new Set(contract.fields.map(({name}) => name));
  for (const [where, columns = []] of spoken) {
    const lost = columns.find((path) => !names.has(path.split(".")[0]!));
    if (lost !== undefined) throw new ContractError(file, `${where}: no field ${lost}`);
  }
}

function checkPeriod(contract: Contract, byName: Map<string, Contract>): void {
  const file = `${contract.name}.json`;
  if (contract.mode === "upsert" && !contract.period?.length) throw new ContractError(file, "has no period");
  for (const path of contract.period ?? [])
    if (!isPeriodType(fieldAt(contract, path, byName).type))
      throw new ContractError(file, `period: ${path} is no date, yearmonth or integer`);
}

function checkReferences(contract: Contract, byName: Map<string, Contract>): void {
  const file = `${contract.name}.json`;
  for (const field of contract.fields) {
    if (!field.reference || OUTSIDE_REFERENCES.includes(field.reference)) continue;
    const [dataset = "", column = ""] = field.reference.split(".");
    const target = byName.get(dataset);
    if (!target?.fields.some(({name}) => name === column))
      throw new ContractError(file, `field ${field.name}: no ${field.reference}`);
    if (target.order > contract.order && !field.referenceMayComeLater) {
      throw new ContractError(file, `field ${field.name}: refers to ${dataset}, which is loaded later`);
    }
  }
}

/** Returns the Chinese title of a dataset. */
export function titleOf(dataset: string): string {
  if (dataset === "deliverables") return "年度计划的承诺编号";
  if (dataset === "kpis") return "年度计划的指标编号";
  if (dataset === "accounts") return "账户管理";
  return readContracts().get(dataset)?.title ?? dataset;
}

/** The letter case of a code, by its own contract or by the one that it refers to; the plan's codes are upper case. */
export function letterCaseOf({letterCase, reference}: Field): Field["letterCase"] {
  if (letterCase || !reference) return letterCase;
  if (PLAN_CODES.includes(reference)) return "upper";
  const [dataset = "", column = ""] = reference.split(".");
  return readContracts()
    .get(dataset)
    ?.fields.find(({name}) => name === column)?.letterCase;
}
