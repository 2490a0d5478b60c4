import {createHash} from "node:crypto";
import {basename, dirname, join} from "node:path";
import {Content} from "./content.ts";
import type {Change, Effect, Entry, Inode, Kept} from "./effect.ts";
import type {Operation} from "./operation.ts";
import type {Trace} from "./record.ts";
import type {Tree} from "./tree.ts";

/** A moment between two operations. */
export interface Moment {
  /** So many effects were made. */
  effects: number;
  /** After so many operations. */
  operations: number;
  isAcknowledged: boolean;
}

const ROOT: Inode = 0;
const DRAFTS = "data/tmp";
const isDraft = (path: string) => path.startsWith(`${DRAFTS}/`);

/**
 * A disk that promises what POSIX does and no more: bytes and length of a file stay after its fsync, a name after the
 * fsync of its folder, and what is not synced comes to the disk in any order, in part or not at all. A rename is one
 * change, as on every file system with a journal; the folder that the name comes to must be synced.
 */
export class RecordedDisk {
  readonly effects: Effect[] = [];
  readonly moments: Moment[] = [];
  readonly #initial = new Map<Inode, Buffer | Map<string, Inode>>([[ROOT, new Map()]]);
  /** What a running program sees. */
  readonly #now = new Map<Inode, Content | Map<string, Inode>>();
  #next = ROOT + 1;
  readonly #drafts: Inode | undefined;
  readonly #hashes = new Map<string, string>();

  constructor({initial, operations}: Trace, acknowledged: string) {
    for (const [path, content] of initial) {
      const inode = this.#next++;
      (this.#initial.get(this.#inodeIn(this.#initial, dirname(path))!) as Map<string, Inode>).set(
        basename(path),
        inode
      );
      this.#initial.set(inode, content === "folder" ? new Map() : content);
    }
    for (const [inode, content] of this.#initial)
      this.#now.set(inode, Buffer.isBuffer(content) ? new Content(content) : new Map(content));
    this.#drafts = this.#inode(DRAFTS);
    let isAcknowledged = false;
    for (const [at, operation] of operations.entries()) {
      if (operation.do === "say") isAcknowledged ||= operation.text.split("\n").includes(acknowledged);
      else this.#do(operation, at);
      this.moments.push({effects: this.effects.length, operations: at + 1, isAcknowledged});
    }
  }

  /** Every effect, as after a clean end. */
  get whole(): Kept {
    return new Map(this.effects.map((effect) => [effect, "whole"]));
  }

  /** The changes that a cut at a moment can undo, but for those of drafts. */
  pendingAt(moment: Moment): Effect[] {
    const made = this.effects.slice(0, moment.effects);
    const used = this.#usedIn(made);
    return made.filter((effect) => effect.syncedAt >= moment.operations && used.has(effect.of));
  }

  /** What has had a name outside the folder of drafts. */
  #usedIn(made: Effect[]): Set<Inode> {
    const named = new Map<Inode, Inode[]>();
    const add = (folder: Inode, inode: Inode) => named.set(folder, [...(named.get(folder) ?? []), inode]);
    for (const [folder, content] of this.#initial)
      if (content instanceof Map) for (const inode of content.values()) add(folder, inode);
    for (const effect of made)
      if (effect.what === "entries")
        for (const {folder, inode} of effect.entries) if (inode !== undefined) add(folder, inode);
    const used = new Set<Inode>();
    const visit = (inode: Inode) => {
      if (used.has(inode) || inode === this.#drafts) return;
      used.add(inode);
      named.get(inode)?.forEach(visit);
    };
    visit(ROOT);
    return used;
  }

  /**
   * The files of a state: what each holds is told by a hash, so that equal ones are found without being made. Drafts are
   * removed unread at a start: what they hold makes no other state.
   */
  hashesOf(kept: Kept): Map<string, string> {
    return this.#walk(kept, (inode, key, path) => {
      if (isDraft(path)) return "draft";
      let hash = this.#hashes.get(key);
      if (hash === undefined) {
        hash = createHash("sha1").update(this.#content(inode, kept)).digest("hex");
        this.#hashes.set(key, hash);
      }
      return hash;
    });
  }

  treeOf(kept: Kept): Tree {
    return this.#walk<Buffer | "folder">(kept, (inode) => this.#content(inode, kept), "folder");
  }

  #walk<T>(
    kept: Kept,
    ofFile: (inode: Inode, key: string, path: string) => T,
    ofFolder = "folder" as T
  ): Map<string, T> {
    const names = new Map<Inode, Map<string, Inode>>();
    const keys = new Map<Inode, string>();
    const folderOf = (inode: Inode) => {
      const known = this.#initial.get(inode);
      if (!names.has(inode)) names.set(inode, new Map(known instanceof Map ? known : []));
      return names.get(inode)!;
    };
    for (const [effect, share] of kept) {
      if (effect.what !== "entries") keys.set(effect.of, `${keys.get(effect.of) ?? ""} ${effect.number}${share[0]}`);
      else for (const {folder, name, inode} of effect.entries) setName(folderOf(folder), name, inode);
    }
    const found = new Map<string, T>();
    const visit = (folder: Inode, at: string) => {
      for (const [name, inode] of folderOf(folder)) {
        const path = join(at, name);
        if (this.#isFolder(inode)) {
          found.set(path, ofFolder);
          visit(inode, path);
        } else found.set(path, ofFile(inode, `${inode}:${keys.get(inode) ?? ""}`, path));
      }
    };
    visit(ROOT, "");
    return found;
  }

