import {strFromU8, strToU8, unzipSync, zipSync} from "fflate";
import {posix} from "node:path";
import {allNamed, parseXml, withoutControls, xmlText, type XmlElement} from "./xml-tree.ts";

/** The parts of an OOXML package by their names, such as `ppt/slides/slide1.xml`. */
export type Parts = Map<string, Uint8Array>;

/** The first day that a zip archive can hold, by local time, because that is what it writes. */
const ZIP_EPOCH = new Date(1980, 0, 1);
export const CONTENT_TYPES = "[Content_Types].xml";

export function partsOf(file: Uint8Array): Parts {
  return new Map(Object.entries(unzipSync(file)).filter(([name]) => !name.endsWith("/")));
}

/** Equal parts give equal bytes: the content types first, as readers expect, then by name, without a clock. */
export function zipOf(parts: Parts): Uint8Array {
  const names = [...parts.keys()].sort((a, b) => orderOf(a) - orderOf(b) || (a < b ? -1 : 1));
  return zipSync(Object.fromEntries(names.map((name) => [name, parts.get(name) ?? new Uint8Array()])), {
    mtime: ZIP_EPOCH,
    level: 6
  });
}

const FIRST = ["_rels/.rels", CONTENT_TYPES];
const orderOf = (name: string) => -FIRST.indexOf(name);

/** pptxgenjs lets control characters of a text through. */
export function readPart(parts: Parts, name: string): XmlElement {
  const bytes = parts.get(name);
  if (!bytes) throw new Error(`The package has no part ${name}`);
  return parseXml(withoutControls(strFromU8(bytes)));
}

export const writePart = (parts: Parts, name: string, root: XmlElement) => void parts.set(name, strToU8(xmlText(root)));

export function changePart(parts: Parts, name: string, change: (root: XmlElement) => void) {
  const root = readPart(parts, name);
  change(root);
  writePart(parts, name, root);
}

/** Names that match, by the number in them: slide2 before slide10. */
export function namesLike(parts: Parts, pattern: RegExp): string[] {
  return [...parts.keys()].filter((name) => pattern.test(name)).sort((a, b) => numberIn(a) - numberIn(b));
}

const numberIn = (name: string) => Number(/(\d+)\.\w+$/.exec(name)?.[1] ?? 0);

export interface Relation {
  id: string;
  type: string;
  /** The part that it leads to, or an address outside. */
  target: string;
  isOutside: boolean;
}

/** The name of the part that holds the relations of another. */
export function relationsName(name: string): string {
  return posix.join(posix.dirname(name), "_rels", `${posix.basename(name)}.rels`);
}

/** The part whose relations these are; empty for those of the package. */
export const relationsOwner = (name: string): string => name.replace(/(^|\/)_rels\/([^/]*)\.rels$/, "$1$2");

export function relationsOf(parts: Parts, name: string): Relation[] {
  if (!parts.has(relationsName(name))) return [];
  return allNamed(readPart(parts, relationsName(name)), "Relationship").map(({attributes}) => ({
    id: attributes.Id ?? "",
    type: attributes.Type ?? "",
    target: attributes.TargetMode === "External" ? (attributes.Target ?? "") : targetOf(name, attributes.Target ?? ""),
    isOutside: attributes.TargetMode === "External"
  }));
}

const targetOf = (name: string, target: string) =>
  target.startsWith("/") ? target.slice(1) : posix.join(posix.dirname(name), target);
