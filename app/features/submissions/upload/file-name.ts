const LONGEST = 200;

/** What a sender calls a file, as it is shown: without signs that nobody sees, some of which turn the reading direction. */
export function fileNameOf(given: string): string {
  const seen = given.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, "").trim();
  // By whole characters: half of one can be put into no address.
  return [...seen].slice(0, LONGEST).join("") || "未命名";
}
