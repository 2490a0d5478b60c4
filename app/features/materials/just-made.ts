const MOST_KEPT = 4;

/**
 * What was made a moment ago, by its SHA-256, for the download that its address leads to: made a second time, a booklet
 * would take twice as long.
 */
const kept = new Map<string, Uint8Array>();

export function keepJustMade(sha256: string, bytes: Uint8Array): void {
  kept.set(sha256, bytes);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
}

/** Gives it once; who downloads it again has it made again. */
export function takeJustMade(sha256: string): Uint8Array | undefined {
  const bytes = kept.get(sha256);
  kept.delete(sha256);
  return bytes;
}
