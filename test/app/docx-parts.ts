import {strFromU8, strToU8, unzipSync, zipSync} from "fflate";

/** The text of one part of a DOCX. */
export function partOf(file: Uint8Array, name: string): string {
  const part = unzipSync(file)[name];
  if (!part) throw new Error(`There is no part called “${name}”.`);
  return strFromU8(part);
}

/** A copy of a DOCX with one part changed, as somebody's edit would; an edit that finds nothing is a mistake. */
export function editedCopy(file: Uint8Array, name: string, edit: (xml: string) => string): Uint8Array {
  const before = partOf(file, name);
  const after = edit(before);
  if (after === before) throw new Error(`The edit changes nothing of “${name}”.`);
  return zipSync({...unzipSync(file), [name]: strToU8(after)});
}

/** All words of a paper, tables too, a line for each paragraph; a blank that no line breaks at is a blank. */
export function textOf(file: Uint8Array): string {
  const paragraphs = partOf(file, "word/document.xml").match(/<w:p[ >].*?<\/w:p>/gs) ?? [];
  return paragraphs
    .map((xml) => [...xml.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(""))
    .join("\n")
    .replaceAll("\u00a0", " ");
}