  #isFolder(inode: Inode): boolean {
    return this.#now.get(inode) instanceof Map;
  }

  #content(inode: Inode, kept: Kept): Buffer {
    const content = new Content(this.#initial.get(inode) as Buffer | undefined);
    for (const [effect, share] of kept) if (effect.of === inode) content.apply(effect, share);
    return content.bytes;
  }

  #do(operation: Exclude<Operation, {do: "say"}>, at: number): void {
    switch (operation.do) {
      case "make":
        if (this.#inode(operation.path) !== undefined) return;
        this.#now.set(this.#next, operation.kind === "folder" ? new Map() : new Content());
        return this.#setNames(operation.path, [this.#entry(operation.path, this.#next++)]);
      case "write": {
        const [of, {bytes}] = this.#file(operation.path);
        const at = operation.at === "end" ? bytes.byteLength : operation.at;
        return this.#change({what: "bytes", of, at, bytes: operation.bytes}, operation.path);
      }
      case "copy": {
        const [of] = this.#file(operation.path);
        const [, {bytes}] = this.#file(operation.from);
        const copied = Buffer.from(bytes.subarray(operation.fromAt, operation.fromAt + operation.length));
        return this.#change({what: "bytes", of, at: operation.at, bytes: copied}, operation.path);
      }
      case "truncate": {
        const [of, {bytes}] = this.#file(operation.path);
        if (bytes.byteLength === operation.length) return;
        return this.#change({what: "length", of, length: operation.length}, operation.path);
      }
      case "rename":
        return this.#setNames(operation.to, [
          this.#entry(operation.to, this.#inode(operation.path)),
          this.#entry(operation.path)
        ]);
      case "link":
        return this.#setNames(operation.to, [this.#entry(operation.to, this.#inode(operation.path))]);
      case "remove":
        return this.#setNames(operation.path, [this.#entry(operation.path)]);
      case "sync": {
        const synced = this.#inode(operation.path);
        for (const effect of this.effects) if (effect.of === synced) effect.syncedAt = Math.min(effect.syncedAt, at);
      }
    }
  }

  #setNames(path: string, entries: Entry[]): void {
    for (const {folder, name, inode} of entries) setName(this.#now.get(folder) as Map<string, Inode>, name, inode);
    this.#add({what: "entries", entries, of: entries[0]!.folder}, path);
  }

  #file(path: string): [of: Inode, content: Content] {
    const inode = this.#inode(path);
    const content = inode === undefined ? undefined : this.#now.get(inode);
    if (!(content instanceof Content)) throw new Error(`the recorded disk has no file ${path}`);
    return [inode!, content];
  }

  #change(change: Change & {what: "bytes" | "length"}, path: string): void {
    (this.#now.get(change.of) as Content).apply(this.#add(change, path), "whole");
  }

  #add(change: Change, path: string): Effect {
    const effect: Effect = {...change, number: this.effects.length, syncedAt: Infinity, path};
    this.effects.push(effect);
    return effect;
  }

  #entry(path: string, inode?: Inode): Entry {
    const folder = this.#inode(dirname(path));
    if (folder === undefined) throw new Error(`the recorded disk has no folder for ${path}`);
    return {folder, name: basename(path), inode};
  }

  #inode(path: string): Inode | undefined {
    return this.#inodeIn(this.#now, path);
  }

  #inodeIn(all: Map<Inode, Buffer | Content | Map<string, Inode>>, path: string): Inode | undefined {
    let inode: Inode | undefined = ROOT;
    for (const name of path === "." ? [] : path.split("/")) {
      const names: Buffer | Content | Map<string, Inode> | undefined = all.get(inode);
      inode = names instanceof Map ? names.get(name) : undefined;
      if (inode === undefined) return undefined;
    }
    return inode;
  }
}

function setName(names: Map<string, Inode>, name: string, inode: Inode | undefined): void {
  if (inode === undefined) names.delete(name);
  else names.set(name, inode);
}
