const LF = 0x0a;
const CR = 0x0d;
const TAB = 0x09;

/** Control characters without meaning. Old programs write one behind the last line, such as DOS's end of file. */
export function isEndMark(code: number): boolean {
  return code < 0x20 && code !== LF && code !== CR && code !== TAB;
}

/** Characters that may stand around such a mark at the end. */
export function isOfEnd(code: number): boolean {
  return isEndMark(code) || code === LF || code === CR;
}

/** Returns where the marks and line ends at the end of a text begin. */
export function endOf(text: string): number {
  let end = text.length;
  while (end > 0 && isOfEnd(text.charCodeAt(end - 1))) end--;
  return end;
}

/** Returns the text before the first mark of its end. */
export function withoutEndMark(text: string): string {
  for (let at = endOf(text); at < text.length; at++) if (isEndMark(text.charCodeAt(at))) return text.slice(0, at);
  return text;
}
