import {isDeepStrictEqual} from "node:util";

export function expectEqual(found: unknown, wanted: unknown, what: string): void {
  if (!isDeepStrictEqual(found, wanted))
    throw new Error(`${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`);
}

export function expectTrue(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}
