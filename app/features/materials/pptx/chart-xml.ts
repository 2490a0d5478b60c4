import {FACE, INK, GROUND, LINE, SECONDARY, TARGET} from "./look.ts";
import type {ChartSeries, NativeChart, SeriesLook, ValueAxis} from "./native-chart.ts";
import {SIZES} from "./page-layout.ts";
import {element, type XmlElement, type XmlNode} from "./xml-tree.ts";

const NAMESPACES = {
  "xmlns:c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
  "xmlns:a": "http://schemas.openxmlformats.org/drawingml/2006/main",
  "xmlns:r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
};
const CATEGORY_AXIS = "501001";
const VALUE_AXIS = "501002";
const EMU = 12700;

/** The chart space in the order of the schema; `rId1` of the chart is its workbook. */
export function chartXml(chart: NativeChart): XmlElement {
  return element("c:chartSpace", NAMESPACES, [
    val("c:date1904", 0),
    val("c:roundedCorners", 0),
    element("c:chart", {}, [
      val("c:autoTitleDeleted", 1),
      element("c:plotArea", {}, [element("c:layout"), plotXml(chart), categoryAxis(chart), valueAxis(chart)]),
      ...(chart.hasLegend ? [legendXml(chart)] : []),
      val("c:plotVisOnly", 1),
      val("c:dispBlanksAs", "gap")
    ]),
    element("c:spPr", {}, [element("a:noFill"), noLine()]),
    textXml(SIZES.text, INK),
    element("c:externalData", {"r:id": "rId1"}, [val("c:autoUpdate", 0)])
  ]);
}

const val = (name: string, value: string | number) => element(name, {val: String(value)});

function plotXml(chart: NativeChart): XmlElement {
  const series = chart.series.map((each, at) => seriesXml(chart, each, at));
  const axes = [val("c:axId", CATEGORY_AXIS), val("c:axId", VALUE_AXIS)];
  if (chart.kind === "line") {
    const head = [val("c:grouping", "standard"), val("c:varyColors", 0)];
    return element("c:lineChart", {}, [...head, ...series, val("c:marker", 1), ...axes]);
  }
  return element("c:barChart", {}, [
    val("c:barDir", chart.kind === "bar" ? "bar" : "col"),
    val("c:grouping", chart.isStacked ? "stacked" : "clustered"),
    val("c:varyColors", 0),
    ...series,
    val("c:gapWidth", 45),
    val("c:overlap", 100),
    ...axes
  ]);
}

function seriesXml(chart: NativeChart, series: ChartSeries, at: number): XmlElement {
  const column = columnName(at + 1);
  const isLine = chart.kind === "line";
  return element("c:ser", {}, [
    val("c:idx", at),
    val("c:order", at),
    element("c:tx", {}, [cached("c:strRef", `Sheet1!$${column}$1`, "c:strCache", [series.name])]),
    element("c:spPr", {}, isLine ? [lineXml(series.look)] : shapeXml(series.look)),
    ...(isLine ? [markerXml(series.look)] : [val("c:invertIfNegative", 0)]),
    ...(isLine ? [] : (series.points ?? []).map(pointXml)),
    labelsXml(chart, series),
    element("c:cat", {}, [cached("c:strRef", rangeOf(chart, "A"), "c:strCache", chart.categories)]),
    element("c:val", {}, [cached("c:numRef", rangeOf(chart, column), "c:numCache", series.values)]),
    ...(isLine ? [val("c:smooth", 0)] : [])
  ]);
}

/** A for 0; a chart has few columns. */
export const columnName = (at: number): string => String.fromCharCode(65 + at);

const rangeOf = ({categories}: NativeChart, column: string) =>
  `Sheet1!$${column}$2:$${column}$${categories.length + 1}`;

/** A reference to the workbook with the values that stand there; a missing one has no point. */
function cached(reference: string, range: string, cache: string, values: (string | number | null)[]): XmlElement {
  return element(reference, {}, [
    element("c:f", {}, [range]),
    element(cache, {}, [
      ...(cache === "c:numCache" ? [element("c:formatCode", {}, ["General"])] : []),
      val("c:ptCount", values.length),
      ...values.flatMap((value, at) => (value === null ? [] : [pointValue(at, value)]))
    ])
  ]);
}

const pointValue = (at: number, value: string | number) =>
  element("c:pt", {idx: String(at)}, [element("c:v", {}, [String(value)])]);

const solid = (colour: string) => element("a:solidFill", {}, [element("a:srgbClr", {val: colour})]);
const noLine = () => element("a:ln", {}, [element("a:noFill")]);

function lineXml({stroke, width = 1, dash = "solid"}: {stroke: string | null; width?: number; dash?: string}) {
  if (stroke === null) return noLine();
  const children: XmlNode[] = [solid(stroke), element("a:prstDash", {val: dash}), element("a:round")];
  return element("a:ln", {w: String(Math.round(width * EMU)), cap: "flat"}, children);
}

const shapeXml = (look: SeriesLook) => [look.fill === null ? element("a:noFill") : solid(look.fill), lineXml(look)];

const pointXml = ({at, look}: {at: number; look: SeriesLook}) =>
  element("c:dPt", {}, [
    val("c:idx", at),
    val("c:invertIfNegative", 0),
    val("c:bubble3D", 0),
    element("c:spPr", {}, shapeXml(look))
  ]);

/** Only the actual line marks its points. */
function markerXml({fill}: SeriesLook): XmlElement {
  if (fill === null) return element("c:marker", {}, [val("c:symbol", "none")]);
  return element("c:marker", {}, [
    val("c:symbol", "circle"),
    val("c:size", 8),
    element("c:spPr", {}, [solid(fill), lineXml({stroke: fill})])
  ]);
}

