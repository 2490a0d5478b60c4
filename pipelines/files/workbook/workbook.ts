import type {FileFormat} from "#pipelines/findings/file-formats.ts";
import {maskedNumbers} from "#pipelines/findings/private-numbers.ts";
import {notTable} from "../file-kind.ts";
import {type Format, formatOf} from "./number-format.ts";
import {broken, LIMITS, type PackedFile, type PackedPart, tooMuch, UnreadableFile} from "./packed.ts";
import {isNotOff, type Struck, TextCollector} from "./text-collector.ts";
import {type XmlHandler, XmlReader} from "./xml.ts";

export interface WorkbookSheet {
  name: string;
  isHidden: boolean;
  part: PackedPart;
}

/** The parts of a workbook that cells of all sheets refer to. */
export interface Workbook {
  file: PackedFile;
  sheets: WorkbookSheet[];
  sharedStrings: string[];
  /** The shared texts with struck-out characters, by their number. */
  struckStrings: Map<number, Struck>;
  /** Formats by the style number of a cell. */
  formats: Format[];
  /** The style numbers whose font is struck out. */
  struckStyles: Set<number>;
  /** Days are counted from 1904, as in old Excel for Mac. */
  is1904: boolean;
}

/** The limit of all shared texts, which are held in memory. */
const STRINGS_LIMIT = 256 * 1024 * 1024;

/** Other zip packages, by a part that each contains. */
const OTHER_FILES: [part: RegExp, kind: string, format: FileFormat][] = [
  [/^word\/document\.xml$/, "Word 文档（docx）", "word"],
  [/^ppt\/presentation\.xml$/, "演示文稿（pptx）", "slides"],
  [/^xl\/workbook\.bin$/, "二进制工作簿（xlsb）", "binary-workbook"],
  [/^content\.xml$/, "ODF 文档（如 ods）", "open-document"],
  [/^index(\.zip$|\/.*\.iwa$)/, "苹果 iWork 文件（如 Numbers 表格）", "numbers"],
  [/^ofd\.xml$/, "OFD 版式文件", "pdf"]
];

export async function readWorkbook(file: PackedFile): Promise<Workbook> {
  const parts = new Map(file.parts.map((part) => [keyOf(part.name), part]));
  const main = await mainPart(file, parts);
  const names = [...parts.keys()];
  const other = OTHER_FILES.find(([part]) => names.some((name) => part.test(name)));
  if (other) throw new UnreadableFile(notTable(other[1], other[2]));
  if (!main) throw new UnreadableFile(notTable(`压缩包${contentsOf(file)}`, "archive"));
  const targets = await readTargets(file, parts, main.name);
  const {sheets, is1904} = await readSheets(file, main, (id) => partOf(parts, targets.get(id)?.target));
  const byKind = (kind: string) => partOf(parts, [...targets.values()].find(({type}) => type.endsWith(kind))?.target);
  return {
    file,
    sheets,
    is1904,
    ...(await readStrings(file, byKind("/sharedStrings"))),
    ...(await readStyles(file, byKind("/styles")))
  };
}

export async function readPart(file: PackedFile, part: PackedPart, handler: XmlHandler): Promise<void> {
  const reader = new XmlReader(handler);
  for await (const bytes of file.bytesOf(part)) reader.write(bytes);
  reader.end();
}

const NAMED_PARTS = 3;
/** Names that were not written in UTF-8 are decoded as other letters. */
const IS_PLAIN_NAME = /^[\x20-\x7e\u2014-\u2026\u3000-\u9fff\uff00-\uffef]+$/;

/** Returns the names of the files in a package, as far as they are readable. */
function contentsOf({parts}: PackedFile): string {
  const names = parts.map(({name}) => name).filter((name) => !name.endsWith("/"));
  const shown = names.slice(0, NAMED_PARTS).map((name) => maskedNumbers(name.slice(name.lastIndexOf("/") + 1)));
  const more = names.length > shown.length ? ` 等 ${names.length} 个文件` : "";
  if (names.length === 0) return "，里面没有文件";
  return shown.every((name) => IS_PLAIN_NAME.test(name))
    ? `（里面有：${shown.join("、")}${more}）`
    : `（里面有 ${names.length} 个文件）`;
}

/** Some writers change the case of names or write backslashes. */
function keyOf(name: string): string {
  return name.replaceAll("\\", "/").replace(/^\/+/, "").toLowerCase();
}

type Parts = Map<string, PackedPart>;

function partOf(parts: Parts, name: string | undefined): PackedPart | undefined {
  return name === undefined ? undefined : parts.get(keyOf(name));
}

/** Reads the external addresses of a sheet by the ids in its cells. */
export async function readAddresses({file}: Workbook, {part}: WorkbookSheet): Promise<Map<string, string>> {
  const parts = new Map(file.parts.map((each) => [keyOf(each.name), each]));
  const targets = await readTargets(file, parts, part.name);
  return new Map(
    [...targets].flatMap(([id, {type, target}]) => (type.endsWith("/hyperlink") && target !== "" ? [[id, target]] : []))
  );
}

