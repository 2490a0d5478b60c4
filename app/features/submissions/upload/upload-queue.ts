import type {Correction} from "#pipelines/files/corrections.ts";
import type {Contract} from "#pipelines/contracts/contract.ts";
import type {FileReading} from "#pipelines/checks/file-reading.ts";
import type {Answer} from "./answer.ts";
import type {FileToSend, RunningRequest} from "./send-file.ts";

/** 识别与检查 → 发送; `answer` holds the outcome of the last step. */
export type Phase = "checking" | "checked" | "sending" | "sent" | "withdrawn";

export interface Upload {
  id: number;
  file: File;
  /** Recognised, or chosen by the person; empty before either. */
  dataset: string;
  isDatasetChosen: boolean;
  /** Header → field, as the person chose; empty leaves the column out. */
  columns: Record<string, string>;
  /** The person has confirmed for this file that people who are in no roster are new. */
  acceptsNewcomers: boolean;
  asOf: string;
  /** The person's corrections of cells. */
  corrections: Correction[];
  /** The earlier lists of corrections, for undo. */
  correctionsBefore: Correction[][];
  /** Cells were corrected since the last answer, which stays visible until the next one. */
  isRechecking: boolean;
  phase: Phase;
  /** The share of the bytes that has been sent, from 0 to 1. */
  share: number;
  /** How the server read the file; it stays visible during the next check. */
  reading?: FileReading;
  answer?: Answer;
}

export interface Sender {
  unit: string;
  today: string;
}

/** The server calls that the queue needs. */
export interface UploadGateway {
  send(file: FileToSend, options: {isDryRun: boolean; onProgress?: (share: number) => void}): RunningRequest<Answer>;
  withdraw(id: string, unit: string): Promise<string | undefined>;
  contractOf(dataset: string): Pick<Contract, "order" | "mode"> | undefined;
}

/** A check waits until the person stops typing. */
const WRITING_MS = 500;

export function isReady({phase, answer, isRechecking}: Upload): boolean {
  return phase === "checked" && !isRechecking && answer?.outcome === "acceptable";
}

/** The files that a person sends, one after the other; a dry run recognises and checks each before it is sent. */
export class UploadQueue {
  #uploads: readonly Upload[] = [];
  #next = 1;
  readonly #listeners = new Set<() => void>();
  readonly #running = new Map<number, {cancel: () => void}>();

  constructor(
    readonly doors: UploadGateway,
    private sender: Sender
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): readonly Upload[] => this.#uploads;

  add(files: Iterable<File>, {dataset = ""}: {dataset?: string} = {}): void {
    const added = [...files].map((file): Upload => ({
      id: this.#next++,
      file,
      dataset,
      isDatasetChosen: dataset !== "",
      columns: {},
      acceptsNewcomers: false,
      asOf: this.sender.today,
      corrections: [],
      correctionsBefore: [],
      isRechecking: false,
      phase: "checking",
      share: 0
    }));
    this.#set([...this.#uploads, ...added]);
    for (const {id} of added) void this.#check(id);
  }

