import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {type Contract, ContractError} from "#pipelines/contracts/contract.ts";
import {readContracts, readContractsIn} from "#pipelines/contracts/contracts.ts";
import {contractOf, csvOf, emptyStore, send, sendAccepted, temporaryFolder} from "./store.ts";

const contracts = [...readContracts().values()];

/** The file that the template of a dataset is: its headers and its example row. */
function templateOf({name, fields}: Contract): string {
  return csvOf(name, [Object.fromEntries(fields.map((field) => [field.name, field.example ?? ""]))]);
}

/** Values that an example refers to and no other example brings; beside other rows an example would be passed over. */
const BEFORE: Record<string, Record<string, string>[]> = {
  units: [{unit_code: "U00", union_level: "校工会"}, {unit_code: "U02"}, {unit_code: "U03"}]
};

test("the example row of every contract passes its own contract, sent in their order", async () => {
  const store = await emptyStore();
  const outcomes: Record<string, unknown> = {};
  for (const contract of contracts) {
    const {name} = contract;
    if (BEFORE[name]) await sendAccepted(store, name, csvOf(name, BEFORE[name]), {asOf: "2026-01-01"});
    const outcome = await send(store, name, templateOf(contract), {asOf: "2026-01-01"});
    outcomes[name] = outcome.outcome === "accepted" ? "accepted" : outcome;
  }
  expect(outcomes).toEqual(Object.fromEntries(contracts.map(({name}) => [name, "accepted"])));
});

test("the seventeen datasets are read in the order in which they can be sent", () => {
  expect(contracts.map(({name}) => name)).toEqual([
    "units",
    "members",
    "clubs",
    "activities",
    "participation",
    "welfare",
    "assistance",
    "proposals",
    "meetings",
    "awards",
    "media",
    "digital",
    "procurement",
    "progress",
    "assignments",
    "targets",
    "yearbook_rows"
  ]);
});

type Change = (contract: Contract) => unknown;

/** A contract that is right, changed by one thing. */
function problemOf(change: Change): string {
  const folder = temporaryFolder();
  const contract = structuredClone(contractOf("digital"));
  writeFileSync(join(folder, "digital.json"), JSON.stringify(change(contract) ?? contract));
  return problemIn(folder);
}

function problemIn(folder: string): string {
  try {
    readContractsIn(folder);
  } catch (error) {
    if (error instanceof ContractError) return error.message;
    throw error;
  }
  return "none";
}

test("a contract that is right stands alone", () => {
  expect(problemOf(() => undefined)).toBe("none");
});

