import {mkdir, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {type Contract, fieldOf} from "#pipelines/contracts/contract.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {workday} from "./days.ts";

export type Cell = string | number | boolean | null | string[];
export type Row = Record<string, Cell>;

export interface SampleSubmission {
  dataset: string;
  file: string;
  as_of: string;
  unit: string | null;
  sent_at: string;
  is_approved: boolean;
}

export interface Letter {
  dataset: string;
  /** Ends the file's name, after the dataset's title. */
  label: string;
  /** The day it is sent; a weekend becomes the Monday after. */
  sentOn: string;
  rows: Row[];
  asOf?: string;
  unit?: string;
  isApproved?: boolean;
}

/** What the senders send in the year; written in the order of sending. */
export class Outbox {
  readonly letters: (Letter & {number: number})[] = [];

  send(letter: Letter): void {
    if (letter.rows.length === 0) return;
    this.letters.push({...letter, sentOn: workday(letter.sentOn), number: this.letters.length});
  }

  async write(folder: string): Promise<SampleSubmission[]> {
    const contracts = readContracts();
    const orderOf = (letter: Letter) => contracts.get(letter.dataset)?.order ?? 0;
    const sorted = this.letters.sort(
      (a, b) => a.sentOn.localeCompare(b.sentOn) || orderOf(a) - orderOf(b) || a.number - b.number
    );
    await mkdir(folder, {recursive: true});
    const sentThatDay = new Map<string, number>();
    const manifest: SampleSubmission[] = [];
    const writes: Promise<void>[] = [];
    for (const [index, letter] of sorted.entries()) {
      const contract = contracts.get(letter.dataset);
      if (!contract) throw new Error(`There is no contract ${letter.dataset}`);
      const earlier = sentThatDay.get(letter.sentOn) ?? 0;
      sentThatDay.set(letter.sentOn, earlier + 1);
      const file = `${contract.title}_${letter.label}.csv`;
      manifest.push({
        dataset: letter.dataset,
        file,
        as_of: letter.asOf ?? letter.sentOn,
        unit: letter.unit ?? null,
        sent_at: `${letter.sentOn}T${clock(8 * 3600 + 40 * 60 + earlier * 947 + (index % 13) * 31)}`,
        is_approved: letter.isApproved ?? true
      });
      writes.push(writeFile(join(folder, file), csvOf(contract, letter.rows, index)));
    }
    const twice = manifest.find(({file}, index) => manifest.findIndex((other) => other.file === file) !== index);
    if (twice) throw new Error(`Two submissions have the file name ${twice.file}`);
    await Promise.all(writes);
    await writeFile(join(folder, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
    return manifest;
  }
}

/** Keeps what was last sent of each key, and lets only new and changed rows through. */
export function changesOnly(key: string[]): (rows: Row[]) => Row[] {
  const sent = new Map<string, string>();
  return (rows) =>
    rows.filter((row) => {
      const id = key.map((name) => row[name]).join("|");
      const now = JSON.stringify(row);
      if (sent.get(id) === now) return false;
      sent.set(id, now);
      return true;
    });
}

function clock(seconds: number): string {
  return [seconds / 3600, (seconds / 60) % 60, seconds % 60]
    .map((part) => String(Math.floor(part)).padStart(2, "0"))
    .join(":");
}

/** Senders differ as their programs do: byte order mark or none, CRLF or LF, title or synonym in the header. */
function csvOf(contract: Contract, rows: Row[], index: number): string {
  const used = new Set(rows.flatMap((row) => Object.keys(row)));
  for (const name of used) fieldOf(contract, name);
  const fields = contract.fields.filter(({name}) => used.has(name) || contract.mode === "snapshot");
  const header = fields.map(({title, synonyms}) => (index % 11 === 7 ? (synonyms?.[0] ?? title) : title));
  const end = index % 2 === 0 ? "\r\n" : "\n";
  const lines = rows.map((row) => fields.map(({name}) => textOf(row[name])).join(","));
  return `${index % 3 === 0 ? "\uFEFF" : ""}${[header.join(","), ...lines].join(end)}${end}`;
}

function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "boolean") return cell ? "是" : "否";
  const text = Array.isArray(cell) ? cell.join(";") : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
