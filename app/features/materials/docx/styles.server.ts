import {AlignmentType, type IRunStylePropertiesOptions, type IStylesOptions} from "docx";
import {
  CHARACTER,
  CHARACTER_SPACING,
  HEADING_TYPEFACES,
  LINE_SPACING,
  SIZES,
  TYPEFACES,
  type TypefaceUse
} from "./gbt-9704.ts";

/** Latin letters and digits take the same typeface: there they are half as wide as a hanzi, as the grid wants it. */
export function fontOf(use: TypefaceUse) {
  const {name} = TYPEFACES[use];
  return {ascii: name, hAnsi: name, eastAsia: name, cs: name, hint: "eastAsia"};
}

export const exactly = (line: number) => ({line, lineRule: "exact", before: 0, after: 0}) as const;

export const FIRST_LINE = {firstLine: Math.round(2 * CHARACTER), firstLineChars: 200};

const runOf = (use: TypefaceUse, size: number): IRunStylePropertiesOptions => ({
  font: fontOf(use),
  size,
  bold: false,
  italics: false,
  color: "000000",
  characterSpacing: size === SIZES.third ? CHARACTER_SPACING : 0
});

export const PARAGRAPH_STYLES = {
  body: "GbtBody",
  flush: "GbtFlush",
  title: "GbtTitle",
  caption: "GbtCaption",
  chart: "GbtChart",
  cell: "GbtCell",
  smallCell: "GbtSmallCell",
  pageNumber: "GbtPageNumber"
} as const;

const headingOf = (level: 1 | 2 | 3 | 4) => ({
  next: PARAGRAPH_STYLES.body,
  run: runOf(HEADING_TYPEFACES[level - 1]!, SIZES.third),
  paragraph: {spacing: exactly(LINE_SPACING.body), indent: FIRST_LINE, keepNext: true, outlineLevel: level - 1}
});

const named = (id: string, name: string) => ({id, name, basedOn: "Normal", quickFormat: true});

/**
 * What the styles cannot say through the library: no paragraph is snapped to the grid, and no room is added between
 * hanzi and digits, which have a space of their own.
 */
export const PARAGRAPH_DEFAULTS =
  '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:adjustRightInd w:val="0"/><w:snapToGrid w:val="0"/>';

export const STYLES: IStylesOptions = {
  default: {
    document: {
      run: {...runOf("body", SIZES.third), language: {value: "en-US", eastAsia: "zh-CN"}},
      paragraph: {spacing: exactly(LINE_SPACING.body), alignment: AlignmentType.BOTH}
    },
    heading1: headingOf(1),
    heading2: headingOf(2),
    heading3: headingOf(3),
    heading4: headingOf(4)
  },
  paragraphStyles: [
    // The characters of the grid are counted from the size of this style, not from the defaults.
    {id: "Normal", name: "Normal", quickFormat: true, run: runOf("body", SIZES.third), paragraph: {}},
    {...named(PARAGRAPH_STYLES.body, "公文正文"), run: {}, paragraph: {indent: FIRST_LINE}},
    {...named(PARAGRAPH_STYLES.flush, "公文顶格"), paragraph: {alignment: AlignmentType.LEFT}},
    {
      ...named(PARAGRAPH_STYLES.title, "公文标题"),
      run: runOf("title", SIZES.second),
      paragraph: {alignment: AlignmentType.CENTER, spacing: exactly(LINE_SPACING.title), keepNext: true}
    },
    {
      ...named(PARAGRAPH_STYLES.caption, "图表题"),
      run: runOf("firstLevel", SIZES.smallFourth),
      paragraph: {alignment: AlignmentType.CENTER, spacing: exactly(LINE_SPACING.caption)}
    },
    // A line of exact height would cut the chart off.
    {
      ...named(PARAGRAPH_STYLES.chart, "图表"),
      paragraph: {
        alignment: AlignmentType.CENTER,
        keepNext: true,
        spacing: {line: 240, lineRule: "auto", before: 120, after: 0}
      }
    },
    {
      ...named(PARAGRAPH_STYLES.cell, "表格文字"),
      run: runOf("body", SIZES.smallFourth),
      paragraph: {alignment: AlignmentType.LEFT, spacing: exactly(LINE_SPACING.table)}
    },
    {
      ...named(PARAGRAPH_STYLES.smallCell, "表格小字"),
      run: runOf("body", SIZES.fifth),
      paragraph: {alignment: AlignmentType.LEFT, spacing: exactly(LINE_SPACING.smallTable)}
    },
    {
      ...named(PARAGRAPH_STYLES.pageNumber, "页码"),
      run: runOf("pageNumber", SIZES.fourth),
      paragraph: {spacing: exactly(LINE_SPACING.pageNumber)}
    }
  ]
};
