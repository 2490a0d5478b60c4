import {createCipheriv, createDecipheriv, createHash, randomBytes} from "node:crypto";
import {damaged, otherKey} from "./seal-error.ts";

/** The place of a sealed file; at any other place it cannot be opened. */
export interface SealedPlace {
  submissionId: string;
  role: SealedRole;
}

/** The original bytes, the sender's corrections, or the typed rows. */
export type SealedRole = "original" | "corrections" | "rows";

/** Name and version of the format: this, the key's id, the nonce, the sealed bytes, the tag. */
const FORM = Buffer.from("UNIONSL1");
const KEY_ID_BYTES = 8;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
export const HEAD_BYTES = FORM.length + KEY_ID_BYTES + NONCE_BYTES;

/** Identifies a key without revealing it. */
export function keyIdOf(key: Buffer): string {
  return createHash("sha256")
    .update("union-plan-dashboard key id ")
    .update(key)
    .digest("hex")
    .slice(0, KEY_ID_BYTES * 2);
}

/**
 * Seals by AES-256-GCM with a key of 32 random bytes and a random nonce of 96 bits, which is safe for far more files
 * than a union ever sends.
 */
export function seal(key: Buffer, place: SealedPlace, plain: Uint8Array): Buffer {
  const head = Buffer.concat([FORM, Buffer.from(keyIdOf(key), "hex"), randomBytes(NONCE_BYTES)]);
  const cipher = createCipheriv("aes-256-gcm", key, head.subarray(-NONCE_BYTES)).setAAD(tieOf(head, place));
  return Buffer.concat([head, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Returns the plain bytes. Throws a SealError for another key, or for bytes that were not sealed for this place. */
export function unseal(key: Buffer, place: SealedPlace, sealed: Buffer): Buffer {
  const keyId = sealedWith(sealed);
  if (keyId === undefined || sealed.length < HEAD_BYTES + TAG_BYTES) throw damaged(place.submissionId);
  if (keyId !== keyIdOf(key)) throw otherKey();
  const head = sealed.subarray(0, HEAD_BYTES);
  const decipher = createDecipheriv("aes-256-gcm", key, head.subarray(-NONCE_BYTES), {authTagLength: TAG_BYTES});
  decipher.setAAD(tieOf(head, place)).setAuthTag(sealed.subarray(-TAG_BYTES));
  const plain = decipher.update(sealed.subarray(HEAD_BYTES, -TAG_BYTES));
  try {
    decipher.final();
  } catch {
    throw damaged(place.submissionId);
  }
  return plain;
}

/** Returns the id of the key from a file's first bytes; undefined if the file is not sealed by us. */
export function sealedWith(head: Buffer): string | undefined {
  if (head.length < HEAD_BYTES || !head.subarray(0, FORM.length).equals(FORM)) return undefined;
  return head.subarray(FORM.length, FORM.length + KEY_ID_BYTES).toString("hex");
}

function tieOf(head: Buffer, {submissionId, role}: SealedPlace): Buffer {
  return Buffer.concat([head, Buffer.from(`${submissionId}/${role}`)]);
}
