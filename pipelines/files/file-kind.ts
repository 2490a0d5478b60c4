import {isEndMark} from "./end-mark.ts";
import type {FileFormat} from "#pipelines/findings/file-formats.ts";
import type {Finding} from "#pipelines/findings/findings.ts";

/** What is known of a file before anybody reads it as text. */
export interface FileBeginning {
  head: Uint8Array;
  byteCount: number;
  /** The name on the sender's machine. */
  fileName?: string;
}

type Signature = [bytes: string, kind: string, format: FileFormat];

/** The first bytes of files that are no text; a dot stands for any half of a byte. */
const SIGNATURES: Signature[] = [
  ["504b0506", "空的压缩包", "archive"],
  ["504b0708", "分卷的压缩包", "archive"],
  ["52617221", "RAR 压缩包", "archive"],
  ["377abcaf", "7z 压缩包", "archive"],
  ["1f8b", "gzip 压缩包", "archive"],
  ["425a68", "bzip2 压缩包", "archive"],
  ["fd377a585a", "xz 压缩包", "archive"],
  ["89504e47", "PNG 图片", "picture"],
  ["ffd8ff", "JPEG 图片", "picture"],
  ["47494638", "GIF 图片", "picture"],
  ["49492a00", "TIFF 图片", "picture"],
  ["4d4d002a", "TIFF 图片", "picture"],
  ["52494646........57454250", "WebP 图片", "picture"],
  ["........66747970(68656963|68656978|68657663|6d696631|6d736631)", "HEIC 图片（苹果手机拍的照片）", "picture"],
  ["........6674797061766966", "AVIF 图片", "picture"],
  ["........66747970", "视频或录音", "recording"],
  ["494433", "录音", "recording"],
  ["25504446", "PDF 文件", "pdf"],
  ["efbbbf25504446", "PDF 文件", "pdf"],
  ["7b5c727466", "Word 文档（rtf）", "word"],
  ["50415231", "Parquet 文件", "database"],
  ["53514c69746520666f726d6174", "SQLite 数据库", "database"],
  ["000100005374616e64617264", "Access 数据库", "database"],
  ["4c00000001140200", "Windows 的快捷方式", "link"],
  ["62706c697374", "苹果电脑的网址或设置文件", "web-link"],
  ["0005160[07]", "苹果电脑附带的文件", "mac-companion"]
];

const WIDEST = 16;

/** Marks that document encryption systems write in front of a file. */
const ENCRYPTED = /^%TSD-Header-|^.{0,24}E-SafeNet/s;
const OFFICE_NAME = /\.(xlsx?|xlsm|xlsb|et|docx?|wps|pptx?|dps|pdf)$/i;
/**
 * The files with which Excel and WPS note who has a workbook open: the user's name in ASCII and once more in UTF-16.
 */
const LOCK_NAME = /^(~\$|\.~)/;
const LOCK_SIZES = [162, 165];
/** The position where the name in UTF-16 begins. */
const LOCK_NAME_END = 54;

/** Tells why bytes are neither a workbook nor text; undefined if they may be text. */
export function bytesOfNoTable(file: FileBeginning): Finding | undefined {
  if (isLockFile(file)) return notTable("Excel 或 WPS 的临时文件（~$ 开头）", "lock-file");
  const start = Buffer.from(file.head.subarray(0, WIDEST)).toString("hex");
  const found = SIGNATURES.find(([bytes]) => new RegExp(`^${bytes}`).test(start));
  if (found) return notTable(found[1], found[2]);
  const isTar = Buffer.from(file.head.subarray(257, 262)).toString("latin1") === "ustar";
  if (isTar) return notTable("tar 压缩包", "archive");
  return ENCRYPTED.test(Buffer.from(file.head.subarray(0, 64)).toString("latin1"))
    ? {code: "file/encrypted"}
    : undefined;
}

