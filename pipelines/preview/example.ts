import type {Contract} from "#pipelines/contracts/contract.ts";
import type {Layout} from "#pipelines/files/table.ts";
import type {Row} from "./cells.ts";
import {keyText} from "./known.ts";
import {type Value, valueReader} from "./values.ts";

/** The twin of checks/example.ts: whether a row says in all its columns what the template's example says. */
export function exampleFinder({fields}: Contract, layout: Layout): (row: Row) => boolean {
  // Without all the template's columns, a row of real data may well agree with the example in the few there are.
  if (fields.some((field) => field.example !== undefined && !layout.fields.includes(field))) return () => false;
  const same = fields.flatMap((field, at) => {
    if (!layout.fields.includes(field)) return [];
    const {example} = field;
    return [{at, value: example === undefined ? undefined : textOf(valueReader(field)(example))}];
  });
  return (row) => same.every(({at, value}) => textOf(row[at]!.value) === value);
}

function textOf(value: Value | undefined): string | undefined {
  if (value === undefined) return undefined;
  return Array.isArray(value) ? keyText(value) : String(value);
}
