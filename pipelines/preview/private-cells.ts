import {
  askedColumns,
  type Candidate,
  inColumn,
  privateAmong,
  privateOnTop,
  privateOutside,
  ROWS_NAMED
} from "#pipelines/checks/private-cells.ts";
import {CANDIDATE} from "#pipelines/findings/private-numbers.ts";
import type {Contract} from "#pipelines/contracts/contract.ts";
import {surplusOf} from "#pipelines/files/record-steps.ts";
import type {Layout} from "#pipelines/files/table.ts";
import type {Finding} from "#pipelines/findings/findings.ts";
import type {KnownValues} from "./known.ts";
import {trimmed} from "./values.ts";

/** Digits of the shortest such number. */
const LEAST = 11;
const IS_CANDIDATE = new RegExp(CANDIDATE);

/** The twin of checks/private.ts: looks for numbers of persons row by row. */
export class PrivateCells {
  readonly #asked: {at: number; count: number}[];
  /** By column, the last being what is right of all columns. */
  readonly #candidates: Map<string, Candidate>[];
  readonly #isKnown: ((value: string) => boolean)[];

  constructor(
    readonly contract: Contract,
    readonly layout: Layout,
    known: KnownValues
  ) {
    this.#asked = askedColumns(contract, layout).map(({at}) => ({at, count: 0}));
    this.#candidates = [...layout.headers, ""].map(() => new Map());
    this.#isKnown = layout.fields.map((field) => {
      const standingOf = field?.reference === undefined ? undefined : known.standing(field.reference);
      return (value) => standingOf?.(value) !== undefined;
    });
  }

  take(cells: string[], record: number, isOutside: boolean): void {
    const width = this.layout.headers.length;
    for (let at = 0; at < width; at++) {
      const cell = cells[at];
      if (cell !== undefined && cell.length >= LEAST) this.#look(cell, {at, record, isOutside});
    }
    if (cells.length > width) this.#look(surplusOf(cells, width) ?? "", {at: width, record, isOutside});
    if (!isOutside) for (const asked of this.#asked) if (trimmed(cells[asked.at]) !== undefined) asked.count++;
  }

  #look(cell: string, {at, record, isOutside}: {at: number; record: number; isOutside: boolean}): void {
    if (!IS_CANDIDATE.test(cell) || this.#isKnown[at]?.(trimmed(cell)!)) return;
    const key = `${isOutside} ${cell}`;
    const candidate = this.#candidates[at]!.get(key) ?? {at, cell, isOutside, count: 0, records: []};
    candidate.count++;
    if (candidate.records.length < ROWS_NAMED) candidate.records.push(record);
    this.#candidates[at]!.set(key, candidate);
  }

  findings(rowOf: (record: number) => number): Finding[] {
    const {contract, layout} = this;
    const counts = new Map(this.#asked.map(({at, count}) => [at, count]));
    const candidates = this.#candidates
      .filter((_, at) => !counts.has(at))
      .flatMap((found) => [...found.values()].sort((a, b) => a.records[0]! - b.records[0]!));
    const {inside, outside} = privateAmong(contract, layout, candidates);
    const columns = askedColumns(contract, layout).map((asked) => ({...asked, count: counts.get(asked.at)!}));
    return [
      ...privateOnTop(layout),
      ...columns.filter(({count}) => count > 0).map((asked) => inColumn(layout, asked)),
      ...inside,
      ...privateOutside(outside, rowOf)
    ];
  }
}
