import {strFromU8, Unzip, UnzipInflate, UnzipPassThrough} from "fflate";
import {readXml, TooMuchXml, type XmlElement, XmlError, type XmlLeft} from "./docx-xml.ts";

const MOST_BYTES = 20 * 1024 * 1024;
const MOST_PARTS = 2_000;
/** A slice of this many bytes unfolds to at most a thousand times as many, before the limit is looked at again. */
const SLICE = 8 * 1024;
const LONGEST_NAME = 60;
const NEEDED = /^(?:\[Content_Types\]\.xml|word\/(?:[^/]+\.xml|_rels\/document\.xml\.rels|theme\/[^/]+\.xml))$/;

/** Each of these is several times what a paper of a hundred pages has. */
const MOST: XmlLeft = {paragraphs: 30_000, marks: 500_000, letters: 1_000_000};

/** The XML parts of a DOCX by their names. */
export type DocxParts = ReadonlyMap<string, XmlElement>;

const NOT_DOCX = "这不是 DOCX 文件。请在 Word 或 WPS 中打开，另存为“.docx”后再查。";
const OLD_DOC = "这是旧版“.doc”文件，或者加了密码。请去掉密码，另存为“.docx”后再查。";
const TOO_LARGE = `文件太大：解开后不能超过 ${MOST_BYTES / 1024 / 1024} MB。请压缩文中的图片后再查。`;
const BROKEN = "这个 DOCX 文件已损坏，读不出来。请在 Word 或 WPS 中修复，另存一份后再查。";

const TOO_MUCH: Record<keyof XmlLeft, string> = {
  paragraphs: `里的段落太多：连同表格里的，整个文件应不超过 ${MOST.paragraphs.toLocaleString("en")} 段`,
  marks: `里的表格、格式等标记太多：整个文件应不超过 ${MOST.marks.toLocaleString("en")} 处`,
  letters: `里的文字太多：整个文件应不超过 ${MOST.letters.toLocaleString("en")} 个字`
};
const SPLIT = "请把文件按章节拆成几份，或把附表另存为一份后再查。";
const PART_NAMES: [part: RegExp, name: string][] = [
  [/document\.xml$/, "正文"],
  [/styles\w*\.xml$/i, "样式"],
  [/(?:header|footer)\d*\.xml$/, "页眉页脚"],
  [/notes\.xml$/, "脚注尾注"],
  [/comments\w*\.xml$/, "批注"]
];

class TooLarge extends Error {}

/** Reads the parts that say how a paper looks; what is no DOCX, too large or broken is said. */
export function readDocxParts(bytes: Uint8Array): DocxParts | {problem: string} {
  if (bytes.length > MOST_BYTES) return {problem: TOO_LARGE};
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) return {problem: OLD_DOC};
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return {problem: NOT_DOCX};
  const texts = unzippedTexts(bytes);
  if ("problem" in texts) return texts;
  if (!texts.has("word/document.xml")) return {problem: NOT_DOCX};
  const parts = new Map<string, XmlElement>();
  const left = {...MOST};
  for (const [name, xml] of texts) {
    try {
      parts.set(name, readXml(xml, left));
    } catch (error) {
      if (error instanceof XmlError) return {problem: BROKEN};
      if (error instanceof TooMuchXml) return {problem: `${placeOf(name)}${TOO_MUCH[error.of]}。${SPLIT}`};
      throw error;
    }
  }
  return parts;
}

/** `word/footer1.xml` → 页眉页脚（word/footer1.xml） */
function placeOf(part: string): string {
  const name = PART_NAMES.find(([of]) => of.test(part))?.[1] ?? "其他部分";
  return `${name}（${part.slice(0, LONGEST_NAME)}）`;
}

function unzippedTexts(bytes: Uint8Array): Map<string, string> | {problem: string} {
  try {
    return new Map([...unzipped(bytes)].map(([name, chunks]) => [name, strFromU8(joined(chunks))]));
  } catch (error) {
    if (error instanceof TooLarge) return {problem: TOO_LARGE};
    // fflate throws numbered errors for what it cannot unfold.
    if (error instanceof Error && "code" in error) return {problem: BROKEN};
    throw error;
  }
}

/** The sizes that a zip states may be false, so what comes out is counted. */
function unzipped(bytes: Uint8Array): Map<string, Uint8Array[]> {
  const parts = new Map<string, Uint8Array[]>();
  let size = 0;
  let count = 0;
  const unzip = new Unzip((file) => {
    count += 1;
    if (count > MOST_PARTS) throw new TooLarge();
    if (!NEEDED.test(file.name)) return;
    const chunks: Uint8Array[] = [];
    parts.set(file.name, chunks);
    file.ondata = (error, chunk) => {
      if (error) throw error;
      size += chunk.length;
      if (size > MOST_BYTES) throw new TooLarge();
      chunks.push(chunk);
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  unzip.register(UnzipPassThrough);
  for (let at = 0; at < bytes.length; at += SLICE) {
    unzip.push(bytes.subarray(at, at + SLICE), at + SLICE >= bytes.length);
  }
  return parts;
}

function joined(chunks: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((size, chunk) => size + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
