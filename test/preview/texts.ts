/** Numbers that look random and are the same each time. */
export function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const WIDE = "０１２３４５６７８９／．－—：，％＋";
const NARROW = "0123456789/.--:,%+";
const BLANKS = [" ", "\t", "\r", "\n", "　", "\u00a0", "\ufeff", "  "];
const WORDS = [
  "是",
  "否",
  "√",
  "✓",
  "✔",
  "×",
  "✗",
  "x",
  "X",
  "Y",
  "yes",
  "NO",
  "True",
  "对",
  "错",
  "有",
  "无",
  "甲",
  "a"
];
const LISTED = ["情绪调适", "压力舒缓", "职业成长", "身心健康", "全体", "别的", "", " "];
const ODD = [
  "1e3",
  "1E3",
  "1e-3",
  "-1.5E+2",
  "3.20311E+17",
  "1_000",
  "0x1F",
  "0b11",
  "inf",
  "-Infinity",
  "nan",
  "epoch",
  ".5",
  "5.",
  ".",
  "-",
  "+",
  "--1",
  "+-1",
  "- 1",
  "1 000",
  "00",
  "-0",
  "0.00005",
  "-0.00005",
  "0.00004999",
  "99999999999999.9999",
  "99999999999999.99995",
  "100000000000000",
  "-99999999999999.9999",
  "9223372036854775807",
  "9223372036854775808",
  "-9223372036854775808",
  "-9223372036854775809",
  "1e14",
  "9e8.",
  "1e2.5",
  "1e2.9",
  "1e",
  "1e+",
  "2026-12-31 24:00:00",
  "2100-12-31 24:00:00",
  "2026-03-12 24:00:01",
  "1e-2.9",
  "0.00001e9",
  "123456.789e-2",
  "1.23456e1",
  "1.23456e2",
  "1.234567e1",
  "0.5e14",
  "1e13",
  "1e400",
  "0e400",
  "1e-400",
  "1e",
  "e5",
  "1.2.3",
  "1,2,3",
  "￥1，200.50元",
  "¥3",
  "35%",
  "35％",
  "12.0",
  "12.00000",
  "12.5",
  "007",
  "2026",
  "２０２６",
  "24:00:00",
  "2026-03-12 24:00:00",
  "2026-03-12 23:59:60",
  "2026-03-12T08:30:00",
  "2026-03-12T08:30",
  "2026/3/12 8:30",
  "2026-03-12 08:30:00.000",
  "2026-03-12 0:00",
  "2026-03-12 00:00:00.0",
  "2026-03-12 8:3",
  "2026-03-12  08:30:00",
  "2026-03-12Z",
  "2026-03-12 08:30:00Z",
  "2026-03-12+08",
  "2026-03-12 BC",
  "2026-3-1x",
  "1900-01-01",
  "1899-12-31",
  "2100-12-31",
  "2101-01-01",
  "19999",
  "20000",
  "80000",
  "80001",
  "46093.5",
  "46093.00",
  "46093.99999999",
  "20000.4",
  "80000.0001",
  "0001-01-01",
  "9999-12-31",
  "2026-02-29",
  "2024-02-29",
  "1900-02-29",
  "2000-02-29",
  "2026-13-01",
  "2026-00-10",
  "2026-10-00",
  "20260312",
  "20261301",
  "2026-3",
  "2026.3",
  "2026年3月份",
  "202603",
  "20263",
  "2026年",
  "2026-03-01 00:00",
  "2026-03-02",
  "1/26-03-12",
  "2026-1 -12",
  "2026- 3-12",
  "2026/03-12",
  "2026-ab-cd",
  "3月12日",
  "3.12",
  "2026-03-12日",
  "2026年3月12号",
  "2026 年 3 月 12 日",
  ";",
  "；；",
  "a;;b",
  "a、b，c,d|e；f",
  "；a",
  "ſ",
  "K",
  "\u0130"
];

/** Texts as people write them in cells, and as nobody does. */
export function textsOf(seed: number, count: number): string[] {
  const below = randomOf(seed);
  const pick = <T>(from: ArrayLike<T>): T => from[below(from.length)]!;
  const digits = (most: number) => Array.from({length: 1 + below(most)}, () => below(10)).join("");
  const upTo = (most: number) => String(below(most + 1));
  const padded = (most: number) => upTo(most).padStart(below(3), "0");
  const mark = () => pick(["-", "/", ".", "年", "月", " - ", "－", "．", "", "—"]);
  const day = () =>
    `${pick(["2026", "2025", "1999", digits(5)])}${mark()}${padded(14)}${mark()}${padded(33)}${pick(["", "日", "号", " 日"])}`;
  const time = () =>
    `${padded(25)}${pick([":", "：", ""])}${padded(62)}${pick(["", `:${padded(61)}`, `:${padded(61)}.0`, ".5"])}`;
  const number = () =>
    `${pick(["", "", "-", "+", "￥", "－"])}${digits(pick([3, 6, 16, 21]))}${pick(["", "", ".", `.${digits(7)}`, ".0", "%", "元", `e${upTo(20)}`, `E-${upTo(9)}`, `,${digits(3)}`])}`;
  const kinds: (() => string)[] = [
    number,
    number,
    day,
    day,
    () => `${day()}${pick([" ", "T", "  ", "　", ""])}${time()}`,
    () => `${pick(["2026", "2025", digits(4)])}${mark()}${padded(14)}${pick(["", "月", "月份", "份"])}`,
    () => `${40000 + below(50000)}${pick(["", ".0", `.${digits(8)}`])}`,
    () => `${padded(14)}${mark()}${padded(33)}${pick(["", "日"])}`,
    () => pick(WORDS),
    () => Array.from({length: 1 + below(4)}, () => pick(LISTED)).join(pick(["；", "、", "，", ",", "|", ";"])),
    () => pick(ODD),
    () => Array.from({length: below(8)}, () => pick("0123456789-/.:eE+年月日 ,%")).join("")
  ];
  return Array.from({length: count}, (_, at) => {
    if (at < ODD.length) return ODD[at]!;
    let text = pick(kinds)();
    if (below(5) === 0) text = text.replace(/[0-9/.:,%+-]/g, (char) => (below(2) ? WIDE[NARROW.indexOf(char)]! : char));
    if (below(5) === 0) text = pick(BLANKS) + text;
    return below(5) === 0 ? text + pick(BLANKS) : text;
  });
}
