import {createHash} from "node:crypto";
import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {setTimeout as sleep} from "node:timers/promises";
import sharp from "sharp";
import {expect, test} from "vitest";
import {evidenceAddress, evidenceLink, evidenceOf} from "#pipelines/evidence/evidence-address.ts";
import {removeOldOrphans} from "#pipelines/evidence/evidence-orphans.ts";
import {evidencePath, LARGEST_EVIDENCE, previewPath} from "#pipelines/evidence/keep-evidence.ts";
import {verifyAudit} from "#pipelines/ledger/audit.ts";
import {readEvidenceFile, readEvidenceFiles, readEvidenceUses} from "#pipelines/ledger/evidence-files.ts";
import type {Store} from "#pipelines/store/store.ts";
import {bombPicture, takenPicture} from "../pictures.ts";
import {startChild} from "./child.ts";
import {keep, keptId, packed, pdf} from "./evidence-files.ts";
import {basicStore, emptyStore, send} from "./store.ts";

/** The pixel at a place of a picture, as red, green and blue. */
async function pixelAt(bytes: Buffer, left: number, top: number): Promise<number[]> {
  return [...(await sharp(bytes).extract({left, top, width: 1, height: 1}).removeAlpha().raw().toBuffer())];
}

test.each(["jpeg", "png", "webp"] as const)(
  "a %s with place and camera is kept small, upright and without either",
  async (format) => {
    const store = await emptyStore();
    const taken = await takenPicture({format});
    const {exif: carried} = await sharp(taken).metadata();
    expect(carried?.includes("InventedCamera")).toBe(true);
    // The tag that points to the place, in either byte order.
    expect(carried?.includes("8825", 0, "hex") || carried?.includes("2588", 0, "hex")).toBe(true);
    const id = await keptId(store, taken, {file_name: `现场.${format}`});
    const file = (await readEvidenceFile(store.ledger, id))!;
    const bytes = readFileSync(evidencePath(store.dir, file));
    const {width, height, exif, xmp, iptc, icc, orientation} = await sharp(bytes).metadata();
    expect({width, height, exif, xmp, iptc, icc, orientation: orientation ?? 1}).toEqual({
      ...{width: 1333, height: 2000, orientation: 1},
      ...{exif: undefined, xmp: undefined, iptc: undefined, icc: undefined}
    });
    expect(bytes.includes("Exif") || bytes.includes("InventedCamera")).toBe(false);
    // On its side, the red half lay left; upright it is above.
    const [[red = 0], [, , blue = 0]] = [await pixelAt(bytes, 600, 100), await pixelAt(bytes, 600, 1900)];
    expect(red > 200 && blue > 200).toBe(true);
    expect(file).toMatchObject({
      kind: format === "jpeg" ? "jpeg" : "webp",
      sha256: createHash("sha256").update(bytes).digest("hex"),
      byte_count: bytes.byteLength,
      file_name: format === "jpeg" ? "现场.jpeg" : "现场.webp",
      sent_by: "unit-U01"
    });
    const preview = await sharp(previewPath(store.dir, file)).metadata();
    expect([preview.format, preview.height]).toEqual(["webp", 320]);
    expect(readdirSync(store.dir.tmp)).toEqual([]);
  }
);

test("other files are kept as they came, under what their bytes are", async () => {
  const store = await emptyStore();
  const given: [Buffer, string, string][] = [
    [pdf(), "总结.jpg", "总结.pdf"],
    [packed(["[Content_Types].xml", "word/document.xml"]), "总结.docx", "总结.docx"],
    [packed(["[Content_Types].xml", "xl/workbook.xml"]), "C:\\台账\\签到.xls", "签到.xlsx"]
  ];
  for (const [bytes, file_name, is] of given) {
    const file = (await readEvidenceFile(store.ledger, await keptId(store, bytes, {file_name})))!;
    expect(file.file_name).toBe(is);
    expect(readFileSync(evidencePath(store.dir, file)).equals(bytes)).toBe(true);
    expect(existsSync(previewPath(store.dir, file))).toBe(false);
  }
});

test("the same bytes are kept once, however often they are handed in", async () => {
  const store = await emptyStore();
  const [first, second] = [await keptId(store, pdf()), await keptId(store, pdf(), {unit_code: "U02"})];
  expect(first).not.toBe(second);
  expect(readdirSync(store.dir.evidence)).toHaveLength(1);
});

