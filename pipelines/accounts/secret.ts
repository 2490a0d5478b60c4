import {createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes} from "node:crypto";
import {linkSync, mkdirSync, readFileSync, rmSync} from "node:fs";
import {type Environment, readEnvironment} from "#pipelines/environment/environment.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import {syncFolder, writeDurably} from "#pipelines/host/durable.ts";

/**
 * Returns the secret that signs and seals for this installation: from the environment, or created once and kept beside
 * the data.
 */
export function installationSecret(
  dir: DataDir,
  {SESSION_SECRET}: Pick<Environment, "SESSION_SECRET"> = readEnvironment()
): string {
  return SESSION_SECRET ?? keptSecret(dir);
}

function keptSecret({root, secret}: DataDir): string {
  const kept = readIfThere(secret);
  if (kept) return kept;
  mkdirSync(root, {recursive: true, mode: 0o700});
  const draft = `${secret}-${process.pid}`;
  rmSync(draft, {force: true});
  writeDurably(draft, Buffer.from(newSecret()));
  // Earlier versions did not sync it: a power cut left an empty one, and that is a secret that everybody knows.
  if (kept === "") rmSync(secret);
  try {
    // `linkSync` fails if another process was faster, and no reader ever sees half a file.
    linkSync(draft, secret);
    syncFolder(root);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(draft);
  }
  return readFileSync(secret, "utf8");
}

const newSecret = () => randomBytes(48).toString("base64url");

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Derives a key per purpose, so that a value sealed for one purpose is invalid for another. */
function keyFor(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "", `union-plan-dashboard ${purpose}`, 32));
}

export function signatureOf(secret: string, purpose: string, text: string): string {
  return createHmac("sha256", keyFor(secret, purpose)).update(text).digest("base64url");
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export function seal(secret: string, purpose: string, text: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", keyFor(secret, purpose), nonce);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64url");
}

/** Returns the plain value; undefined if it was sealed with another secret or altered. */
export function unseal(secret: string, purpose: string, sealed: string): string | undefined {
  const bytes = Buffer.from(sealed, "base64url");
  try {
    // Without its length, a tag of 4 bytes would do as well, which somebody can guess.
    const form = {authTagLength: TAG_BYTES};
    const decipher = createDecipheriv("aes-256-gcm", keyFor(secret, purpose), bytes.subarray(0, NONCE_BYTES), form);
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString("utf8");
  } catch {
    return undefined;
  }
}
