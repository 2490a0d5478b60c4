import {type CheckRow, checkRow, millimetres} from "./check-row.ts";
import type {CheckedPaper} from "./checked-paper.ts";
import {attribute, child, descendants, numberOf, type XmlElement} from "./docx-xml.ts";
import {GRID, MARGINS, millimetresOf, PAGE, SIZES, TEXT_AREA} from "./gbt-9704.ts";
import {pageNumberRows} from "./page-number-rules.ts";
import {bodyOf} from "./paper-text.ts";

const MARGIN_SETTING = "请在“页面设置”中设：上 37 mm、下 35 mm、左 28 mm、右 26 mm。";

/** Paper, margins, grid and page numbers, for every section. */
export function pageRows({parts}: CheckedPaper): CheckRow[] {
  const body = bodyOf(parts);
  const all = body ? descendants(body, "w:sectPr") : [];
  // A wide table may stand on a page of its own that is turned.
  const upright = all.filter((each) => attribute(child(each, "w:pgSz"), "w:orient") !== "landscape");
  const sections = upright.length > 0 ? upright : all;
  const section = sections.at(-1);
  return [...sizeRows(sections), gridRow(section), ...pageNumberRows(parts, section)];
}

/** Millimetres: lines that are a hair too close leave less; 28.5 points instead of 29 leave 4. */
const MOST_LEFT = 2;

interface Edges {
  width: number;
  height: number;
  top: number;
  left: number;
  right: number;
  bottom: number;
}

function edgesOf(section: XmlElement): Edges {
  const [size, margins] = [child(section, "w:pgSz"), child(section, "w:pgMar")];
  const margin = (side: string) => numberOf(margins, `w:${side}`) ?? 0;
  return {
    ...{width: numberOf(size, "w:w") ?? 0, height: numberOf(size, "w:h") ?? 0},
    ...{top: margin("top"), left: margin("left") + margin("gutter"), right: margin("right"), bottom: margin("bottom")}
  };
}

const TOLERANCE_MM = 1;
const isNear = (twips: number, wanted: number) => Math.abs(millimetresOf(twips - wanted)) <= TOLERANCE_MM + 0.05;

/** A row about each length; of several sections the first that is off is shown. */
function sizeRows(sections: XmlElement[]): CheckRow[] {
  const all = sections.map(edgesOf);
  const row = (rule: string, lengths: {wanted: string; of: (edges: Edges) => [number, number][]; mend: string}) => {
    const isOff = (edges: Edges) => !lengths.of(edges).every(([twips, wanted]) => isNear(twips, wanted));
    const shown = all.find(isOff) ?? all[0];
    const found = shown ? lengths.of(shown).map(([twips]) => millimetres(millimetresOf(twips))) : ["没有页面设置"];
    return checkRow(rule, {
      ...{wanted: lengths.wanted, mend: lengths.mend},
      found: found.join(" × "),
      isMet: all.length > 0 && !all.some(isOff)
    });
  };
  return [
    row("纸张", {
      wanted: "A4，210 × 297 mm",
      of: ({width, height}) => [
        [width, PAGE.width],
        [height, PAGE.height]
      ],
      mend: "请在“页面设置—纸张”中选 A4、纵向。"
    }),
    row("天头（上边距）", {wanted: "37 ± 1 mm", of: ({top}) => [[top, MARGINS.top]], mend: MARGIN_SETTING}),
    row("订口（左边距）", {wanted: "28 ± 1 mm", of: ({left}) => [[left, MARGINS.left]], mend: MARGIN_SETTING}),
    row("版心", {
      wanted: "156 × 225 mm",
      of: ({width, height, top, left, right, bottom}) => [
        [width - left - right, TEXT_AREA.width],
        [height - top - bottom, TEXT_AREA.height]
      ],
      mend: MARGIN_SETTING
    })
  ];
}

function gridRow(section: XmlElement | undefined): CheckRow {
  const grid = child(section, "w:docGrid");
  const type = attribute(grid, "w:type");
  const pitch = numberOf(grid, "w:linePitch") ?? 0;
  // LibreOffice writes a negative number as an unsigned one of 32 bits.
  const space = (numberOf(grid, "w:charSpace") ?? 0) | 0;
  const character = (SIZES.third / 2 + space / 4096) * 20;
  const lines = pitch > 0 ? Math.floor(TEXT_AREA.height / pitch + 0.05) : 0;
  const characters = Math.floor(TEXT_AREA.width / character + 0.05);
  const left = millimetresOf(TEXT_AREA.height - lines * pitch);
  const hasBoth = type === "linesAndChars" || type === "snapToChars";
  return checkRow("文档网格", {
    wanted: `每页 ${GRID.lines} 行、每行 ${GRID.characters} 字，撑满版心`,
    found: hasBoth ? `每页 ${lines} 行、每行 ${characters} 字，页末余 ${millimetres(left)}` : "没有指定行和字符网格",
    isMet: hasBoth && lines === GRID.lines && characters === GRID.characters && left <= MOST_LEFT,
    mend: "请在“页面设置—文档网格”中选“指定行和字符网格”，每行 28 字、每页 22 行。"
  });
}
