/** A file or folder, which keeps its number under any name. */
export type Inode = number;

export interface Entry {
  folder: Inode;
  name: string;
  /** Undefined where the name goes. */
  inode?: Inode;
}

/** What a call changes: names of one folder or more at once, or a file's bytes or length. */
export type Change =
  | {what: "entries"; entries: Entry[]; of: Inode}
  | {what: "bytes"; of: Inode; at: number; bytes: Buffer}
  | {what: "length"; of: Inode; length: number};

/** A change that a power cut undoes or leaves, unless a sync came before it. */
export type Effect = Change & {number: number; syncedAt: number; path: string};

/** What is left of a write: all, its first half, or its room without its bytes. */
export type Share = "whole" | "half" | "room";

/** The effects that reached the disk, in their order. */
export type Kept = Map<Effect, Share>;