function labelsXml(chart: NativeChart, series: ChartSeries): XmlElement {
  const last = series.values.findLastIndex((value) => value !== null);
  if (series.labels === "none" || last < 0) return element("c:dLbls", {}, shownParts(false));
  const shown = [
    element("c:numFmt", {formatCode: chart.format, sourceLinked: "0"}),
    element("c:spPr", {}, [hasLinesBehind(chart) ? solid(GROUND) : element("a:noFill"), noLine()]),
    textXml(SIZES.text, INK),
    val("c:dLblPos", labelPlace(chart, series)),
    ...shownParts(true)
  ];
  if (series.labels === "all") return element("c:dLbls", {}, shown);
  return element("c:dLbls", {}, [element("c:dLbl", {}, [val("c:idx", last), ...shown]), ...shownParts(false)]);
}

const hasLinesBehind = ({kind, axis}: NativeChart) => kind === "line" || axis.reference !== undefined;

function labelPlace({kind}: NativeChart, {isHidden}: ChartSeries): string {
  if (kind === "line") return "t";
  return isHidden ? "inBase" : "outEnd";
}

const shownParts = (isShown: boolean) => [
  val("c:showLegendKey", 0),
  val("c:showVal", isShown ? 1 : 0),
  val("c:showCatName", 0),
  val("c:showSerName", 0),
  val("c:showPercent", 0),
  val("c:showBubbleSize", 0)
];

/** Bars run from the top, as they are read. */
function categoryAxis({kind}: NativeChart): XmlElement {
  return element("c:catAx", {}, [
    val("c:axId", CATEGORY_AXIS),
    element("c:scaling", {}, [val("c:orientation", kind === "bar" ? "maxMin" : "minMax")]),
    val("c:delete", 0),
    val("c:axPos", kind === "bar" ? "l" : "b"),
    element("c:numFmt", {formatCode: "General", sourceLinked: "0"}),
    val("c:majorTickMark", "none"),
    val("c:minorTickMark", "none"),
    val("c:tickLblPos", "low"),
    element("c:spPr", {}, [lineXml({stroke: SECONDARY})]),
    textXml(SIZES.text, INK),
    val("c:crossAx", VALUE_AXIS),
    val("c:crosses", "autoZero"),
    val("c:auto", 0),
    val("c:lblAlgn", "ctr"),
    val("c:lblOffset", 100),
    val("c:tickLblSkip", 1),
    val("c:noMultiLvlLbl", 1)
  ]);
}

/** Marks with their numbers need no axis; lines do, and a reference is named on it. */
function valueAxis({kind, axis, format, series}: NativeChart): XmlElement {
  const {step, reference} = axis;
  const every = step?.every ?? reference?.value;
  return element("c:valAx", {}, [
    val("c:axId", VALUE_AXIS),
    scaling(axis, series),
    val("c:delete", every === undefined ? 1 : 0),
    val("c:axPos", kind === "bar" ? "t" : "l"),
    ...(every === undefined
      ? []
      : [gridlines(reference ? {stroke: TARGET, width: 2.5, dash: "sysDash"} : {stroke: LINE})]),
    element("c:numFmt", {formatCode: reference ? nameOnly(reference) : (step?.format ?? format), sourceLinked: "0"}),
    val("c:majorTickMark", "none"),
    val("c:minorTickMark", "none"),
    val("c:tickLblPos", "nextTo"),
    element("c:spPr", {}, [noLine()]),
    textXml(SIZES.text, reference ? TARGET : SECONDARY),
    val("c:crossAx", CATEGORY_AXIS),
    val("c:crosses", "autoZero"),
    val("c:crossBetween", "between"),
    ...(every === undefined ? [] : [val("c:majorUnit", every)])
  ]);
}

function scaling({highest}: ValueAxis, series: ChartSeries[]): XmlElement {
  const hasNegative = series.some(({values}) => values.some((value) => (value ?? 0) < 0));
  return element("c:scaling", {}, [
    val("c:orientation", "minMax"),
    ...(highest === undefined ? [] : [val("c:max", highest)]),
    ...(hasNegative ? [] : [val("c:min", 0)])
  ]);
}

const gridlines = (look: {stroke: string; width?: number; dash?: string}) =>
  element("c:majorGridlines", {}, [element("c:spPr", {}, [lineXml(look)])]);

/** Zero and what is beyond the reference have no words. */
function nameOnly({value, label}: {value: number; label: string}): string {
  return `[<=${value / 2}]"";[<${value * 1.5}]"${label.replace(/"/g, "")}";""`;
}

function legendXml({series}: NativeChart): XmlElement {
  return element("c:legend", {}, [
    val("c:legendPos", "t"),
    ...series.flatMap(({isHidden}, at) =>
      isHidden ? [element("c:legendEntry", {}, [val("c:idx", at), val("c:delete", 1)])] : []
    ),
    val("c:overlay", 0),
    textXml(SIZES.text, INK)
  ]);
}

/** Chinese takes its face from `ea`, which the Latin face does not set. */
function textXml(size: number, colour: string): XmlElement {
  const faces = ["a:latin", "a:ea", "a:cs"].map((name) => element(name, {typeface: FACE}));
  const defaults = element("a:defRPr", {sz: String(size * 100), b: "0"}, [solid(colour), ...faces]);
  return element("c:txPr", {}, [
    element("a:bodyPr"),
    element("a:lstStyle"),
    element("a:p", {}, [
      element("a:pPr", {}, [defaults]),
      element("a:endParaRPr", {lang: "zh-CN", altLang: "en-US", sz: String(size * 100)})
    ])
  ]);
}
