import {Matrix, SingularValueDecomposition} from "ml-matrix";
import {FEWEST_BEHIND_HEADLINE, FEWEST_PEOPLE} from "./sensitive-kpis.ts";

/** What one record adds to a sum, whose it is and of which unit; a unit knows its own records. */
export interface Addition {
  kind: string;
  /** The quarter's last month. */
  quarter: string;
  person_id: string;
  unit_code: string | null;
  amount: number;
}

/** The sum of a kind, or of all, from January to the end of a quarter. */
export interface SumSoFar {
  kind: string | null;
  quarter: string;
}

export interface ShownSumsOptions {
  /** The last months of the quarters that are published, in their order. */
  quarters: readonly string[];
  /** All kinds together are one sum, which is told before its kinds. */
  hasWhole: boolean;
}

/** What one kind adds up to in one quarter alone. */
interface Piece {
  kind: string;
  quarter: string;
  additions: Addition[];
}

/** Somebody who may not learn anything of fewer people than `fewest`. */
interface Reader {
  /** The pieces, as far as the reader does not know them already. */
  unknown: {people: ReadonlySet<string>; amount: number}[];
  fewest: number;
}

/**
 * Decides which sums of one year are told at the ends of its quarters; the largest kind first. A sum is told if
 * everything that can be computed from it and the sums told before, by adding and subtracting, concerns nobody or at
 * least ten people, and for a unit, which subtracts its own records, at least three others. So a change since a sum was
 * last told, and what is left of the whole without the told kinds, go by the same rule; and so does what a sum must
 * contain at least because it is larger than another one.
 */
export function shownSums(additions: readonly Addition[], {quarters, hasWhole}: ShownSumsOptions): SumSoFar[] {
  const pieces = piecesOf(additions);
  const readers = readersOf(pieces);
  const shown: SumSoFar[] = [];
  for (const quarter of quarters) {
    for (const sum of sumsBySize(pieces, quarter, hasWhole)) {
      const told = [...shown, sum].map((each) => pieces.map((piece) => Number(isIn(piece, each))));
      if (readers.every((reader) => !learnsOfFew(reader, told))) shown.push(sum);
      // Without the whole, its kinds would tell most of it.
      else if (sum.kind === null) break;
    }
  }
  return shown;
}

function piecesOf(additions: readonly Addition[]): Piece[] {
  const pieces = new Map<string, Piece>();
  for (const addition of additions) {
    const {kind, quarter} = addition;
    const key = `${quarter} ${kind}`;
    const piece = pieces.get(key) ?? {kind, quarter, additions: []};
    piece.additions.push(addition);
    pieces.set(key, piece);
  }
  return [...pieces.values()];
}

/** A sum of nothing is none. */
function sumsBySize(pieces: Piece[], quarter: string, hasWhole: boolean): SumSoFar[] {
  const kinds = [...new Set(pieces.filter((piece) => piece.quarter <= quarter).map(({kind}) => kind))];
  const people = new Map(
    kinds.map((kind) => [
      kind,
      peopleOf(pieces.filter((piece) => isIn(piece, {kind, quarter})).flatMap((piece) => piece.additions)).size
    ])
  );
  const bySize = kinds.sort((a, b) => people.get(b)! - people.get(a)! || a.localeCompare(b));
  const whole = hasWhole && kinds.length > 0 ? [null] : [];
  return [...whole, ...bySize].map((kind) => ({kind, quarter}));
}

function isIn(piece: Piece, {kind, quarter}: SumSoFar): boolean {
  return piece.quarter <= quarter && (kind === null || piece.kind === kind);
}

const peopleOf = (additions: Addition[]) => new Set(additions.map(({person_id}) => person_id));

/** Anybody, who knows nothing yet, and every unit. */
function readersOf(pieces: Piece[]): Reader[] {
  const unknownTo = (isKnown: (addition: Addition) => boolean) =>
    pieces.map(({additions}) => {
      const unknown = additions.filter((addition) => !isKnown(addition));
      return {people: peopleOf(unknown), amount: unknown.reduce((sum, {amount}) => sum + amount, 0)};
    });
  const units = new Set(pieces.flatMap(({additions}) => additions.map(({unit_code}) => unit_code)));
  return [
    {unknown: unknownTo(() => false), fewest: FEWEST_BEHIND_HEADLINE},
    ...[...units].map((unit) => ({unknown: unknownTo(({unit_code}) => unit_code === unit), fewest: FEWEST_PEOPLE}))
  ];
}

/** `told` has a row for each sum, which is 1 in the pieces that it adds up. */
function learnsOfFew({unknown, fewest}: Reader, told: number[][]): boolean {
  const asked = unknown.flatMap(({people}, at) => (people.size > 0 ? [at] : []));
  const pieces = asked.map((at) => unknown[at]!);
  const rows = told.map((row) => asked.map((at) => row[at]!));
  return isSumOfFew(rows, pieces, fewest) || isBoundOfFew(rows, pieces, fewest);
}

/** Some sum of rows has only few people if the rows have less rank without the pieces of these people. */
function isSumOfFew(rows: number[][], pieces: Reader["unknown"], fewest: number): boolean {
  const whole = rankOf(rows);
  return groupsOfFew(pieces, fewest).some(
    (group) => rankOf(rows.map((row) => row.filter((_, at) => !group.has(at)))) < whole
  );
}

/** A sum that is larger than another tells how much there is at least in what only the larger one has. */
function isBoundOfFew(rows: number[][], pieces: Reader["unknown"], fewest: number): boolean {
  const amountOf = (row: number[]) => row.reduce((sum, isIn, at) => sum + isIn * pieces[at]!.amount, 0);
  return rows.some((larger) =>
    rows.some((smaller) => {
      if (amountOf(larger) <= amountOf(smaller)) return false;
      const more = pieces.filter((_, at) => larger[at]! > smaller[at]!);
      return peopleIn(more) < fewest;
    })
  );
}

/** Returns the largest groups of pieces in which there are fewer people than `fewest` together. */
function groupsOfFew(pieces: Reader["unknown"], fewest: number): Set<number>[] {
  const found: Set<number>[] = [];
  const isFew = (group: number[]) => peopleIn(group.map((at) => pieces[at]!)) < fewest;
  const extend = (group: number[], from: number): void => {
    const others = pieces.flatMap((_, at) => (!group.includes(at) && isFew([...group, at]) ? [at] : []));
    if (others.length === 0 && group.length > 0) found.push(new Set(group));
    for (const at of others) if (at >= from) extend([...group, at], at + 1);
  };
  extend([], 0);
  return found;
}

const peopleIn = (pieces: Reader["unknown"]) => new Set(pieces.flatMap(({people}) => [...people])).size;

function rankOf(rows: number[][]): number {
  const matrix = new Matrix(rows);
  return matrix.isEmpty() ? 0 : new SingularValueDecomposition(matrix, {autoTranspose: true}).rank;
}
