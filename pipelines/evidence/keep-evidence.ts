import {createHash} from "node:crypto";
import {existsSync, mkdirSync, renameSync, rmSync} from "node:fs";
import {join} from "node:path";
import {v7 as uuidv7} from "uuid";
import {type DataDir, temporaryFolder} from "#pipelines/host/data-dir.ts";
import {sayingWhenFull} from "#pipelines/host/disk-full.ts";
import {syncFolder, writeDurably} from "#pipelines/host/durable.ts";
import {addEvidenceFile, type EvidenceFile, type EvidenceKind} from "#pipelines/ledger/evidence-files.ts";
import type {Ledger} from "#pipelines/ledger/ledger.ts";
import {EvidenceRefused, kindByBeginning, officeKind} from "./evidence-kind.ts";
import {shrinkPicture} from "./pictures.ts";

/** A file as it arrived, with what it is about and who sent it. */
export interface ArrivedEvidence extends Pick<
  EvidenceFile,
  "plan_year" | "deliverable_code" | "unit_code" | "sent_by" | "sent_at" | "file_name"
> {
  bytes: Uint8Array;
}

export type EvidenceOutcome = {outcome: "kept"; evidence_id: string} | {outcome: "refused"; message: string};

export const LARGEST_EVIDENCE = 20 * 1024 * 1024;

/** Keeps a file with its entry in the ledger, or neither; a picture without anything but its pixels. */
export async function keepEvidence(
  dir: DataDir,
  ledger: Ledger,
  {bytes, ...about}: ArrivedEvidence
): Promise<EvidenceOutcome> {
  const evidence_id = uuidv7();
  const folder = temporaryFolder(dir, `evidence-${evidence_id}`);
  try {
    return await sayingWhenFull(async () => {
      const {kind, kept} = await writeContent(folder, bytes);
      const sha256 = createHash("sha256").update(kept).digest("hex");
      const entry = {...about, evidence_id, kind, sha256, byte_count: kept.byteLength, file_name: nameFor(about, kind)};
      await ledger.transaction(async (tx) => {
        placeContent(dir, join(folder, CONTENT), sha256);
        await addEvidenceFile(tx, entry);
      });
      return {outcome: "kept", evidence_id};
    });
  } catch (error) {
    if (!(error instanceof EvidenceRefused)) throw error;
    return {outcome: "refused", message: `“${shortName(about.file_name)}”${error.message}。`};
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

const CONTENT = "content";
const FILE = "file";
const PREVIEW = "preview.webp";

/** Writes what is kept into a folder; nothing of a picture's original reaches the disk. */
async function writeContent(folder: string, bytes: Uint8Array): Promise<{kind: EvidenceKind; kept: Uint8Array}> {
  if (bytes.byteLength > LARGEST_EVIDENCE) throw new EvidenceRefused("超过 20 MB，请压缩或分成几个文件后再交");
  const content = join(folder, CONTENT);
  mkdirSync(content, {mode: 0o700});
  const found = kindByBeginning(bytes);
  if (found === "jpeg" || found === "png" || found === "webp") {
    const {kind, bytes: kept, preview} = await shrinkPicture(bytes, found);
    writeDurably(join(content, FILE), kept);
    writeDurably(join(content, PREVIEW), preview);
    return {kind, kept};
  }
  writeDurably(join(content, FILE), bytes);
  return {kind: found === "zip" ? await officeKind(join(content, FILE)) : found, kept: bytes};
}

/** Moves the content to the place that its bytes name; the same bytes may lie there already. */
function placeContent(dir: DataDir, content: string, sha256: string): void {
  const place = join(dir.evidence, sha256);
  if (existsSync(place)) return;
  syncFolder(content);
  renameSync(content, place);
  syncFolder(dir.evidence);
}

export const evidencePath = (dir: DataDir, {sha256}: Pick<EvidenceFile, "sha256">) => join(dir.evidence, sha256, FILE);

export const previewPath = (dir: DataDir, {sha256}: Pick<EvidenceFile, "sha256">) =>
  join(dir.evidence, sha256, PREVIEW);

const ENDINGS: Record<EvidenceKind, RegExp> = {
  pdf: /\.pdf$/i,
  jpeg: /\.jpe?g$/i,
  webp: /\.webp$/i,
  docx: /\.docx$/i,
  xlsx: /\.xlsx$/i
};

/** The name gets the ending of what the bytes are. */
function nameFor({file_name}: Pick<EvidenceFile, "file_name">, kind: EvidenceKind): string {
  const name = shortName(file_name);
  if (ENDINGS[kind].test(name)) return name;
  return `${name.replace(/\.[A-Za-z0-9]{1,5}$/, "")}.${kind === "jpeg" ? "jpg" : kind}`;
}

const LONGEST_NAME = 80;

/** The last part of what a browser calls the file, without signs that steer text. */
function shortName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? "";
  const plain = last.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, "").trim();
  return plain === "" ? "佐证" : [...plain].slice(-LONGEST_NAME).join("");
}
