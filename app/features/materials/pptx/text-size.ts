/** The least that keeps lines of 微软雅黑 apart; written into every paragraph, so that other faces keep to it. */
const LINE_SPACING = 1.28;

/** Whole points from one line to the next. */
export const lineSpacing = (size: number): number => Math.round(size * LINE_SPACING);

/** The height of one line of a size, in inches. */
export const lineHeight = (size: number): number => lineSpacing(size) / 72;

const FULL_WIDTH =
  /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6“”‘’—…]/u;
const NARROW = /[ .,:;'|il!()[\]-]/;
const WIDE = /[%@A-Zmw]/;
/** A little more than in 微软雅黑, for machines where Latin falls back to a wider face. */
const EMS = {narrow: 0.38, usual: 0.62, wide: 0.85};

/** Inches on one line: a hanzi is as wide as its size, and a digit little more than half of it. */
export function textWidth(words: string, size: number): number {
  return (emsOf(words) * size) / 72;
}

const emsOf = (words: string) => [...words].reduce((sum, each) => sum + emOf(each), 0);

/** Signs beyond the basic plane are rare hanzi. */
function emOf(sign: string): number {
  if (sign.length > 1 || FULL_WIDTH.test(sign)) return 1;
  if (NARROW.test(sign)) return EMS.narrow;
  return WIDE.test(sign) ? EMS.wide : EMS.usual;
}

/** How many lines the words take; where they wrap, a part of a hanzi is lost at the end of each line. */
export function linesIn(words: string, width: number, size: number): number {
  if (words === "") return 0;
  return words.split("\n").reduce((sum, line) => sum + linesOf(textWidth(line, size), width, size), 0);
}

/** A hair of tolerance, so that a text fits into the width that was measured for it. */
function linesOf(needed: number, width: number, size: number): number {
  if (needed <= width + 1e-6) return 1;
  const em = size / 72;
  return Math.ceil(needed / Math.max(width - em, em));
}

/** As much of the words as stands on so many lines; never cuts within a sign. */
export function headLines(words: string, width: number, size: number, most: number): string {
  let head = "";
  for (const sign of words) {
    if (head !== "" && linesIn(head + sign, width, size) > most) return head;
    head += sign;
  }
  return head;
}
