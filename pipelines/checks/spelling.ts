// Spellings of values: patterns for DuckDB's RE2, from which cell-types.ts makes its SQL.

/** Characters that are trimmed from both ends of a cell. */
export const BLANKS = " \t\r\n\u3000\u00a0\ufeff";

/** RE2's `\s`, written out, because JavaScript's includes more characters. */
export const SPACE = " \\t\\n\\f\\r";

export const TRUE_WORDS = ["√", "✓", "✔", "1", "y", "yes", "true", "对", "有"];
export const FALSE_WORDS = ["×", "✗", "x", "0", "n", "no", "false", "错", "无"];

/** Full-width digits and signs of a Chinese input method, in the order of their half-width forms. */
export const FULL_WIDTH = "０１２３４５６７８９／．－—：，％＋";
export const HALF_WIDTH = "0123456789/.--:,%+";

/** Separators between the values of a list; ours is `;`. People also write one value a line. */
export const LIST_MARKS = "；、，,|/\n";

/** 1,200 and 12.0 and 007 and +5 are whole numbers; 3.5 is not, although a cast would round it. */
export const WHOLE_NUMBER = "^\\+?(-?[0-9]+)(\\.0*)?$";
/**
 * 1,200: a comma stands for thousands only between groups of three, of which the first does not begin with 0;
 * number-reading.ts reads what else people write.
 */
export const THOUSANDS = "[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+(\\.[0-9]+)?";
/** 35% in a column of 0 to 100 means 35, which is how a spreadsheet writes such a cell. */
export const PERCENT = "[0-9]+(\\.[0-9]+)?[ ]*%";
/** 0.95 in a column of 0 to 100 may mean 95. */
export const FRACTION = "0?\\.[0-9]*[1-9][0-9]*";

/** More than the four decimals that are kept; one that is no 0 stands behind them. */
export const MANY_DECIMALS = "[.．][0-9０-９]{4}[0-9０-９]*[1-9１-９]";

const YMD = `([0-9]{4})[${SPACE}]*[-/.年][${SPACE}]*([0-9]{1,2})[${SPACE}]*[-/.月][${SPACE}]*([0-9]{1,2})[${SPACE}]*[日号]?`;
export const WEEKDAYS = "一二三四五六日";
/** Exports write a moment in a column of days, and people the weekday and hours; the day is certain. */
const CLOCK = "[0-2]?[0-9][:：][0-5][0-9](:[0-5][0-9])?(\\.[0-9]+)?";
const WEEKDAY = `(?:[${SPACE}]*[（(]?(?:周|星期|礼拜)([${WEEKDAYS}天])[）)]?)?`;
const OF_DAY = `${WEEKDAY}(([T${SPACE}]+|[${SPACE}]*(上午|下午|晚上|晚))${CLOCK}([${SPACE}]*[-~～—至到][${SPACE}]*${CLOCK})?)?`;
/** Groups: year, month, day, and the weekday or nothing. */
export const DATE = `^${YMD}${OF_DAY}$`;
/** 2026/3-4, 2026年3-4 and 2026.3/4 may be two months as well as a day. */
export const MAYBE_MONTHS = `^[0-9]{4}[${SPACE}]*([/.年][${SPACE}]*[0-9]{1,2}[${SPACE}]*-|[-.][${SPACE}]*[0-9]{1,2}[${SPACE}]*/)`;
/** Its weekday is empty. */
export const DATE_BEFORE_TIME = `^${YMD}()[T${SPACE}]`;
export const TIME = `[T${SPACE}]([0-9]{1,2}):([0-9]{2})(:([0-9]{2}))?(\\.0+)?$`;
export const MONTH = `^([0-9]{4})[${SPACE}]*[-/.年]?[${SPACE}]*([0-9]{1,2})[${SPACE}]*月?份?$`;
/** 20261 has lost a digit or a mark, so MONTH does not take it. */
export const MONTH_CUT = "[0-9]{5}月?份?";
/** Excel keeps 2026.1 of 2026.10, so this may be January or October; MONTH takes it with the same blanks. */
export const YEAR_AND_TENTH = `[${SPACE}]*[0-9]{4}[${SPACE}]*\\.[${SPACE}]*1[${SPACE}]*`;
/** A day without a year. */
export const YEARLESS = `^[0-9]{1,2}[${SPACE}]*[-月/.][${SPACE}]*[0-9]{1,2}[${SPACE}]*[日号]?$`;

/** A whole cell of this form is a day, or a moment, in a spreadsheet's count: 20000 to 80000 is 1954 to 2119. */
export const DAY_SERIAL = "[0-9]{5}(\\.0+)?";
export const MOMENT_SERIAL = "[0-9]{5}(\\.[0-9]+)?";
export const SERIALS = {from: 20000, to: 80000};
/** A cell such as 0026-03-12 or 20226-3-1 parses but is a typing error. */
export const YEARS = {from: 1900, to: 2100};

// Each of these patterns matches a whole cell.

/** A long code that was turned into a number: 3.20311E+17. */
export const SCIENTIFIC = "[0-9.]+[Ee]\\+[0-9]+";
/** A code of more than the 15 digits that a spreadsheet keeps; the rest became zeros. */
export const TRUNCATED = "[0-9]{15}0+";
export const LONG_NUMBER = "[0-9]{16,}";
/** A code that a spreadsheet has turned into a day, a number or a formula, or shows as one. */
export const CODE_LIKE = [
  "[0-9]{1,2}月[0-9]{1,2}日",
  "[0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?( 0{1,2}:00(:00)?)?",
  "[0-9]{1,2}-(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*(-[0-9]{2,4})?",
  "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*-[0-9]{2,4}",
  "[0-9]+\\.[0-9]+",
  "[0-9]{1,3}(,[0-9]{3})+",
  "[0-9.]+%",
  "[=+@].*"
].join("|");
/** Every code that CODE_LIKE matches begins so; most codes begin with a letter, and this asks less of them. */
export const CODE_LIKE_START = "[0-9=+@JFMASOND]";