/** Tells the same for bytes that no encoding can decode. */
export function bytesOfNoText({head, fileName = ""}: FileBeginning): Finding | undefined {
  if (!isBinary(head)) return undefined;
  return OFFICE_NAME.test(fileName) ? {code: "file/encrypted"} : notTable("认不出的文件，里面不是文字", "unknown");
}

const PAGE = /^\s*<(!doctype|!--|html|head|meta|body|style|table|div)/i;
const XML = /^\s*<\?xml/i;
const OLD_XML_TABLE = "urn:schemas-microsoft-com:office:spreadsheet";
const PLIST = /<plist/i;
const PLIST_ADDRESS = /<key>URL<\/key>/i;
const SHORTCUT = /^\s*\[(InternetShortcut|\{000214A0-0000-0000-C000-000000000046\}|Desktop Entry)\]/i;
const MAIL_FIELD = /^[A-Za-z][\w-]*:/;
const MAIL_FIELDS_WITHIN = 4096;
const MIME = /^MIME-Version:/im;
const JSON_TEXT = /^\s*(\{\s*("|\})|\[\s*([{["]|-?\d+\s*[,\]]|\]))/;

/** Tells whether bytes begin as a web page does, in whichever encoding. */
export function isWebPage(head: Uint8Array): boolean {
  const ascii = head.subarray(0, LOOKED_AT).filter((byte) => byte > 0 && byte < 0x80);
  const text = Buffer.from(ascii).toString("latin1");
  return PAGE.test(text) || (XML.test(text) && /<html/i.test(text));
}

/** Tells why a text is no table. `knowsHeader` settles texts that only look like something else. */
export function textOfNoTable(head: string, knowsHeader: (head: string) => boolean): Finding | undefined {
  if (SHORTCUT.test(head)) return notTable("网址的快捷方式（url）", "web-link");
  if (XML.test(head)) return notTable(...xmlKind(head));
  if (PAGE.test(head)) return notTable("网页（有些系统导出的 xls 其实是网页）", "web-page");
  if (isMail(head)) return notTable("单个文件的网页（MHT），有些系统把它叫作 xls", "web-archive");
  return JSON_TEXT.test(head) && !knowsHeader(head) ? notTable("JSON 数据", "json") : undefined;
}

function isMail(head: string): boolean {
  return MAIL_FIELD.test(head) && MIME.test(head.slice(0, MAIL_FIELDS_WITHIN));
}

export function notTable(kind: string, format: FileFormat): Finding {
  return {code: "file/not-a-table", kind, format};
}

function xmlKind(head: string): [kind: string, format: FileFormat] {
  if (head.includes(OLD_XML_TABLE)) return ["XML 表格（XML 电子表格 2003）", "xml"];
  if (PLIST.test(head) && PLIST_ADDRESS.test(head)) return ["苹果电脑的网址快捷方式（webloc）", "web-link"];
  return /<html/i.test(head) ? ["网页（有些系统导出的 xls 其实是网页）", "web-page"] : ["XML 文件", "xml"];
}

function isLockFile({head, byteCount, fileName = ""}: FileBeginning): boolean {
  if (byteCount === 0) return false;
  return (LOCK_NAME.test(fileName) && byteCount <= 1024) || (LOCK_SIZES.includes(byteCount) && isLaidOutAsLock(head));
}

/** The length of the name, the name, and blanks to the end of its place. */
function isLaidOutAsLock(head: Uint8Array): boolean {
  const [length = 0] = head;
  const rest = head.subarray(1 + length, LOCK_NAME_END - 1);
  return length > 0 && rest.length > 0 && rest.every((byte) => byte === 0x20 || byte === 0);
}

const LOOKED_AT = 4096;
/** In text at most one byte in fifty is a control character; in encrypted bytes it is one in nine. */
const STEERING_SHARE = 0.02;

function isBinary(head: Uint8Array): boolean {
  const bytes = head.subarray(0, LOOKED_AT);
  const steering = bytes.filter((byte) => byte !== 0 && isEndMark(byte)).length;
  return steering > Math.max(2, bytes.length * STEERING_SHARE);
}