test.each<[what: string, change: Change, problem: string]>([
  ["a name that is not its file's", (contract) => ({...contract, name: "digitals"}), "digital.json: name: is digitals"],
  ["no fields", (contract) => ({...contract, fields: []}), "digital.json: fields: is empty"],
  ["no key", (contract) => ({...contract, primaryKey: []}), "digital.json: primaryKey: is empty"],
  [
    "a key of no field",
    (contract) => ({...contract, primaryKey: ["system"]}),
    "digital.json: primaryKey: no field system"
  ],
  ["a mode that is none", (contract) => ({...contract, mode: "append"}), "digital.json: mode: unknown mode append"],
  ["no period", ({period: _, ...contract}) => contract, "digital.json: has no period"],
  [
    "a period of words",
    (contract) => ({...contract, period: ["system_name"]}),
    "digital.json: period: system_name is no date, yearmonth or integer"
  ],
  [
    "a type that is none",
    ({fields}) => void Object.assign(fields[2]!, {type: "money"}),
    "digital.json: field bound_users type: unknown type money"
  ],
  [
    "a field without a privacy class",
    ({fields}) => void Object.assign(fields[2]!, {privacy: undefined}),
    'digital.json: field bound_users privacy: Invalid key: Expected "privacy" but received undefined'
  ],
  [
    "a name that is no name in SQL",
    ({fields}) => void Object.assign(fields[2]!, {name: "Bound Users"}),
    "digital.json: field Bound Users name: not a snake_case name"
  ],
  [
    "a synonym that is another field's title",
    ({fields}) => void Object.assign(fields[2]!, {synonyms: ["访问量"]}),
    "digital.json: field visits: header 访问量 also belongs to bound_users"
  ],
  [
    "a reference to no dataset",
    ({fields}) => void Object.assign(fields[0]!, {reference: "systems.name"}),
    "digital.json: field system_name: no systems.name"
  ],
  [
    "a rule on no field",
    (contract) => ({
      ...contract,
      rules: [{rule: "notAbove", field: "online_cases", other: "cases", words: "不大于全部"}]
    }),
    "digital.json: rule notAbove: no field cases"
  ],
  [
    "a rule that does not exist",
    (contract) => ({...contract, rules: [{rule: "notNear", field: "online_cases", other: "visits"}]}),
    "digital.json: rules.0.rule: unknown rule notNear"
  ],
  [
    "a rule without words",
    (contract) => ({...contract, rules: [{rule: "notInFuture", field: "stat_month"}]}),
    'digital.json: rules.0.words: Invalid key: Expected "words" but received undefined'
  ],
  [
    "a rule of no severity",
    (contract) => ({
      ...contract,
      rules: [{rule: "notInFuture", field: "stat_month", words: "不晚于今天", severity: "mild"}]
    }),
    "digital.json: rules.0.severity: unknown severity mild"
  ],
  [
    "a condition that is two",
    (contract) => ({
      ...contract,
      rules: [
        {rule: "blankWhen", field: "visits", words: "留空", when: {field: "bound_users", above: 1, isFilled: true}}
      ]
    }),
    "digital.json: rules.0.when: is not one condition"
  ],
  [
    "a key that is misspelt",
    ({fields}) => void Object.assign(fields[0]!, {synonym: ["系统"]}),
    'digital.json: field system_name synonym: Invalid key: Expected never but received "synonym"'
  ],
  [
    "a pattern that is none",
    ({fields}) => void Object.assign(fields[0]!, {constraints: {pattern: "["}}),
    "digital.json: field system_name constraints pattern: [ cannot be read"
  ],
  [
    "a pattern nobody can read",
    ({fields}) => void Object.assign(fields[0]!, {constraints: {pattern: "[0-9]"}}),
    "digital.json: field system_name: its pattern is not said in patternWords"
  ],
  [
    "a tie to a unit through no field",
    (contract) => ({...contract, ownedThrough: ["unit_code"]}),
    "digital.json: ownedThrough: no field unit_code"
  ],
  [
    "a cycle that is none",
    (contract) => ({...contract, report: {cycle: "week", dueDay: 5}}),
    "digital.json: report.cycle: unknown cycle week"
  ],
  [
    "a due day that February lacks",
    (contract) => ({...contract, report: {cycle: "month", dueDay: 29}}),
    "digital.json: report.dueDay: 29 is not a day every month has"
  ],
  ["a period of no field", (contract) => ({...contract, period: ["month"]}), "digital.json: period: no field month"]
])("a contract with %s stops the start", (_, change, problem) => {
  expect(problemOf(change)).toBe(problem);
});

test("a file that is no JSON stops the start", () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "digital.json"), "{");
  expect(problemIn(folder)).toMatch(/^digital\.json: not readable as JSON: /);
});

test("a contract that refers to one loaded later stops the start", () => {
  const folder = temporaryFolder();
  const [digital, media] = [structuredClone(contractOf("digital")), structuredClone(contractOf("media"))];
  digital.fields[0]!.reference = "media.item_id";
  digital.order = 1;
  media.fields = media.fields.map((field) => ({...field, reference: undefined}));
  for (const contract of [digital, media]) {
    writeFileSync(join(folder, `${contract.name}.json`), JSON.stringify(contract));
  }
  expect(problemIn(folder)).toBe("digital.json: field system_name: refers to media, which is loaded later");
});
