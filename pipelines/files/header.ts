import {type Contract, type Field, headersOf} from "#pipelines/contracts/contract.ts";

/** What a person said of columns: header as compared → name of the field, empty to leave the column out. */
export type ColumnChoices = Record<string, string>;

/** How many records down a header may stand. */
export const HEADER_WITHIN = 20;

/** A column that our own annotated copy of a file carries, which people send back with it. */
export const REMARKS_HEADER = "错误说明";

/** A measure in brackets at the end of a header. 万元 is none: it changes the number. */
const MEASURE = /\((?:单位:?)?(?:人民币)?(?:元|人|人次|名|个|次|场|篇|项|件|天|岁|%|元\/人)\)$/;

/** A header as compared: full-width forms, blanks, line breaks and the marks of required columns do not matter. */
export function headerKey(header: string): string {
  return header
    .normalize("NFKC")
    .replace(/[\s*\u200b-\u200d]/gu, "")
    .replace(/\((必填|选填)\)/g, "")
    .replace(/:$/, "")
    .toLowerCase();
}

/** What a person said of headers as they stand in a file. */
export function choicesByKey(columns: Record<string, string>): ColumnChoices {
  return Object.fromEntries(Object.entries(columns).map(([header, field]) => [headerKey(header), field]));
}

/** Choices as far as the contract still has their fields. */
export function columnsSaid({fields}: Contract, choices: ColumnChoices): ColumnChoices {
  const names = new Set(["", ...fields.map(({name}) => name)]);
  return Object.fromEntries(Object.entries(choices).filter(([, field]) => names.has(field)));
}

interface Headers {
  exact: Map<string, Field>;
  /** Without the measures in brackets, where that leaves no doubt. */
  bare: Map<string, Field | undefined>;
}

const headersOfContracts = new WeakMap<Contract, Headers>();

function headersIn(contract: Contract): Headers {
  const known = headersOfContracts.get(contract);
  if (known) return known;
  const exact = new Map<string, Field>();
  const bare = new Map<string, Field | undefined>();
  for (const field of contract.fields) {
    for (const key of headersOf(field).map(headerKey)) {
      exact.set(key, field);
      const short = key.replace(MEASURE, "");
      bare.set(short, bare.has(short) && bare.get(short) !== field ? undefined : field);
    }
  }
  headersOfContracts.set(contract, {exact, bare});
  return {exact, bare};
}

/** The field of each header: what a person said goes before what the contract says. */
export function matchHeaders(
  contract: Contract,
  headers: string[],
  choices: ColumnChoices = {}
): (Field | undefined)[] {
  const {exact, bare} = headersIn(contract);
  return headers.map((header) => {
    const key = headerKey(header);
    if (Object.hasOwn(choices, key)) return contract.fields.find(({name}) => name === choices[key]);
    return exact.get(key) ?? bare.get(key.replace(MEASURE, ""));
  });
}

/** How many different fields of the contract these headers name. */
export function fieldHits(contract: Contract, headers: string[], choices?: ColumnChoices): number {
  return new Set(matchHeaders(contract, headers, choices).filter((field) => field !== undefined)).size;
}

export interface HeaderFound {
  hits: number;
  /** Which of the rows; of two that count as one, the lower. */
  at: number;
  cells: string[];
}

/**
 * The likeliest header of some rows; two rows count as one where their texts together name more columns.
 * `isBelow` says whether a row stands right below the one before it.
 */
export function headerIn(
  contract: Contract,
  rows: string[][],
  choices: ColumnChoices = {},
  isBelow: (at: number) => boolean = () => true
): HeaderFound {
  let best: HeaderFound = {hits: -1, at: 0, cells: []};
  const consider = (at: number, cells: string[]) => {
    const hits = fieldHits(contract, cells, choices);
    if (hits > best.hits) best = {hits, at, cells};
  };
  rows.forEach((cells, at) => consider(at, cells));
  rows.forEach((cells, at) => {
    const upper = rows[at - 1];
    if (upper && isBelow(at)) consider(at, joined(contract, upper, cells, choices));
  });
  return best;
}

/** Merged cells have their text in the first one: the upper row's goes on to the right, and down where it is blank below. */
function joined(contract: Contract, upper: string[], lower: string[], choices: ColumnChoices): string[] {
  let group = "";
  return Array.from({length: Math.max(upper.length, lower.length)}, (_, at) => {
    const [above, below] = [(upper[at] ?? "").trim(), (lower[at] ?? "").trim()];
    group = above || group;
    if (below === "") return above;
    return [below, group + below].find((text) => fieldHits(contract, [text], choices) > 0) ?? below;
  });
}
