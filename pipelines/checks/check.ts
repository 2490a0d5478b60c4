import {join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import {blankWordNotes, LAST_DAY, quickSql, typedSql} from "./cells.ts";
import {
  createReferenceTables,
  createReferenceValues,
  type ReferenceData,
  type ReferenceTables
} from "./reference-tables.ts";
import {collectFindings} from "./collect.ts";
import {damagedText, hasDamagedText} from "./damaged-text.ts";
import {candidatesAmong, correctStaged} from "./corrected.ts";
import {rowYearSql, setChecks, setQuestions, truncated} from "./rows.ts";
import {hasExampleSql, passOverExample} from "./example.ts";
import {withoutNumbers, withoutNumbersIn} from "./mask.ts";
import {percentChecks, readNumberCells} from "./number-cells.ts";
import {hasKeptCharacters, keptCharacterNotes} from "./kept-characters.ts";
import {readPlainCells} from "./plain-cells.ts";
import {placesOfRows, type RowPlaces} from "./places.ts";
import {privateFindings} from "./private.ts";
import {hasPrivateTop} from "./private-cells.ts";
import {findNewcomers, newcomerNotes, type Newcomers} from "./newcomers.ts";
import {lostZeros, repairReferences} from "./repairs.ts";
import {findRepeatedTops} from "./repeated-tops.ts";
import type {SkippedRow} from "./skipped.ts";
import {splitChecks} from "./split-numbers.ts";
import {findOpenMerges} from "./open-merges.ts";
import {strayCells} from "./stray-cells.ts";
import {literal} from "#pipelines/duckdb/sql-text.ts";
import {checkAsOf, checkYears, emptyReferences, type YearCount} from "./whole-file.ts";
import type {Contract} from "#pipelines/contracts/contract.ts";
import {type Sender, unitCodeOf} from "#pipelines/contracts/sender.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {decode} from "#pipelines/files/decode.ts";
import type {TextFile} from "#pipelines/files/text-file.ts";
import {type FileReading, readingOf, type Seen, unreadFile} from "./file-reading.ts";
import {type Encoding, isOfficeFile} from "#pipelines/files/encoding.ts";
import type {Correction, MadeCorrection} from "#pipelines/files/corrections.ts";
import type {ColumnChoices} from "#pipelines/files/header.ts";
import type {ReceivedFile} from "#pipelines/files/received.ts";
import {readApart} from "#pipelines/files/apart/read-apart.ts";
import {mayBePage} from "#pipelines/files/web-page/web-page.ts";
import {isCsvError, readCsvSql, stage} from "#pipelines/files/stage.ts";
import {shapeFinding} from "#pipelines/files/other-shape.ts";
import {inColumns} from "#pipelines/files/in-columns.ts";
import {
  headerHits,
  headerWarnings,
  perPersonColumns,
  readTable,
  type Table,
  unitContradictions
} from "#pipelines/files/table.ts";
import {type Finding, type Findings, FINDINGS_SHOWN, findingsOf, isBlocking} from "#pipelines/findings/findings.ts";
import {boolean, double, integer} from "#pipelines/duckdb/columns.ts";
import {row, rows} from "#pipelines/duckdb/rows.ts";

export interface CheckRequest {
  contract: Contract;
  received: ReceivedFile;
  known: ReferenceData;
  sender: Sender;
  /** Columns that a person confirmed; they take precedence over the contract's headers. */
  columns?: ColumnChoices;
  /** The sender's corrections of cells. */
  corrections?: Correction[];
  /** The sender confirms that people who are in no roster are new. */
  acceptsNewcomers?: boolean;
  /** The as-of day of the data. */
  asOf: string;
  /** Today in China, YYYY-MM-DD. */
  today: string;
  planYears: number[];
  /** A folder for the decoded text. */
  folder: string;
  /** The folder of the original, where the typed rows are written; it becomes the submission's folder. */
  kept: string;
  /** Ends the check, because nobody waits for it any more. */
  signal?: AbortSignal;
  /** How many findings are listed in full; FINDINGS_SHOWN by default. */
  shownAtMost?: number;
}

export interface CheckResult {
  findings: Findings;
  /** The number of records below the header, without blank lines. */
  read: number;
  /** The first skipped rows, with the reason. */
  skipped: SkippedRow[];
  skippedCount: number;
  encoding?: Encoding;
  /** The table, if the file could be read as one. */
  table?: Table;
  /** How the file was read, for its sender, as far as it could be. */
  reading: FileReading;
  /** The corrections that were applied, if all of them fit. */
  corrections?: MadeCorrection[];
  /** People of the file who are in no roster. */
  newcomers?: Newcomers;
  /** Of a refused file the typed rows in which nothing was found, to say all reasons at once. */
  rightRowsPath?: string;
  /** The typed rows and their places in the file, if nothing blocks. */
  typed?: {rowsPath: string; places: RowPlaces; ownRows?: string};
}

/** DuckDB writes and reads each group of rows in a thread of its own; its usual one holds most files whole. */
const GROUP_ROWS = 51_200;

/** Checks a file and writes its typed rows as Parquet if no finding blocks. It never throws for bad data. */
export async function checkFile(db: DuckDBConnection, request: CheckRequest): Promise<CheckResult> {
  const {seen, ...checked} = await check(db, request);
  const {shown} = checked.findings;
  return {
    ...checked,
    findings: {...checked.findings, shown: withoutNumbers(shown)},
    skipped: withoutNumbersIn(checked.skipped, shown),
    reading: seen
      ? readingOf({...seen, ...request, findings: shown, skipped: checked.skipped})
      : unreadFile(request.contract.name)
  };
}

type Judged = Omit<CheckResult, "reading">;

async function check(db: DuckDBConnection, request: CheckRequest): Promise<Judged & {seen?: Seen}> {
  const {contract, received, kept, columns} = request;
  // DuckDB's threads create the reference tables while this one decodes the text.
  const known = createReferenceTables(db, contract, request.known, request.sender.kind === "unit");
  const opened = await textOf(request).finally(() => known);
  // A file that is no table is refused before the sender is checked.
  if ("code" in opened) return refusal([opened]);
  const refused = await checkSender(db, request);
  if (refused) return refusal([refused]);
  const placed = await inColumns(opened, contract, {choices: columns, copyTo: join(request.folder, "columns.csv")});
  if ("code" in placed) return refusal([placed]);
  const {text, header} = placed;
  const {encoding} = text;
  const seen = {text, header, isCut: !text.sheet && received.byteCount > received.head.length};
  const {fileName} = received;
  const contracts = readContracts().values();
  const asked = {contract, contracts, header, choices: columns, fileName};
  const table = readTable(text, asked);
  if (Array.isArray(table)) {
    const shape = shapeFinding(table, text, asked);
    return {...refusal(shape ? [shape] : table), encoding, seen};
  }
  const asOfFinding = checkAsOf(request);
  const empty = emptyReferences(contract, (dataset) => request.known.accepted(dataset).length === 0);
  if (asOfFinding || empty.length > 0)
    return {...refusal([...empty, ...(asOfFinding ? [asOfFinding] : [])]), encoding, seen};
  await db.run("create or replace temp table sender as select $unit::varchar as unit_code", {
    unit: unitCodeOf(request.sender)
  });
  const {asOf, today} = request;
  await db.run(`set variable ${LAST_DAY} = ${literal(asOf > today ? asOf : today)}::date`);
  const rowsPath = join(kept, "rows.parquet");
  const quick = await checkQuickly(db, request, table, await known, rowsPath);
  const checked = quick ?? (await checkFully(db, request, table, await known, rowsPath));
  return {...checked, encoding, table, seen};
}

/** Returns the file's table as UTF-8 text, or the finding that says why there is none. */
async function textOf(request: CheckRequest): Promise<TextFile | Finding> {
  const {contract, received, folder, columns} = request;
  const copy = join(folder, "text.csv");
  const {byteCount, path} = received;
  const limits = {byteCount, signal: request.signal};
  const text = {copyTo: copy, contract, choices: columns};
  const page = mayBePage(received) ? await readApart("readPage", [received, text], limits) : undefined;
  if (page) return page;
  if (!isOfficeFile(received.head)) return decode(received, copy, (head) => headerHits(contract, head, columns) > 0);
  return readApart("readSheet", [path, text], limits);
}

/**
 * Checks in one pass a file without problems, as nearly all large ones are. Returns undefined where there is anything
 * to report, so that the full check runs.
 */
async function checkQuickly(
  db: DuckDBConnection,
  request: CheckRequest,
  table: Table,
  known: ReferenceTables,
  rowsPath: string
) {
  const {contract, received} = request;
  const {hasBlankLine, hasQuote} = table.sheet ?? received;
  if (request.corrections?.length) return undefined;
  // Skipped rows, and records of several lines, need the places that only the full check counts.
  if (hasBlankLine || hasQuote || table.headIsMultiline || table.fields.includes(undefined)) return undefined;
  if (table.sheet && table.sheet.merges.across.length > 0) return undefined;
  if (table.scales.some((scale) => scale !== undefined) || table.notes.length > 0) return undefined;
  if (perPersonColumns(contract, table).length > 0) return undefined;
  if (hasPrivateTop(contract, table)) return undefined;
  const source = readCsvSql(table, {isParallel: true});
  try {
    await db.run(
      `copy (${quickSql(contract, table, source)}) to ${literal(rowsPath)} (format parquet, row_group_size ${GROUP_ROWS})`
    );
  } catch (error) {
    if (isCsvError(error)) return undefined;
    throw error;
  }
  const parquet = `read_parquet(${literal(rowsPath)})`;
  const counted = await row(
    db,
    {good: integer, problems: boolean},
    `select count(*)::integer as good, coalesce(bool_or(has_problem), false) as problems from ${parquet}`
  );
  if (counted.problems || counted.good === 0) return undefined;
  const typed = `(select file_row_number as record, * from ${parquet})`;
  const questions = [
    ...setQuestions(contract, typed, known, request.sender.kind === "unit"),
    ...lostZeros(typed, known),
    ...hasDamagedText(contract, typed),
    ...hasKeptCharacters(contract, typed),
    hasExampleSql(contract, table, typed)
  ];
  // The questions form one query, so that DuckDB works on one while another waits for the disk.
  const first = questions.map((question) => `(select true as found from (${question}) limit 1)`);
  if ((await rows(db, {found: boolean}, `${first.join(" union all ")} limit 1`)).length > 0) return undefined;
  if ((await yearFindings(db, request, typed)).length > 0) return undefined;
  const places: RowPlaces = (wanted) => placesOfRows(db, contract, table, wanted, false);
  const findings = findingsOf(table.sheet?.findings ?? []);
  return {
    findings,
    read: counted.good,
    skipped: [],
    skippedCount: 0,
    typed: {rowsPath, places, ownRows: known.ownRows}
  };
}

/** Collects every finding with its place. */
async function checkFully(
  db: DuckDBConnection,
  request: CheckRequest,
  table: Table,
  known: ReferenceTables,
  rowsPath: string
): Promise<Judged> {
  const {contract, shownAtMost = FINDINGS_SHOWN} = request;
  const unreadable = await stage(db, table);
  if (unreadable) return refusal([unreadable]);
  const corrected = await correctStaged(db, table, request.corrections ?? []);
  if ("misfits" in corrected) return refusal(corrected.misfits);
  const {made: corrections} = corrected;
  const characterNotes = await readPlainCells(db, contract, table);
  await findRepeatedTops(db, table);
  await db.run(`create or replace temp table typed_all as ${typedSql(contract, table, "staged")}`);
  const onlyExample = await passOverExample(db, contract, table);
  await db.run("create or replace temp view typed as select * from typed_all where skip is null");
  const {read, good} = await row(
    db,
    {read: integer, good: integer},
    "select count(*)::integer as read, (count(*) filter (where skip is null))::integer as good from typed_all"
  );
  const numbers = await privateFindings(db, contract, table, known, candidatesAmong(corrections));
  if (good === 0) return {...refusal([{code: "file/header-only"}, ...numbers]), read, skippedCount: read};
  const numberChecks = await readNumberCells(db, contract, table);
  const {notes, hintOf} = await repairReferences(db, contract, known, {known: request.known, shownAtMost});
  const newcomers = await findNewcomers(db, contract, known, {
    isAccepted: request.acceptsNewcomers ?? false,
    isUnit: request.sender.kind === "unit"
  });
  const checks = [
    ...setChecks(contract, "typed", known, request.sender.kind === "unit"),
    ...truncated(contract, "typed", known),
    ...numberChecks,
    ...splitChecks(table, {isCorrected: corrections.length > 0}),
    ...percentChecks(contract, corrections),
    ...characterNotes,
    ...(await keptCharacterNotes(db, contract)),
    ...(await damagedText(db, contract)),
    ...notes,
    ...newcomerNotes(contract, newcomers),
    ...blankWordNotes(contract, table),
    ...onlyExample
  ];
  const merges = await findOpenMerges(db, table);
  const {problems, counted, skipped} = await collectFindings(db, contract, table, {checks, hintOf, shownAtMost});
  const whole = [
    ...numbers,
    ...table.notes,
    ...(table.sheet?.findings ?? []),
    ...merges,
    ...headerWarnings(contract, table),
    ...unitContradictions(table),
    ...perPersonColumns(contract, table),
    ...(await strayCells(db, table)),
    ...(await yearFindings(db, request, "typed"))
  ];
  const findings = findingsOf(
    [...whole, ...problems],
    {
      blocking: counted.blocking + whole.filter(isBlocking).length,
      warnings: counted.warnings + whole.filter((finding) => !isBlocking(finding)).length
    },
    shownAtMost
  );
  const told = {findings, read, skipped, skippedCount: read - good, corrections, newcomers};
  const names = contract.fields.map(({name}) => name).join(", ");
  if (findings.blocking > 0) {
    const rightRowsPath = join(request.folder, "right-rows.parquet");
    const right = `select ${names} from typed anti join problems using (record) order by record`;
    await db.run(`copy (${right}) to ${literal(rightRowsPath)} (format parquet)`);
    return {...told, rightRowsPath};
  }
  await db.run(`copy (select ${names} from typed order by record) to ${literal(rowsPath)} (format parquet)`);
  const places: RowPlaces = (wanted) => placesOfRows(db, contract, table, wanted, true);
  return {...told, typed: {rowsPath, places, ownRows: known.ownRows}};
}

async function checkSender(
  db: DuckDBConnection,
  {contract, sender, known}: CheckRequest
): Promise<Finding | undefined> {
  if (sender.kind === "office") return undefined;
  const unit = sender.unit_code;
  if (!contract.sender.includes("unit")) return {code: "file/sender", dataset: contract.name};
  const units = await createReferenceValues(db, "units.unit_code", known);
  const {isKnown} = await row(
    db,
    {isKnown: boolean},
    `select count(*) > 0 as "isKnown" from ${units} where value = $unit`,
    {unit}
  );
  return isKnown ? undefined : {code: "file/unit-unknown", unit};
}

async function yearFindings(
  db: DuckDBConnection,
  {contract, planYears}: CheckRequest,
  typed: string
): Promise<Finding[]> {
  const year = rowYearSql(contract);
  if (!year) return [];
  const counts: YearCount[] = await rows(
    db,
    {year: double, count: integer},
    // The year may be any number that the sender wrote.
    `select ${year}::double as year, count(*)::integer as count from ${typed} where ${year} is not null group by all order by all`
  );
  return checkYears(contract, planYears, counts);
}

function refusal(findings: Finding[]): Judged {
  return {findings: findingsOf(findings), read: 0, skipped: [], skippedCount: 0};
}
