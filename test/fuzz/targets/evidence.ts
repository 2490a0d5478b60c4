import {mkdtempSync, readdirSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import fc from "fast-check";
import sharp from "sharp";
import {evidencePath, previewPath} from "#pipelines/evidence/keep-evidence.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {readEvidenceFile} from "#pipelines/ledger/evidence-files.ts";
import {openStore, type Store} from "#pipelines/store/store.ts";
import {keep, packed, pdf} from "../../pipelines/evidence-files.ts";
import {takenPicture} from "../../pictures.ts";
import {property} from "../case.ts";
import {type CorpusFile, corpusOf} from "../corpus.ts";
import {expectEqual, expectTrue} from "../equal.ts";
import {mutated} from "../mutated.ts";
import {repacked} from "../packed.ts";
import {claimedPicture} from "../pictures.ts";
import type {Opened, Target} from "../target.ts";

const LONGEST_SIDE = 2000;
const PREVIEW_SIDE = 320;
const ENDING = {pdf: "pdf", jpeg: "jpe?g", webp: "webp", docx: "docx", xlsx: "xlsx"};

const fileName = fc.oneof(
  fc.constantFrom(
    "现场.jpg",
    "C:\\照片\\现场.PNG",
    "../../etc/passwd",
    "",
    ".",
    "总结.docx.exe",
    "\u202Egpj.exe",
    "一".repeat(300)
  ),
  fc.string({unit: "binary", maxLength: 12})
);

/** Whatever somebody attaches to a report is kept as what it is, a picture without its place and camera, or is refused in words. */
async function attach(store: Store, bytes: Uint8Array, file_name: string): Promise<void> {
  const outcome = await keep(store, bytes, {file_name});
  expectEqual(readdirSync(store.dir.tmp), [], "left behind");
  if (outcome.outcome === "refused") {
    const said = outcome.message.slice(outcome.message.lastIndexOf("”"));
    const isSaid = /\p{Script=Han}.*。$/u.test(said) && !/undefined|NaN|\[object /.test(said);
    return expectTrue(isSaid, `said badly: ${outcome.message}`);
  }
  const file = (await readEvidenceFile(store.ledger, outcome.evidence_id))!;
  expectTrue(
    new RegExp(`^[^\\p{Cc}\\p{Cf}\\p{Cs}/\\\\]+\\.(${ENDING[file.kind]})$`, "iu").test(file.file_name),
    file.file_name
  );
  const kept = readFileSync(evidencePath(store.dir, file));
  if (file.kind !== "jpeg" && file.kind !== "webp") return expectTrue(kept.equals(bytes), "changed");
  await expectPlain(kept, file.kind, LONGEST_SIDE);
  await expectPlain(readFileSync(previewPath(store.dir, file)), "webp", PREVIEW_SIDE);
}

async function expectPlain(bytes: Buffer, kind: string, side: number): Promise<void> {
  const {format, width, height, exif, xmp, iptc, icc, orientation} = await sharp(bytes).metadata();
  expectEqual(
    [format, exif, xmp, iptc, icc, orientation ?? 1],
    [kind, ...Array<undefined>(4).fill(undefined), 1],
    "a picture"
  );
  expectTrue(Math.max(width, height) <= side, `${width}×${height}`);
}

const withStore =
  (open: (store: Store) => Opened["property"] | Promise<Opened["property"]>) => async (): Promise<Opened> => {
    const folder = mkdtempSync(join(tmpdir(), "fuzz-evidence-"));
    const store = await openStore(dataDirAt(folder));
    return {
      property: await open(store),
      close: async () => {
        await store.ledger.close();
        rmSync(folder, {recursive: true});
      }
    };
  };

/** Files as people attach them, with other bytes here and there. */
async function attached(): Promise<CorpusFile[]> {
  const small = {width: 40, height: 30};
  const pictures = (["jpeg", "png", "webp"] as const).map(async (format) => ({
    name: `picture.${format}`,
    bytes: await takenPicture({...small, format})
  }));
  const others = {
    "report.pdf": pdf(),
    "telephone.heic": Buffer.concat([Buffer.from([0, 0, 0, 0x18]), Buffer.from("ftypheic"), Buffer.alloc(40)]),
    "old.doc": Buffer.from("d0cf11e0a1b11ae1".padEnd(64, "0"), "hex"),
    "moving.gif": Buffer.from("GIF89a".padEnd(40, "x")),
    "drawing.svg": Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"),
    "macros.docx": packed(["word/document.xml", "word/vbaProject.bin"])
  };
  return [
    ...(await Promise.all(pictures)),
    ...Object.entries(others).map(([name, bytes]) => ({name, bytes})),
    ...corpusOf("docx", "xlsx", "xls", "ods", "zip")
  ];
}

const anyFile: Target = {
  name: "evidence",
  share: 4_000,
  open: withStore(async (store) => {
    const files = await attached();
    const file = fc.oneof(
      {weight: 3, arbitrary: mutated(files.filter(({name}) => name.startsWith("picture.")))},
      {weight: 2, arbitrary: mutated(files)},
      {weight: 1, arbitrary: repacked(corpusOf("docx", "xlsx"))}
    );
    return property(fc.record({file, fileName}), ({file, fileName}) => attach(store, file.bytes, fileName));
  })
};

/** Pictures that are whole by their checksums, and claim and carry what they like. */
const pictures: Target = {
  name: "evidence-pictures",
  share: 2_000,
  open: withStore((store) => property(claimedPicture, ({bytes}) => attach(store, bytes, "现场.png")))
};

export const EVIDENCE = [anyFile, pictures];
