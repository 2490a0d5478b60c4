import type fc from "fast-check";
import {unzipSync} from "fflate";
import {zipOf} from "../pipelines/packed-sheet.ts";
import type {CorpusFile} from "./corpus.ts";
import {mutated, type Mutated} from "./mutated.ts";

/** Packages of which one part was changed and packed again, so that their checksums are right and readers go on. */
export function repacked(packages: CorpusFile[]): fc.Arbitrary<Mutated> {
  const parts = packages.flatMap((file) => {
    const unpacked = partsOf(file.bytes);
    return Object.entries(unpacked)
      .filter(([, bytes]) => bytes.length > 0)
      .map(([part, bytes]) => ({name: `${file.name}#${part}`, bytes: Buffer.from(bytes), part, unpacked}));
  });
  return mutated(parts).map((given) => {
    const {part, unpacked} = parts.find(({name}) => name === given.name)!;
    const contents = Object.entries(unpacked).map(
      ([name, content]) => [name, {content: Buffer.from(content)}] as const
    );
    const packed = zipOf({...Object.fromEntries(contents), [part]: {content: given.bytes}});
    // The description of the case stays that of the changed part.
    return Object.defineProperty(given, "bytes", {value: packed});
  });
}

/** A package that nobody can unpack has no parts to change. */
function partsOf(bytes: Buffer): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes);
  } catch (error) {
    if (error instanceof Error && "code" in error) return {};
    throw error;
  }
}