async function mainPart(file: PackedFile, parts: Parts): Promise<PackedPart | undefined> {
  const targets = await readTargets(file, parts, "");
  const main = [...targets.values()].find(({type}) => type.endsWith("/officeDocument"));
  return partOf(parts, main?.target) ?? parts.get("xl/workbook.xml");
}

/** Reads the targets of a part's relationships as paths in the file. */
async function readTargets(
  file: PackedFile,
  parts: Parts,
  of: string
): Promise<Map<string, {type: string; target: string}>> {
  const targets = new Map<string, {type: string; target: string}>();
  const folder = of.slice(0, of.lastIndexOf("/") + 1);
  const part = partOf(parts, `${folder}_rels/${of.slice(folder.length)}.rels`);
  if (!part) return targets;
  await readPart(file, part, {
    open(name, attributes) {
      if (name !== "Relationship") return;
      if (targets.size > LIMITS.links) throw tooMuch("links");
      const {Id = "", Type = "", Target = "", TargetMode} = attributes;
      const isWhole = Target.startsWith("/") || TargetMode === "External";
      targets.set(Id, {type: Type, target: isWhole ? Target : joined(folder + Target)});
    }
  });
  return targets;
}

/** Resolves `.` and `..` in a path. */
function joined(path: string): string {
  const names: string[] = [];
  for (const name of path.split("/")) {
    if (name === "..") names.pop();
    else if (name !== "." && name !== "") names.push(name);
  }
  return names.join("/");
}

async function readSheets(file: PackedFile, main: PackedPart, partOfId: (id: string) => PackedPart | undefined) {
  const sheets: WorkbookSheet[] = [];
  const parts = new Set<PackedPart>();
  let is1904 = false;
  await readPart(file, main, {
    open(name, attributes) {
      if (name === "workbookPr") is1904 = /^(1|true)$/.test(attributes.date1904 ?? "");
      if (name !== "sheet") return;
      const {name: title = "", id = "", state = "visible"} = attributes;
      const part = partOfId(id);
      // Charts and macros have sheets too, which are no tables.
      if (!part || /chartsheets|dialogsheets|macrosheets/i.test(part.name)) return;
      // A part belongs to one sheet; read for several, a small file becomes a large one.
      if (parts.has(part)) throw broken();
      parts.add(part);
      sheets.push({name: title, isHidden: state !== "visible", part});
      if (sheets.length > LIMITS.sheets) throw tooMuch("sheets");
    }
  });
  return {sheets, is1904};
}

async function readStrings(
  file: PackedFile,
  part: PackedPart | undefined
): Promise<Pick<Workbook, "sharedStrings" | "struckStrings">> {
  const strings: string[] = [];
  const struckStrings = new Map<number, Struck>();
  if (!part) return {sharedStrings: strings, struckStrings};
  if (part.size > STRINGS_LIMIT) {
    throw new UnreadableFile({code: "file/workbook-large", megabytes: Math.round(part.size / 1024 / 1024)});
  }
  const collected = new TextCollector();
  await readPart(file, part, {
    open(name, attributes) {
      if (name === "si") collected.start();
      else collected.open(name, attributes);
    },
    close(name) {
      if (name === "si") {
        if (collected.struck) struckStrings.set(strings.length, collected.struck);
        if (strings.push(collected.take()) > LIMITS.strings) throw tooMuch("strings");
      } else collected.close(name);
    },
    text: (text) => collected.text(text)
  });
  return {sharedStrings: strings, struckStrings};
}

/** Excel's own limit; the pieces of a format are looked for from each of its characters on. */
const LONGEST_FORMAT = 255;

async function readStyles(
  file: PackedFile,
  part: PackedPart | undefined
): Promise<Pick<Workbook, "formats" | "struckStyles">> {
  const codes = new Map<number, string>();
  const ids: number[] = [];
  const struckStyles = new Set<number>();
  const struckFonts = new Set<number>();
  let fontCount = 0;
  let isInFonts = false;
  let isInCells = false;
  if (!part) return {formats: [], struckStyles};
  await readPart(file, part, {
    open(name, attributes) {
      if (name === "cellXfs") isInCells = true;
      else if (name === "fonts") isInFonts = true;
      else if (name === "font" && isInFonts) fontCount++;
      else if (name === "strike" && isInFonts && isNotOff(attributes)) struckFonts.add(fontCount - 1);
      else if (name === "numFmt") {
        const {numFmtId, formatCode = ""} = attributes;
        codes.set(Number(numFmtId), formatCode.slice(0, LONGEST_FORMAT));
      } else if (name === "xf" && isInCells) {
        if (struckFonts.has(Number(attributes.fontId))) struckStyles.add(ids.length);
        ids.push(Number(attributes.numFmtId ?? 0));
      }
      if (ids.length + codes.size + struckFonts.size > LIMITS.styles) throw tooMuch("styles");
    },
    close(name) {
      if (name === "cellXfs") isInCells = false;
      else if (name === "fonts") isInFonts = false;
    }
  });
  return {formats: ids.map((id) => formatOf(id, codes.get(id))), struckStyles};
}
