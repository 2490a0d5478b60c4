import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {
  type Contract,
  ContractError,
  CYCLES,
  FIELD_TYPES,
  headersOf,
  isDueDay,
  type ReportRule,
  RULES
} from "./contract.ts";
import {fieldAt, isPeriodType} from "./period.ts";
import {projectRoot} from "#pipelines/host/root.ts";

let cached: Map<string, Contract> | undefined;

/** All contracts by name, in loading order. A contract that is itself wrong stops the start. */
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
  let contract: Contract;
  try {
    contract = JSON.parse(readFileSync(join(folder, file), "utf8")) as Contract;
  } catch (cause) {
    throw new ContractError(file, `not readable as JSON: ${cause instanceof Error ? cause.message : cause}`);
  }
  if (contract.name !== file.replace(/\.json$/, "")) throw new ContractError(file, `name is ${contract.name}`);
  if (!Array.isArray(contract.fields) || contract.fields.length === 0) throw new ContractError(file, "has no fields");
  const headers = new Map<string, string>();
  for (const field of contract.fields) {
    const where = `field ${field.name}`;
    if (!/^[a-z][a-z0-9_]*$/.test(field.name)) throw new ContractError(file, `${where}: not a snake_case name`);
    if (!FIELD_TYPES.includes(field.type)) throw new ContractError(file, `${where}: unknown type ${field.type}`);
    if (!["none", "personal", "sensitive"].includes(field.privacy))
      throw new ContractError(file, `${where}: no privacy class`);
    if (!isPattern(field.constraints?.pattern))
      throw new ContractError(file, `${where}: pattern ${field.constraints?.pattern} cannot be read`);
    if (field.constraints?.pattern && !field.patternWords)
      throw new ContractError(file, `${where}: pattern ${field.constraints.pattern} is not said in words`);
    for (const header of headersOf(field)) {
      const other = headers.get(header);
      if (other !== undefined) throw new ContractError(file, `${where}: header ${header} also belongs to ${other}`);
      headers.set(header, field.name);
    }
  }
  const names = new Set(contract.fields.map((field) => field.name));
  for (const key of contract.primaryKey ?? []) {
    if (!names.has(key)) throw new ContractError(file, `primaryKey: no field ${key}`);
  }
  if (!contract.primaryKey?.length) throw new ContractError(file, "has no primaryKey");
  if (!["snapshot", "upsert"].includes(contract.mode)) throw new ContractError(file, `unknown mode ${contract.mode}`);
  if (contract.report) checkReport(file, contract.report);
  const paths = {ownedThrough: contract.ownedThrough, period: contract.period, likeness: contract.likeness};
  for (const [key, columns] of Object.entries(paths)) {
    const lost = columns?.find((path) => !names.has(path.split(".")[0]!));
    if (lost !== undefined) throw new ContractError(file, `${key}: no field ${lost}`);
  }
  for (const rule of contract.rules ?? []) {
    if (!RULES.includes(rule.rule)) throw new ContractError(file, `unknown rule ${rule.rule}`);
    const used = [rule.field, ...("other" in rule ? [rule.other] : []), ...("when" in rule ? [rule.when.field] : [])];
    for (const name of used) if (!names.has(name)) throw new ContractError(file, `rule ${rule.rule}: no field ${name}`);
  }
  return contract;
}

function checkReport(file: string, {cycle, dueDay}: ReportRule): void {
  if (!CYCLES.includes(cycle)) throw new ContractError(file, `report: unknown cycle ${cycle}`);
  if (!isDueDay(dueDay)) throw new ContractError(file, `report: dueDay is ${dueDay}, not a day every month has`);
}

function isPattern(pattern = ""): boolean {
  try {
    return Boolean(new RegExp(pattern, "u"));
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
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
    if (!field.reference || field.reference === "deliverables.code") continue;
    const [dataset = "", column = ""] = field.reference.split(".");
    const target = byName.get(dataset);
    if (!target?.fields.some(({name}) => name === column))
      throw new ContractError(file, `field ${field.name}: no ${field.reference}`);
    if (target.order > contract.order && !field.referenceMayComeLater) {
      throw new ContractError(file, `field ${field.name}: refers to ${dataset}, which is loaded later`);
    }
  }
}

/** What people call a dataset. */
export function titleOf(dataset: string): string {
  if (dataset === "deliverables") return "年度计划的承诺编号";
  return readContracts().get(dataset)?.title ?? dataset;
}
