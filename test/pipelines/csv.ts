import type {Contract} from "#pipelines/contracts/contract.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";

export type Row = Record<string, string | undefined>;

/** A file as the template makes it: every column, its example where the row says nothing and must say something. */
export function csvOf(dataset: string, given: Row[], {columns}: {columns?: string[]} = {}): string {
  const contract = contractOf(dataset);
  const fields = contract.fields.filter(({name}) => columns?.includes(name) ?? true);
  const cells = given.map((row) => {
    for (const name of Object.keys(row))
      if (!fields.some((field) => field.name === name)) throw new Error(`no ${name}`);
    return fields.map(({name, example, constraints}) => row[name] ?? (constraints?.required ? example! : ""));
  });
  return [fields.map(({title}) => title), ...cells].map((line) => line.map(quoted).join(",")).join("\n") + "\n";
}

function quoted(cell: string): string {
  return /[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

export function contractOf(dataset: string): Contract {
  const contract = readContracts().get(dataset);
  if (!contract) throw new Error(`no contract ${dataset}`);
  return contract;
}
