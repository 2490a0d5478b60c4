import {mkdirSync} from "node:fs";
import {join} from "node:path";
import {recognise, type Recognised, type Unrecognised} from "#pipelines/checks/recognise.ts";
import type {Contract} from "#pipelines/contracts/contract.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {isSensitive} from "#pipelines/contracts/sensitive.ts";
import type {Scratch} from "#pipelines/duckdb/scratch.ts";
import type {ColumnChoices} from "#pipelines/files/header.ts";
import {receive, type ReceivedFile} from "#pipelines/files/received.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {requireSealingKey} from "#pipelines/sealed/sealed-files.ts";
import {columnsOf} from "./confirmed-columns.ts";
import type {RequestToAny, UnnamedRequest} from "./submit-request.ts";

/** Where a submission is worked on. */
export interface Workplace extends Pick<Scratch, "folder"> {
  dir: DataDir;
  ledger: Ledger;
  submissionId: string;
  request: RequestToAny;
}

/** A received file of a known dataset. */
export interface ReceivedSending extends Workplace {
  contract: Contract;
  received: ReceivedFile;
  /** The folder of the original, which becomes the submission's folder. */
  kept: string;
  /** The as-of day that the sender named, where the dataset can have one. */
  asOf: string | undefined;
  as_of: string;
  /** Other datasets that the file may be of. */
  candidates: string[];
}

/** A received file, and the database that it is checked in. */
export interface Sending extends ReceivedSending, Pick<Scratch, "db"> {}

/** Receives a file, and recognises its dataset if none was named. */
export async function receiveSending(work: Workplace, named?: Contract): Promise<ReceivedSending | Unrecognised> {
  const {dir, ledger, folder, request} = work;
  const kept = join(folder, "kept");
  mkdirSync(kept);
  // A file that could not be kept is refused before it is read.
  if (named && isSensitive(named)) await requireSealingKey(dir, ledger);
  const received = await receive(request.chunks, join(kept, "original"), request.fileName);
  const recognised = named ? {contract: named, candidates: []} : await recogniseFor(ledger, received, request);
  const {contract} = recognised;
  if (!contract) return recognised;
  if (!named && isSensitive(contract)) await requireSealingKey(dir, ledger);
  // If nobody named the dataset, only a snapshot can have an as-of day.
  const asOf = named || contract.mode === "snapshot" ? request.asOf : undefined;
  const {candidates} = recognised;
  return {...work, contract, received, kept, asOf, as_of: asOf ?? request.today, candidates};
}

async function recogniseFor(
  ledger: Ledger,
  received: ReceivedFile,
  {sender, signal}: UnnamedRequest
): Promise<Recognised> {
  const contracts = [...readContracts().values()];
  const choices = new Map<Contract, ColumnChoices>();
  for (const contract of contracts) choices.set(contract, await columnsOf(ledger, contract, {sender}));
  return recognise(received, {
    contracts,
    choicesOf: (contract) => choices.get(contract) ?? {},
    isAllowed: (contract) => sender.kind === "office" || contract.sender.includes("unit"),
    signal
  });
}