  /** Changes the sender and checks every unsent file again, because the sender decides what may be sent. */
  changeSender(sender: Sender): void {
    this.sender = sender;
    for (const {id, phase} of this.#uploads) if (phase !== "sent" && phase !== "withdrawn") void this.#check(id);
  }

  chooseDataset(id: number, dataset: string): void {
    const unchanged = {columns: {}, corrections: [], correctionsBefore: [], acceptsNewcomers: false};
    this.#change(id, {dataset, isDatasetChosen: true, ...unchanged});
    void this.#check(id);
  }

  chooseColumn(id: number, header: string, field: string | undefined): void {
    const {[header]: _, ...others} = this.#get(id)?.columns ?? {};
    this.#change(id, {columns: field === undefined ? others : {...others, [header]: field}});
    void this.#check(id);
  }

  chooseDay(id: number, asOf: string): void {
    this.#change(id, {asOf});
    void this.#check(id);
  }

  acceptNewcomers(id: number, acceptsNewcomers: boolean): void {
    this.#change(id, {acceptsNewcomers});
    void this.#check(id);
  }

  /** Replaces a file with findings by its corrected version. */
  replace(id: number, file: File): void {
    const unchanged = {corrections: [], correctionsBefore: [], acceptsNewcomers: false};
    this.#change(id, {file, reading: undefined, ...unchanged});
    void this.#check(id);
  }

  /** Replaces the list of corrections; with `isSameStep` the person is still typing in the same cell. */
  correct(id: number, corrections: Correction[], {isSameStep = false} = {}): void {
    const upload = this.#get(id);
    if (!upload || upload.phase !== "checked") return;
    const {correctionsBefore, corrections: before} = upload;
    this.#change(id, {
      corrections,
      correctionsBefore: isSameStep ? correctionsBefore : [...correctionsBefore, before]
    });
    this.#recheckSoon(id);
  }

  /** Undoes the last step. */
  undoCorrection(id: number): void {
    const {correctionsBefore = []} = this.#get(id) ?? {};
    const corrections = correctionsBefore.at(-1);
    if (!corrections) return;
    this.#change(id, {corrections, correctionsBefore: correctionsBefore.slice(0, -1)});
    this.#recheckSoon(id);
  }

  retry(id: number): void {
    void this.#check(id);
  }

  /**
   * Cancels the running request. Only the server knows whether it accepted a file whose bytes had all been sent, so the
   * queue asks it again.
   */
  stop(id: number): void {
    const wasSending = this.#get(id)?.phase === "sending";
    this.#abort(id);
    if (wasSending) void this.#check(id);
    else this.#change(id, {phase: "checked", answer: {outcome: "failed", message: "已取消检查，什么都没有保存。"}});
  }

  remove(id: number): void {
    this.#abort(id);
    this.#set(this.#uploads.filter((upload) => upload.id !== id));
  }

  async send(id: number): Promise<void> {
    const upload = this.#get(id);
    if (!upload || !isReady(upload)) return;
    this.#change(id, {phase: "sending", share: 0});
    const answer = await this.#run(id, this.#sending(upload, {isDryRun: false}));
    if (!answer) return;
    const isOver = answer.outcome === "accepted" || answer.outcome === "already-accepted";
    this.#change(id, {answer, phase: isOver ? "sent" : "checked"});
    if (answer.outcome === "accepted") this.#checkRefused();
  }

  /** Sends all checked files, referenced datasets first. */
  async sendAll(): Promise<void> {
    for (;;) {
      const [next] = this.#uploads.filter(isReady).sort((a, b) => this.#orderOf(a) - this.#orderOf(b));
      if (!next) return;
      await this.send(next.id);
      await this.#settled();
    }
  }

  async withdraw(id: number): Promise<string | undefined> {
    const {answer} = this.#get(id) ?? {};
    if (answer?.outcome !== "accepted") return undefined;
    const problem = await this.doors.withdraw(answer.id, this.sender.unit);
    if (problem === undefined) this.#change(id, {phase: "withdrawn"});
    return problem;
  }

  /** Recognises the file, unless a person chose its dataset, and checks it by one dry run. */
  async #check(id: number): Promise<void> {
    this.#abort(id);
    const upload = this.#get(id);
    if (!upload) return;
    this.#change(id, {phase: "checking", share: 0, answer: undefined, isRechecking: false});
    await this.#dryRun(id, upload);
  }

  /** Checks again once the person stops typing; the last answer stays visible meanwhile. */
  #recheckSoon(id: number): void {
    this.#abort(id);
    this.#change(id, {isRechecking: true});
    const timer = setTimeout(() => {
      const upload = this.#get(id);
      if (upload) void this.#dryRun(id, upload);
    }, WRITING_MS);
    this.#running.set(id, {cancel: () => clearTimeout(timer)});
  }

  async #dryRun(id: number, upload: Upload): Promise<void> {
    const answer = await this.#run(id, this.#sending(upload, {isDryRun: true}));
    if (!answer) return;
    const reading = "reading" in answer ? answer.reading : undefined;
    const read = reading && {reading, dataset: reading.dataset ?? ""};
    const phase = answer.outcome === "already-accepted" ? "sent" : "checked";
    this.#change(id, {...read, answer, phase, isRechecking: false});
  }

  /** Checks refused files again after a submission, because a missing reference may have arrived. */
  #checkRefused(): void {
    for (const {id, phase, answer} of this.#uploads)
      if (phase === "checked" && answer?.outcome === "refused") void this.#check(id);
  }

  /** Resolves when no check is running. */
  #settled(): Promise<void> {
    const isBusy = () => this.#uploads.some(({phase, isRechecking}) => phase === "checking" || isRechecking);
    return new Promise((resolve) => {
      if (!isBusy()) return resolve();
      const stop = this.subscribe(() => {
        if (isBusy()) return;
        stop();
        resolve();
      });
    });
  }

  #sending(upload: Upload, {isDryRun}: {isDryRun: boolean}): RunningRequest<Answer> {
    const onProgress = (share: number) => this.#change(upload.id, {share});
    return this.doors.send(this.#toSend(upload, isDryRun), {isDryRun, onProgress});
  }

  /** Returns undefined if a newer request has replaced this one. */
  async #run<T>(id: number, {done, cancel}: RunningRequest<T>): Promise<T | undefined> {
    const run = {cancel};
    this.#running.set(id, run);
    const result = await done;
    if (this.#running.get(id) !== run) return undefined;
    this.#running.delete(id);
    return result;
  }

  #abort(id: number): void {
    this.#running.get(id)?.cancel();
    this.#running.delete(id);
  }

  #orderOf({dataset}: Upload): number {
    return this.doors.contractOf(dataset)?.order ?? 0;
  }

  #toSend(upload: Upload, isDryRun: boolean): FileToSend {
    const {file, dataset, isDatasetChosen, asOf, columns, corrections, acceptsNewcomers} = upload;
    const {unit} = this.sender;
    // A person who confirms a column or corrects a cell has confirmed the dataset too.
    const isNamed = !isDryRun || isDatasetChosen || Object.keys(columns).length > 0 || corrections.length > 0;
    const said = {file, columns, corrections, acceptsNewcomers};
    if (!isNamed) return {...said, dataset: "", unit, asOf};
    // Only a snapshot has an as-of day; the rows of other files carry their own dates.
    const day = this.doors.contractOf(dataset)?.mode === "snapshot" ? asOf : "";
    return {...said, dataset, unit, asOf: day};
  }

  #get(id: number): Upload | undefined {
    return this.#uploads.find((upload) => upload.id === id);
  }

  #change(id: number, change: Partial<Upload>): void {
    this.#set(this.#uploads.map((upload) => (upload.id === id ? {...upload, ...change} : upload)));
  }

  #set(uploads: readonly Upload[]): void {
    this.#uploads = uploads;
    for (const listener of this.#listeners) listener();
  }
}
