import {Color, Format, FormatAlign, FormatBorder} from "wasm-xlsxwriter";

/** Excel's default font of Chinese systems; others take their own. */
export const FONT = "微软雅黑";

export const INK = 0x1f2329;
const SECONDARY = 0x5c6370;
const LINE = 0xdfe2e6;
const HEAD = 0xeef0f3;

export interface Formats {
  title: Format;
  line: Format;
  heading: Format;
  about: Format;
  header: Format;
  text: Format;
  /** Keeps a text a text when somebody edits the cell. */
  quoted: Format;
  number(code: string): Format;
}

/** Makes the formats of a workbook. A format is immutable: each call returns the next one. */
export function makeFormats(): Formats {
  const numbers = new Map<string, Format>();
  const text = cellFormat().setTextWrap().setAlign(FormatAlign.Left).setIndent(1);
  return {
    title: plain(14).setBold().setAlign(FormatAlign.VerticalCenter),
    line: plain(10).setFontColor(Color.rgb(SECONDARY)).setTextWrap().setAlign(FormatAlign.Top),
    heading: plain(11).setBold().setTextWrap().setAlign(FormatAlign.VerticalCenter),
    about: plain(9).setFontColor(Color.rgb(SECONDARY)).setTextWrap().setAlign(FormatAlign.Top),
    header: cellFormat()
      .setAlign(FormatAlign.Left)
      .setIndent(1)
      .setBold()
      .setTextWrap()
      .setBackgroundColor(Color.rgb(HEAD)),
    text,
    quoted: text.clone().setQuotePrefix(),
    number(code) {
      const format = numbers.get(code) ?? cellFormat().setNumFormat(code).setAlign(FormatAlign.Right).setIndent(1);
      numbers.set(code, format);
      return format;
    }
  };
}

export function plain(size: number): Format {
  return new Format().setFontName(FONT).setFontSize(size).setFontColor(Color.rgb(INK));
}

function cellFormat(): Format {
  return plain(10).setBorder(FormatBorder.Thin).setBorderColor(Color.rgb(LINE)).setAlign(FormatAlign.VerticalCenter);
}
