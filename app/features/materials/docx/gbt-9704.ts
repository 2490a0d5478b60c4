/**
 * The numbers of GB/T 9704-2012 that the papers are laid out by and checked against. Lengths of a page are in twips
 * (1/1440 inch), as OOXML writes them.
 */
export const TWIPS_PER_MM = 1440 / 25.4;
export const twipsOf = (mm: number) => Math.round(mm * TWIPS_PER_MM);
export const millimetresOf = (twips: number) => twips / TWIPS_PER_MM;

/** A4, with the 天头, the 订口 and the 版心 of 156 × 225 mm. */
export const PAGE = {width: 11906, height: 16838} as const;
export const MARGINS = {top: 2098, left: 1588, right: 1474, bottom: 1984} as const;
export const TEXT_AREA = {
  width: PAGE.width - MARGINS.left - MARGINS.right,
  height: PAGE.height - MARGINS.top - MARGINS.bottom
} as const;

/** Sizes in half-points, as `w:sz` has them. */
export const SIZES = {second: 44, third: 32, fourth: 28, smallFourth: 24, fifth: 21} as const;

/** 22 lines of 28 characters. */
export const GRID = {
  lines: 22,
  characters: 28,
  linePitch: 579,
  /** 1/4096 point that each character is set wider (here: narrower) than its 16 points. */
  charSpace: Math.round((TEXT_AREA.width / 20 / 28 - SIZES.third / 2) * 4096)
} as const;

/**
 * What makes 28 characters of a line without the grid, in twips for each: LibreOffice gives a character that is wider
 * than its cell two cells, so paragraphs are not snapped to the grid and set narrower themselves.
 */
export const CHARACTER_SPACING = Math.floor(TEXT_AREA.width / GRID.characters - (SIZES.third / 2) * 20);

/** One character of the grid, in twips. */
export const CHARACTER = TEXT_AREA.width / GRID.characters;

/** Exact spacing, because Word sets East Asian lines on whole cells of the grid otherwise. */
export const LINE_SPACING = {
  body: GRID.linePitch,
  title: 660,
  caption: 460,
  table: 400,
  smallTable: 320,
  pageNumber: 320
} as const;

/** 一字线 of the page number lies so far below the 版心. */
export const PAGE_NUMBER_GAP_MM = 7;
/** From the edge of the paper to the lower edge of the page number's line. */
export const FOOTER_DISTANCE = MARGINS.bottom - twipsOf(PAGE_NUMBER_GAP_MM) - LINE_SPACING.pageNumber;

export interface Typeface {
  name: string;
  /** What stands in where it is not installed: GB2312 fonts and 小标宋 are commercial, so they are named only. */
  fallbacks: string[];
}

export const TYPEFACES = {
  title: {name: "方正小标宋简体", fallbacks: ["方正小标宋_GBK", "小标宋", "华文中宋", "宋体", "SimSun"]},
  body: {name: "仿宋_GB2312", fallbacks: ["仿宋", "FangSong", "华文仿宋"]},
  firstLevel: {name: "黑体", fallbacks: ["SimHei", "华文黑体"]},
  secondLevel: {name: "楷体_GB2312", fallbacks: ["楷体", "KaiTi", "华文楷体"]},
  pageNumber: {name: "宋体", fallbacks: ["SimSun", "新宋体", "NSimSun"]}
} satisfies Record<string, Typeface>;

export type TypefaceUse = keyof typeof TYPEFACES;

/** The typefaces of 一、（一）1.（1）, none of them bold. */
export const HEADING_TYPEFACES = ["firstLevel", "secondLevel", "body", "body"] as const satisfies TypefaceUse[];

export const ORDINALS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三"];

/** How many characters wide a text is: Latin letters and digits take half of one. */
export function charactersOf(text: string): number {
  return [...text].reduce((width, letter) => width + (/[\u0000-\u024F]/.test(letter) ? 0.5 : 1), 0);
}
