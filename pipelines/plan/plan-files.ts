import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import Papa from "papaparse";

/** A plan is wrong, so the start stops; the message gives the file, the line and the reason. */
export class PlanError extends Error {
  constructor(
    readonly file: string,
    readonly line: number | undefined,
    readonly reason: string,
    readonly column?: string
  ) {
    super(`${file}${line === undefined ? "" : ` 第 ${line} 行`}：${reason}`);
    this.name = "PlanError";
  }
}

/** Collects what is wrong with a plan, so that its sender learns all of it at once. */
export class PlanErrors {
  readonly list: PlanError[] = [];

  /** Runs a check and returns its answer; undefined if it found something wrong. */
  attempt<T>(check: () => T): T | undefined {
    try {
      return check();
    } catch (error) {
      if (!(error instanceof PlanError)) throw error;
      this.list.push(error);
      return undefined;
    }
  }

  /** Runs a check on every row, whatever it finds in those before. */
  each<Row>(rows: readonly Row[], check: (row: Row) => void): void {
    for (const row of rows) this.attempt(() => check(row));
  }
}

export type PlanRow<Column extends string> = Record<Column, string> & {
  /** The place of the row, for messages. */
  readonly at: {file: string; line: number};
};

/** Throws a PlanError at a row of a plan's file, or at a cell of it. */
export function fail({at}: {at: PlanRow<string>["at"]}, reason: string, column?: string): never {
  throw new PlanError(at.file, at.line, reason, column);
}

/** Reads the UTF-8 text of one file of a plan. */
export function readPlanText(folder: string, name: string): string {
  const file = join(folder, name);
  if (!existsSync(file)) throw new PlanError(file, undefined, "文件不存在");
  const text = readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  if (text.includes("\uFFFD"))
    throw new PlanError(file, text.slice(0, text.indexOf("\uFFFD")).split("\n").length, "不是 UTF-8 文字");
  return text;
}

/** Reads one CSV of a plan: UTF-8, exactly these columns, every row complete. Incomplete rows are left out and told. */
export function readPlanFile<Column extends string>(
  folder: string,
  name: string,
  columns: readonly Column[],
  errors: PlanErrors
): PlanRow<Column>[] {
  const file = join(folder, name);
  const text = readPlanText(folder, name);
  const {data, errors: quotes} = Papa.parse<string[]>(text, {delimiter: ","});
  const [error] = quotes;
  if (error) throw new PlanError(file, (error.row ?? 0) + 1, "引号没有成对");
  const [header = [], ...records] = data;
  if (header.join() !== columns.join())
    throw new PlanError(file, 1, `表头应为 ${columns.join(",")}，实为 ${header.join(",")}`);
  let line = 1 + breaksIn(header);
  return records.flatMap((record) => {
    line += 1;
    const at = {file, line};
    line += breaksIn(record);
    if (record.length === 1 && record[0] === "") return [];
    return errors.attempt(() => planRowOf(columns, record, at)) ?? [];
  });
}

/** Reads a file that a plan may lack. */
export function readOptionalPlanFile<Column extends string>(
  folder: string,
  name: string,
  columns: readonly Column[],
  errors: PlanErrors
): PlanRow<Column>[] {
  return existsSync(join(folder, name)) ? readPlanFile(folder, name, columns, errors) : [];
}

function planRowOf<Column extends string>(
  columns: readonly Column[],
  record: string[],
  at: {file: string; line: number}
): PlanRow<Column> {
  if (record.length !== columns.length)
    throw new PlanError(at.file, at.line, `有 ${record.length} 格，应为 ${columns.length} 格`);
  const cells = Object.fromEntries(columns.map((column, index) => [column, record[index] ?? ""]));
  return Object.defineProperty(cells, "at", {value: at}) as PlanRow<Column>;
}

function breaksIn(record: string[]): number {
  return record.reduce((sum, cell) => sum + cell.split("\n").length - 1, 0);
}
