const LONGEST = 200;

/** Returns a file name fit to show: without invisible characters, some of which change the reading direction. */
export function fileNameOf(given: string): string {
  const seen = given.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, "").trim();
  // The name is cut between whole characters, because half of a surrogate pair cannot be encoded in an address.
  return [...seen].slice(0, LONGEST).join("") || "未命名";
}
