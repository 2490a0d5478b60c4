import {relative} from "node:path";
import type {Operation} from "./operation.ts";

/** The calls that are recorded; `mmap`, so that a shared mapping, whose writes nobody sees, is not overlooked. */
export const CALLS = [
  ...["open", "openat", "creat", "mkdir", "mkdirat", "rename", "renameat", "renameat2", "link", "linkat", "symlink"],
  ...["symlinkat", "unlink", "unlinkat", "rmdir", "write", "pwrite64", "writev", "pwritev", "pwritev2", "truncate"],
  ...["ftruncate", "fallocate", "copy_file_range", "sendfile", "ioctl", "lseek", "fsync", "fdatasync", "mmap"]
];

/** Reads what `strace -f -y -xx` wrote of the files below a folder, in the order in which the calls returned. */
export function readStrace(text: string, below: string): Operation[] {
  const reader = new StraceReader(below);
  const begun = new Map<string, string>();
  return text.split("\n").flatMap((line) => {
    const [, pid = "", rest = ""] = /^(\d+) +(.*)$/.exec(line) ?? [];
    if (rest.endsWith("<unfinished ...>")) begun.set(pid, rest.slice(0, -"<unfinished ...>".length).trimEnd());
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest)?.[1];
    const whole = resumed === undefined ? rest : `${begun.get(pid) ?? ""}${resumed}`;
    const [, name, given, result] = /^(\w+)\((.*)\) += (-?\w+)/.exec(whole) ?? [];
    // A call that failed changed nothing.
    if (name === undefined || result === undefined || result.startsWith("-")) return [];
    return reader.operations(name, given!, Number(result), whole.slice(whole.lastIndexOf(" = ")));
  });
}

const TEXT = /"((?:\\x[0-9a-f]{2})*)"/g;
const HANDLE = /(\d+)<((?:\\x[0-9a-f]{2})+)>(\(deleted\))?/g;

class StraceReader {
  readonly #below: string;
  /** Where a handle writes next, by its number and path. */
  readonly #places = new Map<string, number | "end">();

  constructor(below: string) {
    this.#below = below;
  }

  operations(name: string, given: string, result: number, answer: string): Operation[] {
    const texts = [...given.matchAll(TEXT)].map(([, hex]) => bytesOf(hex!));
    const handles = [...given.matchAll(HANDLE)].map(([, number, hex, isGone]) => ({
      key: `${number} ${hex}`,
      path: isGone ? undefined : this.#within(bytesOf(hex!))
    }));
    const [first, second] = handles;
    const paths = texts.map((bytes) => this.#within(bytes));
    const numbers = given.replace(TEXT, "").replace(HANDLE, "").split(",").map(Number);
    switch (name.replace(/(at|at2)$/, "")) {
      case "write":
        if (first?.path === undefined) return /^1</.test(given) ? [{do: "say", text: texts[0]!.toString()}] : [];
        return this.#write(first, Buffer.concat(texts).subarray(0, result));
      case "writev":
        return first?.path === undefined ? [] : this.#write(first, Buffer.concat(texts).subarray(0, result));
      case "pwrite64":
        if (first?.path === undefined) return [];
        return [{do: "write", path: first.path, at: numbers[3]!, bytes: texts[0]!.subarray(0, result)}];
      case "open":
        return this.#open(paths[0], given, answer);
      case "mkdir":
        return paths[0] === undefined ? [] : [{do: "make", path: paths[0], kind: "folder"}];
      case "rename":
        return this.#named("rename", paths, given);
      case "link":
        return this.#named("link", paths, given);
      case "unlink":
      case "rmdir":
        return paths[0] === undefined ? [] : [{do: "remove", path: paths[0]}];
      case "ftruncate":
        return first?.path === undefined ? [] : [{do: "truncate", path: first.path, length: numbers[1]!}];
      case "fsync":
      case "fdatasync":
        return first?.path === undefined ? [] : [{do: "sync", path: first.path}];
      case "lseek":
        if (first) this.#places.set(first.key, result);
        return [];
      case "copy_file_range":
        if (second?.path === undefined) return [];
        return this.#copy({...first!, at: fromOf(given)}, second, result);
      case "mmap":
        return first?.path !== undefined && /PROT_WRITE.*MAP_SHARED/.test(given) && !isMemoryOnly(first.path)
          ? this.#unknown(name, given)
          : [];
      // Asking a file's kind or locking it.
      case "ioctl":
        return first?.path !== undefined && given.includes("CLONE") ? this.#unknown(name, given) : [];
      default:
        return [...paths, ...handles.map(({path}) => path)].some((path) => path !== undefined)
          ? this.#unknown(name, given)
          : [];
    }
  }

  #open(path: string | undefined, given: string, answer: string): Operation[] {
    const [handle] = answer.matchAll(HANDLE);
    if (path === undefined || !handle) return [];
    this.#places.set(`${handle[1]} ${handle[2]}`, given.includes("O_APPEND") ? "end" : 0);
    return [
      ...(given.includes("O_CREAT") ? [{do: "make", path, kind: "file"} as const] : []),
      ...(given.includes("O_TRUNC") ? [{do: "truncate", path, length: 0} as const] : [])
    ];
  }

  #write({key, path}: {key: string; path?: string}, bytes: Buffer): Operation[] {
    const at = this.#place(key);
    if (at !== "end") this.#places.set(key, at + bytes.byteLength);
    return [{do: "write", path: path!, at, bytes}];
  }

  #copy(source: {path?: string; at?: number}, target: {key: string; path?: string}, length: number): Operation[] {
    const at = this.#place(target.key);
    if (source.path === undefined || source.at === undefined || at === "end") return this.#unknown("copy", target.key);
    this.#places.set(target.key, at + length);
    return length === 0 ? [] : [{do: "copy", from: source.path, fromAt: source.at, path: target.path!, at, length}];
  }

  #place(key: string): number | "end" {
    const at = this.#places.get(key);
    if (at === undefined) throw new Error(`nobody opened ${key}`);
    return at;
  }

  #named(what: "rename" | "link", [path, to]: (string | undefined)[], given: string): Operation[] {
    if (path === undefined && to === undefined) return [];
    return path === undefined || to === undefined ? this.#unknown(what, given) : [{do: what, path, to}];
  }

  /** A call that the model of the disk does not know must not be passed over. */
  #unknown(name: string, given: string): never {
    throw new Error(`the recorder does not know what ${name}(${given.slice(0, 300)}) does`);
  }

  #within(bytes: Buffer): string | undefined {
    const path = relative(this.#below, bytes.toString());
    return path.startsWith("..") || path.startsWith("/") ? undefined : path === "" ? "." : path;
  }
}

/** Where a call begins to read, as Node's own copying says it. */
function fromOf(given: string): number | undefined {
  const [, at] = /\[(\d+)\]/.exec(given.replace(HANDLE, "")) ?? [];
  return at === undefined ? undefined : Number(at);
}

/** Nothing of it need outlive the process, and SQLite makes it anew. */
export const isMemoryOnly = (path: string) => path.endsWith("-shm");

const bytesOf = (hex: string) => Buffer.from(hex.replaceAll("\\x", ""), "hex");
