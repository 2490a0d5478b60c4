import {crc32} from "node:zlib";
import {type ArrivedEvidence, type EvidenceOutcome, keepEvidence} from "#pipelines/evidence/keep-evidence.ts";
import type {Store} from "#pipelines/store/store.ts";

export const SENT_AT = "2026-11-15T04:00:00.000Z";

export function keep(
  {dir, ledger}: Pick<Store, "dir" | "ledger">,
  bytes: Uint8Array,
  about: Partial<ArrivedEvidence> = {}
): Promise<EvidenceOutcome> {
  return keepEvidence(dir, ledger, {
    plan_year: 2026,
    deliverable_code: "T02-03",
    unit_code: "U01",
    file_name: "现场.jpg",
    sent_by: "unit-U01",
    sent_at: SENT_AT,
    ...about,
    bytes
  });
}

export async function keptId(
  store: Pick<Store, "dir" | "ledger">,
  bytes: Uint8Array,
  about: Partial<ArrivedEvidence> = {}
) {
  const outcome = await keep(store, bytes, about);
  if (outcome.outcome !== "kept") throw new Error(outcome.message);
  return outcome.evidence_id;
}

export const pdf = (text = "report") => Buffer.from(`%PDF-1.7\n% ${text}\n%%EOF\n`);

/** A packed file with parts of these names, each of a few bytes, stored as they are. */
export function packed(names: string[]): Buffer {
  const body = Buffer.from("<x/>");
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let at = 0;
  for (const text of names) {
    const name = Buffer.from(text);
    const sizes = Buffer.alloc(16);
    sizes.writeUInt32LE(crc32(body), 0);
    sizes.writeUInt32LE(body.length, 4);
    sizes.writeUInt32LE(body.length, 8);
    sizes.writeUInt16LE(name.length, 12);
    const local = Buffer.concat([
      Buffer.from("504b03040a00000000000000 0000".replaceAll(" ", ""), "hex"),
      sizes,
      name,
      body
    ]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    entries.push(Buffer.concat([Buffer.from("504b010214000a000000000000000000", "hex"), sizes, rest, name]));
    locals.push(local);
    at += local.length;
  }
  const list = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(names.length, 8);
  end.writeUInt16LE(names.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, list, end]);
}
