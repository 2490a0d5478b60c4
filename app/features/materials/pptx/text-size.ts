/** The least that keeps lines of 微软雅黑 apart; written into every paragraph, so that other faces keep to it. */
const LINE_SPACING = 1.28;

/** Whole points from one line to the next. */
export const lineSpacing = (size: number): number => Math.round(size * LINE_SPACING);

/** The height of one line of a size, in inches. */
export const lineHeight = (size: number): number => lineSpacing(size) / 72;

const FULL_WIDTH =
  /[\u1100-\u11ff\u2190-\u21ff\u25a0-\u27bf\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6“”‘’—…]/u;
const NARROW = /[ .,:;'|il!()[\]-]/;
const WIDE = /[%@A-Zmw]/;
/** A little more than in 微软雅黑, for machines where Latin falls back to a wider face. */
const EMS = {narrow: 0.38, usual: 0.62, wide: 0.85};
/** What some programs leave free between hanzi and Latin letters or digits. */
const SCRIPT_GAP = 0.24;

/** Inches on one line: a hanzi is as wide as its size, and a digit little more than half of it. */
export function textWidth(words: string, size: number): number {
  return (emsOf(words) * size) / 72;
}

function emsOf(words: string): number {
  let ems = 0;
  let wasFull: boolean | undefined;
  for (const sign of words) {
    const isFull = isFullWidth(sign);
    ems += isFull ? 1 : narrowEm(sign);
    if (sign === " ") continue;
    if (wasFull !== undefined && wasFull !== isFull) ems += SCRIPT_GAP;
    wasFull = isFull;
  }
  return ems;
}

/** Signs beyond the basic plane are rare hanzi. */
const isFullWidth = (sign: string) => sign.length > 1 || FULL_WIDTH.test(sign);

function narrowEm(sign: string): number {
  if (NARROW.test(sign)) return EMS.narrow;
  return WIDE.test(sign) ? EMS.wide : EMS.usual;
}

/** What no line break divides: a run of Latin letters and digits, or a hanzi, with the punctuation that belongs to it. */
const PIECES = /[（“‘《「〔]*(?:[!-~\u00a0-\u00ff\u2212]+|[^])[，。；：、？！）》”’」〕]*[ ]*/gu;

/** The lines that the words take; together they are the words again. */
function wrapped(words: string, width: number, size: number): string[] {
  return (words.match(/[^\n]*\n|[^\n]+$/g) ?? []).flatMap((line) => wrappedLine(line, width, size));
}

function wrappedLine(words: string, width: number, size: number): string[] {
  const fits = (line: string) => textWidth(line.trimEnd(), size) <= width + HAIR;
  if (fits(words)) return [words];
  const lines: string[] = [];
  let line = "";
  for (const piece of (words.match(PIECES) ?? []).flatMap((each) => (fits(each) ? [each] : [...each]))) {
    if (line !== "" && !fits(line + piece)) {
      lines.push(line);
      line = "";
    }
    line += piece;
  }
  return [...lines, line];
}

/** So that a text fits into the width that was measured for it. */
const HAIR = 1e-6;

/** How many lines the words take. */
export const linesIn = (words: string, width: number, size: number): number => wrapped(words, width, size).length;

/** As much of the words as stands on so many lines; never cuts within a sign. */
export const headLines = (words: string, width: number, size: number, most: number): string =>
  wrapped(words, width, size).slice(0, most).join("");
