/** Names of characters in web pages, as far as texts of names and notes have them. */
const NAMED: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  ensp: " ",
  emsp: " ",
  middot: "·",
  bull: "•",
  times: "×",
  hellip: "…",
  mdash: "—",
  ndash: "–",
  ldquo: "“",
  rdquo: "”",
  lsquo: "‘",
  rsquo: "’"
};

/** A character as web pages write it: &amp; and &#20581;. For RE2 and JavaScript. */
export const WEB_CODE = `&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|${Object.keys(NAMED).join("|")});`;

const LAST_CHARACTER = 0x10ffff;
/** What was written twice reads &amp;amp;. */
const TIMES_WRITTEN = 3;

/** Returns the text that a web page shows; undefined for a text without such codes. */
export function shownOnPage(text: string): string | undefined {
  let shown = text;
  for (let time = 0; time < TIMES_WRITTEN; time++) shown = shown.replace(new RegExp(WEB_CODE, "g"), characterOf);
  return shown === text ? undefined : shown.trim();
}

function characterOf(code: string): string {
  const name = code.slice(1, -1);
  if (!name.startsWith("#")) return NAMED[name] ?? code;
  const at = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
  return at > 0 && at <= LAST_CHARACTER ? String.fromCodePoint(at) : code;
}
