/** Robots count the bytes of UTF-8, not the characters. */
export const bytesOf = (text: string) => Buffer.byteLength(text, "utf8");

/** Cuts a text so that it has at most so many bytes, at the edge of what a reader sees as one character. */
export function cutText(text: string, most: number): string {
  if (bytesOf(text) <= most) return text;
  const room = most - bytesOf(ELLIPSIS);
  let cut = "";
  let size = 0;
  for (const {segment} of CHARACTERS.segment(text)) {
    size += bytesOf(segment);
    if (size > room) break;
    cut += segment;
  }
  return room < 0 ? "" : cut + ELLIPSIS;
}

const ELLIPSIS = "…";
const CHARACTERS = new Intl.Segmenter("zh", {granularity: "grapheme"});

/** Joins as many parts as fit and says how many more there are: 甲、乙…另有 3 项 */
export function listText(parts: string[], most: number): string {
  const whole = parts.join("、");
  if (bytesOf(whole) <= most) return whole;
  for (let count = parts.length - 1; count > 0; count--) {
    const text = `${parts.slice(0, count).join("、")}${restText(parts.length - count)}`;
    if (bytesOf(text) <= most) return text;
  }
  const [first = ""] = parts;
  if (parts.length === 1) return cutText(first, most);
  const rest = restText(parts.length - 1);
  return most > bytesOf(rest) ? cutText(first, most - bytesOf(rest)) + rest : cutText(`${parts.length} 项`, most);
}

const restText = (count: number) => `…另有 ${count} 项`;
