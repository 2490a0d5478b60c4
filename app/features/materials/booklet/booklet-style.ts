import type {Section} from "./contents.tsx";

/** The size of the sheet is A4; the printed width is 178 mm, which charts are drawn for. */
const STYLE = `
@page { size: A4; margin: 19mm 16mm 16mm; }
* { box-sizing: border-box; }
html { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
body {
  margin: 0 auto; max-width: 178mm; background: #fff; color: #1f2329;
  font: 9.5pt/1.55 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC",
    "Noto Serif CJK SC", "SimSun-ExtB", "SimSun", sans-serif;
  font-variant-numeric: tabular-nums; orphans: 2; widows: 2;
}
h1, h2, h3, p, ul, ol, dl, dd { margin: 0; padding: 0; }
h2 { font-size: 16pt; line-height: 1.3; margin-bottom: 3mm; break-after: avoid; }
h3 { font-size: 11pt; line-height: 1.4; margin: 5mm 0 1.5mm; break-after: avoid; text-wrap: pretty; }
a { color: inherit; text-decoration: none; }
small { font-size: 7pt; font-weight: 400; color: #4a505a; }
.below { display: block; line-height: 1.35; }
.aside { font-size: 8pt; color: #4a505a; line-height: 1.45; }
.sentence { font-size: 11pt; font-weight: 600; margin-bottom: 2mm; }
.chapter { break-before: page; }
table { width: 100%; border-collapse: collapse; font-size: 8pt; line-height: 1.4; border-bottom: .5pt solid #1f2329; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
tbody tr:nth-child(-n + 2) { break-after: avoid; }
tbody tr:nth-last-child(-n + 2) { break-before: avoid; }
th, td { padding: .5mm 1.3mm; text-align: left; vertical-align: top; overflow-wrap: anywhere; border-bottom: .4pt solid #cdd1d7; font-weight: 400; }
thead th { font-weight: 600; border-top: .8pt solid #1f2329; border-bottom: .6pt solid #1f2329; vertical-align: bottom; }
th:first-child, td:first-child { padding-left: 0; }
th:last-child, td:last-child { padding-right: 0; }
.number { text-align: right; white-space: nowrap; }
thead .number { white-space: normal; }
.number + :not(.number) { padding-left: 4mm; }
.short { white-space: nowrap; }
.wide { font-size: 7pt; }
.wide th, .wide td { padding-inline: .7mm; }
.group th { font-weight: 600; background: #eceef1; padding-left: 1.3mm; break-after: avoid; }
.group { break-after: avoid; }
.status { display: inline-flex; align-items: center; gap: 1mm; white-space: nowrap; font-weight: 600; }
.status svg { width: 2.8mm; height: 2.8mm; fill: currentColor; }
[data-status="逾期"], .worse { color: #b3261e; }
[data-status="滞后"] { color: #8a5000; }
[data-status="临期"] { color: #1d5fbf; }
[data-status="正常"], [data-status="办结"], .better { color: #1e7145; }
[data-status="待审"] { color: #6b4fa3; }
.bars { width: 42mm; white-space: nowrap; }
.bar { display: block; width: 100%; height: 3.4mm; margin-top: .6mm; overflow: visible; }
.months { width: 24mm; }
.months svg { display: block; }
.tally { display: flex; flex-wrap: wrap; gap: 2mm 3mm; justify-content: space-between; list-style: none; margin: 3mm 0 4mm; padding: 2mm 0; border-block: .5pt solid #cdd1d7; }
.tally li { display: flex; align-items: baseline; gap: 1.2mm; }
.tally b { font-size: 14pt; line-height: 1.1; }
.cover { height: 252mm; display: flex; flex-direction: column; padding-top: 52mm; }
.cover h1 { font-size: 30pt; line-height: 1.25; text-wrap: balance; border-bottom: 2pt solid #b3261e; padding-bottom: 6mm; }
.cover .plan { font-size: 11pt; margin-bottom: 5mm; }
.cover .month { font-size: 18pt; margin-top: 6mm; }
.cover .meeting { font-size: 13pt; margin-top: 2mm; }
.cover dl { margin-top: auto; font-size: 10pt; }
.cover dl div { display: flex; gap: 5mm; padding: .8mm 0; }
.cover dt { color: #4a505a; width: 20mm; }
.cover .aside { margin-top: 4mm; }
.contents { break-before: page; }
.contents ol { list-style: none; font-size: 11pt; }
.contents a { display: flex; align-items: baseline; gap: 2mm; padding: 1.6mm 0; }
.contents .leader { flex: 1; border-bottom: .6pt dotted #5c6370; }
.contents .page { min-width: 8mm; text-align: right; }
.panel { margin-top: 5mm; }
.panel h3 { margin-top: 0; }
.panel > .aside { margin-top: 1mm; break-before: avoid; }
.whole, .head, .chart { break-inside: avoid; }
.head { break-after: avoid; margin-bottom: 2mm; }
.chart svg { display: block; }
.chart { margin-top: 1.5mm; }
.beside { display: flex; gap: 16px; align-items: flex-start; }
.beside .chart { flex: none; }
.halves { display: flex; gap: 16px; align-items: flex-start; }
.halves table { flex: 1 1 0; }
.units { font-size: 7.5pt; table-layout: fixed; }
.units th:first-child { width: 37mm; }
.units thead .number { font-size: 6.5pt; line-height: 1.3; }
.units tbody th { white-space: nowrap; }
.units .union > * { font-weight: 600; }
.worse-than-union { background: #e3e5e9; }
@media screen { body { padding: 10mm 0; } .chapter, .contents { margin-top: 16mm; } }
`;

interface RunningText {
  /** At the top of every page: the booklet's title. */
  title: string;
  /** At the foot of every page: which numbers these are. */
  corner: string;
  /** Tasks have their name at the top of their pages. */
  tasks: Section[];
}

/** Returns the style sheet, with what stands on each page in its margins. */
export function bookletStyle({title, corner, tasks}: RunningText): string {
  const small = "font-size: 7.5pt; color: #4a505a; font-family: inherit;";
  const pages = `
@page {
  @top-left { content: ${cssString(title)}; ${small} vertical-align: bottom; padding-bottom: 3mm; }
  @bottom-left { content: ${cssString(corner)}; ${small} vertical-align: top; padding-top: 3mm; }
  @bottom-right { content: counter(page) " / " counter(pages); ${small} vertical-align: top; padding-top: 3mm; }
}
@page :first { @top-left { content: none; } @bottom-left { content: none; } @bottom-right { content: none; } }`;
  const own = tasks.map(
    ({id, title: words}) =>
      `@page ${id} { @top-right { content: ${cssString(words)}; ${small} vertical-align: bottom; padding-bottom: 3mm; } }
#${id} { page: ${id}; }`
  );
  return [STYLE, pages, ...own].join("\n");
}

/** Also keeps a title from ending the style element. */
function cssString(text: string): string {
  return `"${text.replaceAll(/["\\<>\n\r\f]/g, (character) => `\\${character.charCodeAt(0).toString(16)} `)}"`;
}
