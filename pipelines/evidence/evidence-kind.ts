import {bytesOfNoTable} from "#pipelines/files/file-kind.ts";
import {UnreadableFile} from "#pipelines/files/workbook/packed.ts";
import {readZip} from "#pipelines/files/workbook/zip.ts";

/** What a file is, by its bytes; the name says nothing. */
export type FoundKind = "pdf" | "jpeg" | "png" | "webp" | "docx" | "xlsx";

const BEGINNINGS: [bytes: RegExp, kind: FoundKind | "zip" | "heic" | "old-office"][] = [
  [/^255044462d/, "pdf"],
  [/^ffd8ff/, "jpeg"],
  [/^89504e470d0a1a0a/, "png"],
  [/^52494646.{8}57454250/, "webp"],
  [/^504b0304/, "zip"],
  [/^.{8}66747970(68656963|68656978|68657663|6d696631|6d736631)/, "heic"],
  [/^d0cf11e0a1b11ae1/, "old-office"]
];

const TAKEN = "可以交 PDF、JPG、PNG、WebP、docx 或 xlsx";

/** Refuses a file, with the sentence that its sender reads. */
export class EvidenceRefused extends Error {}

/** Tells what the bytes are, or refuses them; `path` holds the same bytes only where they may be an Office file. */
export function kindByBeginning(bytes: Uint8Array): FoundKind | "zip" {
  if (bytes.byteLength === 0) throw new EvidenceRefused("是空的，请重新选择文件");
  const start = Buffer.from(bytes.subarray(0, 16)).toString("hex");
  const kind = BEGINNINGS.find(([beginning]) => beginning.test(start))?.[1];
  if (kind === "heic") throw new EvidenceRefused(HEIC);
  if (kind === "old-office")
    throw new EvidenceRefused("是旧格式（doc、xls）或加了密码的文件，请另存为 docx、xlsx 或 PDF 后再交");
  if (kind === undefined) throw new EvidenceRefused(`${otherKind(bytes)}，${TAKEN}`);
  return kind;
}

const HEIC =
  "是苹果手机的 HEIC 照片，多数电脑打不开。请在手机“设置—相机—格式”里选“兼容性最佳”后重拍，或把照片截图后再交";

function otherKind(bytes: Uint8Array): string {
  const found = bytesOfNoTable({head: bytes.subarray(0, 4096), byteCount: bytes.byteLength});
  return found?.code === "file/not-a-table" ? `是${found.kind}` : "不是能收的文件";
}

/** Tells which Office file a packed file is, or refuses it. */
export async function officeKind(path: string): Promise<"docx" | "xlsx"> {
  const names = await partNames(path);
  if (names.some((name) => /vbaProject\.bin$/i.test(name)))
    throw new EvidenceRefused("含有宏，请另存为不含宏的 docx、xlsx 或 PDF 后再交");
  if (names.includes("word/document.xml")) return "docx";
  if (names.includes("xl/workbook.xml")) return "xlsx";
  throw new EvidenceRefused(`是压缩包或其他文件，${TAKEN}`);
}

async function partNames(path: string): Promise<string[]> {
  try {
    return (await readZip(path)).parts.map(({name}) => name);
  } catch (error) {
    if (error instanceof UnreadableFile) throw new EvidenceRefused("已损坏，打不开，请重新导出后再交");
    throw error;
  }
}