const HEIC = Buffer.concat([Buffer.from([0, 0, 0, 0x18]), Buffer.from("ftypheic"), Buffer.alloc(40)]);
const wrong: [what: string, bytes: () => Promise<Buffer> | Buffer, words: RegExp][] = [
  ["nothing", () => Buffer.alloc(0), /是空的/],
  ["a photograph of an iPhone", () => HEIC, /HEIC 照片.*兼容性最佳/],
  ["a web page", () => Buffer.from("<!doctype html><script>alert(1)</script>"), /不是能收的文件/],
  ["a drawing with scripts", () => Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"), /不是能收的文件/],
  ["an old document", () => Buffer.from("d0cf11e0a1b11ae1".padEnd(64, "0"), "hex"), /旧格式/],
  ["a GIF", () => Buffer.from("GIF89a".padEnd(40, "x")), /是GIF 图片/],
  ["a packed file of anything", () => packed(["a.txt"]), /是压缩包/],
  ["a document with macros", () => packed(["word/document.xml", "word/vbaProject.bin"]), /含有宏/],
  ["half a packed file", () => packed(["word/document.xml"]).subarray(0, 40), /已损坏/],
  ["half a picture", async () => (await takenPicture()).subarray(0, 400), /图片已损坏/],
  ["a picture of a hundred million pixels", bombPicture, /10000×10000 个像素，太大/],
  ["a file of more than 20 MB", () => Buffer.concat([pdf(), Buffer.alloc(LARGEST_EVIDENCE)]), /超过 20 MB/]
];

test.each(wrong)("%s is refused in words, and nothing is kept", async (_what, bytes, words) => {
  const store = await emptyStore();
  const outcome = await keep(store, await bytes(), {file_name: "佐证.jpg"});
  expect(outcome).toEqual({outcome: "refused", message: expect.stringMatching(words)});
  expect(outcome).toMatchObject({message: expect.stringMatching(/^“佐证\.jpg”.*。$/)});
  expect([readdirSync(store.dir.evidence), readdirSync(store.dir.tmp)]).toEqual([[], []]);
  expect(await readEvidenceFiles(store.ledger)).toEqual([]);
});

const HEAD = "承诺编号,责任单位编码,填报月份,状态,完成比例,佐证材料链接,填报人工号";

test("a file is attached together with its report, and to none that is refused", async () => {
  const store = await basicStore();
  const id = await keptId(store, pdf());
  const line = (person: string) => `${HEAD}\nT02-03,U01,2026-11,进行中,40,${evidenceAddress(id)},${person}\n`;
  const sending = {unit: "U01", account: "unit-U01", evidenceIds: [id]};
  expect((await send(store, "progress", line("99999"), sending)).outcome).toBe("refused");
  expect((await readEvidenceUses(store.ledger, id)).submissionIds).toEqual([]);
  const sent = await send(store, "progress", line("00001"), sending);
  if (sent.outcome !== "accepted") throw new Error(sent.outcome);
  expect((await readEvidenceUses(store.ledger, id)).submissionIds).toEqual([sent.submission_id]);
});

test("a file that no report has for a day is gone, and one in use stays", async () => {
  const store = await basicStore();
  const [used, unused] = [await keptId(store, pdf("used")), await keptId(store, pdf("unused"))];
  const line = `${HEAD}\nT02-03,U01,2026-11,进行中,40,${evidenceAddress(used)},00001\n`;
  await send(store, "progress", line, {unit: "U01", account: "unit-U01", evidenceIds: [used]});
  await removeOldOrphans(store.dir, store.ledger, "2026-11-16T03:59:00.000Z");
  expect(readdirSync(store.dir.evidence)).toHaveLength(2);
  await removeOldOrphans(store.dir, store.ledger, "2026-11-16T04:01:00.000Z");
  expect((await readEvidenceFiles(store.ledger)).map(({evidence_id}) => evidence_id)).toEqual([used]);
  expect(await readEvidenceFile(store.ledger, unused)).toBeUndefined();
  expect(readdirSync(store.dir.evidence)).toHaveLength(1);
  expect(await verifyAudit(store.ledger)).toMatchObject({isIntact: true});
});

test("what stands in the column of evidence is told apart: addresses of the web, and kept files", () => {
  const id = "01a222a8-dca0-77e5-a6d9-c5a0a41f15ec";
  const link = evidenceLink({links: ["https://example.edu.cn/1"], evidenceIds: [id]});
  expect(link).toBe(`https://example.edu.cn/1 /progress/evidence/${id}`);
  expect(evidenceOf(link)).toEqual({links: ["https://example.edu.cn/1"], evidenceIds: [id]});
  expect(evidenceOf(null)).toEqual({links: [], evidenceIds: []});
});

/** What is not as it should be: a file without its entry, an entry without its bytes, anything half done. */
async function faultsOf({dir, ledger}: Store): Promise<string[]> {
  const files = await readEvidenceFiles(ledger);
  const folders = readdirSync(dir.evidence);
  const unlisted = folders.filter((name) => !files.some(({sha256}) => sha256 === name));
  const other = files.filter(
    (file) =>
      createHash("sha256")
        .update(readFileSync(evidencePath(dir, file)))
        .digest("hex") !== file.sha256
  );
  return [...unlisted, ...other.map(({evidence_id}) => evidence_id), ...readdirSync(dir.tmp)];
}

test("killed at any moment, a file and its entry are there wholly or not at all", async () => {
  const {dir} = await emptyStore();
  const sizes: number[] = [];
  for (let run = 0; run < 6 || (sizes.at(-1)! < 3 && run < 30); run++) {
    const child = startChild("test/pipelines/endless-evidence.ts", [String(run)], dir.root);
    const gone = new Promise((resolve) => child.once("close", resolve));
    await new Promise((resolve) => child.stdout!.once("data", resolve));
    await sleep(60 * (run + 1));
    child.kill("SIGKILL");
    await gone;
    const store = await emptyStore(dir.root);
    expect(await faultsOf(store)).toEqual([]);
    sizes.push((await readEvidenceFiles(store.ledger)).length);
  }
  expect(sizes.at(-1)).toBeGreaterThan(2);
}, 180_000);

test("bytes that a crash left without an entry are removed when the data directory is opened", async () => {
  const {dir, ledger} = await emptyStore();
  await keptId({dir, ledger}, pdf());
  const left = join(dir.evidence, "0".repeat(64));
  mkdirSync(left);
  writeFileSync(join(left, "file"), "half");
  await emptyStore(dir.root);
  expect(existsSync(left)).toBe(false);
  expect(readdirSync(dir.evidence)).toHaveLength(1);
});
