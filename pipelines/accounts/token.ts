import {createHash, randomBytes, timingSafeEqual} from "node:crypto";

/** Something only its holder knows; what is kept is its hash. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

export function hashOfToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Takes the same time wherever two texts differ. */
export function isSameText(one: string, other: string): boolean {
  return timingSafeEqual(createHash("sha256").update(one).digest(), createHash("sha256").update(other).digest());
}
