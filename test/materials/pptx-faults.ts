import {strFromU8} from "fflate";
import exceljs from "devextreme-exceljs-fork";
import {
  CONTENT_TYPES,
  namesLike,
  partsOf,
  readPart,
  relationsOf,
  relationsOwner,
  type Parts
} from "#app/features/materials/pptx/ooxml-parts.ts";
import {allNamed, allOf, childOf, elementsOf, textOf, type XmlElement} from "#app/features/materials/pptx/xml-tree.ts";

const DRAWN = /^ppt\/(slides|slideLayouts|slideMasters|notesSlides|notesMasters)\/\w+\.xml$/;
const TEXTS =
  /^ppt\/(presentation|(slides|slideLayouts|slideMasters|notesSlides|notesMasters|charts|theme)\/\w+)\.xml$/;
const CHARTS = /^ppt\/charts\/chart\d+\.xml$/;

const eachOf = (parts: Parts, pattern: RegExp, faultsOf: (root: XmlElement) => string[]): string[] =>
  namesLike(parts, pattern).flatMap((name) => faultsOf(readPart(parts, name)).map((fault) => `${name}: ${fault}`));

/** Types without a part, parts without a type, and relations that lead nowhere. */
export function partFaults(parts: Parts): string[] {
  const types = readPart(parts, CONTENT_TYPES);
  const named = allNamed(types, "Override").map(({attributes}) => (attributes.PartName ?? "").slice(1));
  const endings = allNamed(types, "Default").map(({attributes}) => attributes.Extension);
  const others = [...parts.keys()].filter((name) => name !== CONTENT_TYPES);
  return [
    ...named.filter((name) => !parts.has(name)).map((name) => `type of no part: ${name}`),
    ...others
      .filter((name) => !named.includes(name) && !endings.includes(name.split(".").at(-1)))
      .map((name) => `no type: ${name}`),
    ...others.filter((name) => name.endsWith(".rels")).flatMap((name) => relationFaults(parts, relationsOwner(name)))
  ];
}

function relationFaults(parts: Parts, owner: string): string[] {
  const relations = relationsOf(parts, owner);
  const loose = relations.filter(({target, isOutside}) => !isOutside && !parts.has(target));
  if (owner === "") return loose.map(({target}) => `package → ${target}`);
  if (!parts.has(owner)) return [`relations of no part: ${owner}`];
  const used = [...allOf(readPart(parts, owner))]
    .flatMap(({attributes}) => Object.entries(attributes))
    .filter(([key]) => /^r:(id|embed|link|pict)$/.test(key));
  const missing = used.filter(([, id]) => !relations.some((relation) => relation.id === id));
  return [...loose.map(({target}) => `${owner} → ${target}`), ...missing.map(([, id]) => `${owner} uses ${id}`)];
}

/** Folders as entries, and types of endings that no part has. */
export function zipFaults(entries: string[], parts: Parts): string[] {
  const endings = new Set([...parts.keys()].map((name) => name.split(".").at(-1)));
  const defaults = allNamed(readPart(parts, CONTENT_TYPES), "Default").map(({attributes}) => attributes.Extension);
  return [
    ...entries.filter((name) => name.endsWith("/")).map((name) => `folder: ${name}`),
    ...defaults.filter((ending) => !endings.has(ending)).map((ending) => `unused type: ${ending}`)
  ];
}

/** Latin faces without a Chinese one behind them, other languages, Arial. */
export function fontFaults(parts: Parts): string[] {
  return eachOf(parts, TEXTS, (root) => [
    ...[...allOf(root)].flatMap((parent) =>
      elementsOf(parent).flatMap(({name, attributes}, at) => {
        const next = elementsOf(parent)[at + 1];
        const isAlone = name === "a:latin" && (next?.name !== "a:ea" || !next.attributes.typeface);
        return isAlone ? [`latin without ea: ${attributes.typeface}`] : [];
      })
    ),
    ...[...allOf(root)].flatMap(({name, attributes}) => [
      ...(attributes.typeface === "Arial" ? [`Arial in ${name}`] : []),
      ...(attributes.lang && attributes.lang !== "zh-CN" ? [`${name} in ${attributes.lang}`] : [])
    ])
  ]);
}

/** Axes that are used and not defined once, and charts that share one plot without a second value axis. */
export function axisFaults(parts: Parts): string[] {
  return eachOf(parts, CHARTS, (root) => {
    const [area] = allNamed(root, "c:plotArea");
    const children = area ? elementsOf(area) : [];
    const axes = children.filter(({name}) => /^c:(cat|val|ser|date)Ax$/.test(name)).map(axisId);
    const plots = children.filter(({name}) => name.endsWith("Chart"));
    const used = plots.flatMap((plot) => elementsOf(plot).filter(({name}) => name === "c:axId"));
    const undefinedOnes = used
      .map(({attributes}) => attributes.val)
      .filter((id) => axes.filter((axis) => axis === id).length !== 1);
    return [
      ...undefinedOnes.map((id) => `axis ${id}`),
      ...plots
        .filter((plot) => elementsOf(plot).filter(({name}) => name === "c:axId").length !== 2)
        .map(() => "not two axes"),
      ...(plots.length > 1 && axes.length < 4 ? ["combined without a second axis"] : [])
    ];
  });
}

const axisId = (axis: XmlElement) => childOf(axis, "c:axId")?.attributes.val;

/** Extents of nothing, empty places, ids and names that stand twice, and what PowerPoint repairs. */
export function shapeFaults(parts: Parts): string[] {
  return eachOf(parts, DRAWN, (root) => [
    ...allNamed(root, "a:ext")
      .filter(isFlat)
      .map(({attributes}) => `extent ${attributes.cx} × ${attributes.cy}`),
    ...allNamed(root, "a:tr")
      .filter(({attributes}) => Number(attributes.h) <= 0)
      .map(() => "row without height"),
    ...allNamed(root, "a:ln")
      .filter(({children, attributes}) => children.length + Object.keys(attributes).length === 0)
      .map(() => "empty line"),
    ...allNamed(root, "p:bgPr")
      .filter((ground) => !childOf(ground, "a:effectLst"))
      .map(() => "ground without effects"),
    ...twice(allNamed(root, "p:cNvPr").map(({attributes}) => attributes.id)).map((id) => `id ${id} twice`),
    ...twice(allNamed(root, "p:cNvPr").map(({attributes}) => attributes.name)).map((name) => `name ${name} twice`),
    ...(root.name === "p:sld"
      ? allNamed(root, "p:sp")
          .filter(isEmptyPlace)
          .map(() => "empty place")
      : [])
  ]);
}

/** Shapes that reach over an edge of the page, in EMU. */
export function edgeFaults(parts: Parts): string[] {
  return eachOf(parts, /^ppt\/slides\/slide\d+\.xml$/, (root) =>
    ["a:xfrm", "p:xfrm"]
      .flatMap((name) => allNamed(root, name))
      .map((frame) => ({...allNamed(frame, "a:off")[0]?.attributes, ...allNamed(frame, "a:ext")[0]?.attributes}))
      .filter(
        ({x, y, cx, cy}) =>
          Number(x) < 0 || Number(y) < 0 || Number(x) + Number(cx) > 12192000 || Number(y) + Number(cy) > 6858000
      )
      .map((frame) => JSON.stringify(frame))
  );
}

const isFlat = ({attributes: {cx, cy}}: XmlElement) => cx !== undefined && (Number(cx) <= 0 || Number(cy) <= 0);
const isEmptyPlace = (shape: XmlElement) => allNamed(shape, "p:ph").length > 0 && textOf(shape).trim() === "";
const twice = (values: (string | undefined)[]) => values.filter((value, at) => values.indexOf(value) !== at);

/** Workbooks that do not open or say something else than the chart, and categories that became numbers. */
export async function workbookFaults(parts: Parts): Promise<string[]> {
  const faults = namesLike(parts, CHARTS).map(async (name) => {
    const [workbook] = relationsOf(parts, name);
    const bytes = parts.get(workbook?.target ?? "");
    if (!bytes) return [`${name}: no workbook`];
    const found = [...tableFaults(partsOf(bytes)), ...(await cellFaults(readPart(parts, name), bytes))];
    return found.map((fault) => `${name}: ${fault}`);
  });
  return (await Promise.all(faults)).flat();
}

/** Excel repairs a table whose reference is no range. */
const tableFaults = (book: Parts) =>
  eachOf(book, /^xl\/tables\/table\d+\.xml$/, ({attributes: {ref = ""}}) =>
    /^[A-Z]+\d+:[A-Z]+\d+$/.test(ref) ? [] : [`table at ${ref}`]
  );

async function cellFaults(chart: XmlElement, bytes: Uint8Array): Promise<string[]> {
  const book = new exceljs.Workbook();
  try {
    await book.xlsx.load(Uint8Array.from(bytes).buffer);
  } catch (error) {
    return [`does not open: ${String(error)}`];
  }
  const sheet = book.getWorksheet("Sheet1");
  if (!sheet) return ["no Sheet1"];
  return cachedCells(chart).flatMap(({place, value}) => {
    const cell = sheet.getCell(place).value;
    return cell === value ? [] : [`${place} is ${JSON.stringify(cell)}, the chart says ${JSON.stringify(value)}`];
  });
}

/** Every cell that a chart keeps a copy of; null where it has no point. */
export function cachedCells(chart: XmlElement): {place: string; value: string | number | null}[] {
  const references = ["c:strRef", "c:numRef", "c:multiLvlStrRef"].flatMap((name) => allNamed(chart, name));
  return references.flatMap((reference) => {
    const [, column = "A", first = "1"] = /\$([A-Z]+)\$(\d+)/.exec(textOf(childOf(reference, "c:f")!)) ?? [];
    const points = new Map(allNamed(reference, "c:pt").map((point) => [Number(point.attributes.idx), textOf(point)]));
    const count = Number(allNamed(reference, "c:ptCount")[0]?.attributes.val);
    return Array.from({length: count}, (_, at) => {
      const text = points.get(at) ?? null;
      const value = reference.name === "c:numRef" && text !== null ? numberOf(text) : text;
      return {place: `${column}${Number(first) + at}`, value};
    });
  });
}

/** An empty point is no number, and must not pass for zero. */
const numberOf = (text: string) => (text === "" ? NaN : Number(text));

/** What the notes master needs, a theme of its own, the order of the presentation's lists, lines within one text. */
export function notesFaults(parts: Parts): string[] {
  const master = readPart(parts, "ppt/notesMasters/notesMaster1.xml");
  const places = allNamed(master, "p:ph").map(({attributes}) => attributes.type);
  const themes = ["ppt/slideMasters/slideMaster1.xml", "ppt/notesMasters/notesMaster1.xml"].map(
    (name) => relationsOf(parts, name).find(({type}) => type.endsWith("/theme"))?.target
  );
  const lists = elementsOf(readPart(parts, "ppt/presentation.xml")).map(({name}) => name);
  const notesAt = lists.indexOf("p:notesMasterIdLst");
  return [
    ...["hdr", "dt", "sldImg", "body", "ftr", "sldNum"]
      .filter((type) => !places.includes(type))
      .map((type) => `no ${type}`),
    ...(themes[0] === themes[1] ? ["one theme for two masters"] : []),
    ...(notesAt > lists.indexOf("p:sldIdLst") ? ["slides before the notes master"] : []),
    ...eachOf(parts, /^ppt\/notesSlides\/\w+\.xml$/, (root) =>
      allNamed(root, "a:t")
        .filter((text) => textOf(text).includes("\n"))
        .map(() => "a line break within a text")
    )
  ];
}

/** The order of the schema for what pptxgenjs writes out of order. */
const ORDERS: Record<string, string[]> = {
  "c:ser": [
    "c:idx",
    "c:order",
    "c:tx",
    "c:spPr",
    "c:invertIfNegative",
    "c:marker",
    "c:dPt",
    "c:dLbls",
    "c:cat",
    "c:val",
    "c:smooth"
  ],
  "c:lineChart": ["c:grouping", "c:varyColors", "c:ser", "c:dLbls", "c:marker", "c:axId"],
  "c:barChart": ["c:barDir", "c:grouping", "c:varyColors", "c:ser", "c:dLbls", "c:gapWidth", "c:overlap", "c:axId"],
  "c:dPt": ["c:idx", "c:invertIfNegative", "c:marker", "c:bubble3D", "c:spPr"],
  "c:dLbl": [
    "c:idx",
    "c:numFmt",
    "c:spPr",
    "c:txPr",
    "c:dLblPos",
    "c:showLegendKey",
    "c:showVal",
    "c:showCatName",
    "c:showSerName",
    "c:showPercent",
    "c:showBubbleSize"
  ],
  "c:dLbls": [
    "c:dLbl",
    "c:numFmt",
    "c:spPr",
    "c:txPr",
    "c:dLblPos",
    "c:showLegendKey",
    "c:showVal",
    "c:showCatName",
    "c:showSerName",
    "c:showPercent",
    "c:showBubbleSize"
  ],
  "c:catAx": [
    "c:axId",
    "c:scaling",
    "c:delete",
    "c:axPos",
    "c:majorGridlines",
    "c:title",
    "c:numFmt",
    "c:majorTickMark",
    "c:minorTickMark",
    "c:tickLblPos",
    "c:spPr",
    "c:txPr",
    "c:crossAx",
    "c:crosses",
    "c:auto",
    "c:lblAlgn",
    "c:lblOffset",
    "c:tickLblSkip",
    "c:noMultiLvlLbl"
  ],
  "c:valAx": [
    "c:axId",
    "c:scaling",
    "c:delete",
    "c:axPos",
    "c:majorGridlines",
    "c:title",
    "c:numFmt",
    "c:majorTickMark",
    "c:minorTickMark",
    "c:tickLblPos",
    "c:spPr",
    "c:txPr",
    "c:crossAx",
    "c:crosses",
    "c:crossBetween",
    "c:majorUnit"
  ],
  "c:scaling": ["c:orientation", "c:max", "c:min"],
  "c:legend": ["c:legendPos", "c:legendEntry", "c:overlay", "c:txPr"],
  "c:plotArea": ["c:layout", "c:lineChart", "c:barChart", "c:catAx", "c:valAx", "c:spPr"],
  "c:chart": ["c:autoTitleDeleted", "c:plotArea", "c:legend", "c:plotVisOnly", "c:dispBlanksAs"],
  "c:chartSpace": ["c:date1904", "c:roundedCorners", "c:chart", "c:spPr", "c:txPr", "c:externalData"],
  "a:rPr": ["a:ln", "a:noFill", "a:solidFill", "a:effectLst", "a:latin", "a:ea", "a:cs", "a:sym", "a:hlinkClick"],
  "a:p": ["a:pPr", "a:r", "a:endParaRPr"],
  "a:pPr": ["a:lnSpc", "a:spcBef", "a:spcAft", "a:buClr", "a:buFont", "a:buNone", "a:buChar", "a:defRPr"],
  "a:tc": ["a:txBody", "a:tcPr"],
  "a:tbl": ["a:tblPr", "a:tblGrid", "a:tr"],
  "p:sp": ["p:nvSpPr", "p:spPr", "p:style", "p:txBody"],
  "p:spPr": ["a:xfrm", "a:prstGeom", "a:noFill", "a:solidFill", "a:ln", "a:effectLst"],
  "p:txBody": ["a:bodyPr", "a:lstStyle", "a:p"],
  "p:graphicFrame": ["p:nvGraphicFramePr", "p:xfrm", "a:graphic"],
  "a:tcPr": ["a:lnL", "a:lnR", "a:lnT", "a:lnB", "a:noFill", "a:solidFill"],
  "p:presentation": [
    "p:sldMasterIdLst",
    "p:notesMasterIdLst",
    "p:sldIdLst",
    "p:sldSz",
    "p:notesSz",
    "p:defaultTextStyle"
  ]
};
const NEEDED: Record<string, string[]> = {"c:lineChart": ["c:grouping"]};

/** A line has no invertIfNegative, and a bar no marker and no smooth. */
const FOREIGN: Record<string, string[]> = {
  "c:lineChart": ["c:invertIfNegative"],
  "c:barChart": ["c:marker", "c:smooth"]
};

export function orderFaults(parts: Parts): string[] {
  return eachOf(
    parts,
    /^ppt\/(presentation|(slides|slideLayouts|slideMasters|notesSlides|notesMasters|charts)\/\w+)\.xml$/,
    (root) => [...allOf(root)].flatMap(orderFaultsIn)
  );
}

function orderFaultsIn(parent: XmlElement): string[] {
  const order = ORDERS[parent.name];
  // A field is a run, too.
  const names = elementsOf(parent).map(({name}) => (name === "a:fld" ? "a:r" : name));
  const places = names.map((name) => order?.indexOf(name) ?? 0);
  return [
    ...(places.includes(-1) ? [`${parent.name} has ${names[places.indexOf(-1)]}`] : []),
    ...(places.some((place, at) => place < (places[at - 1] ?? 0)) ? [`${parent.name}: ${names.join(" ")}`] : []),
    ...(NEEDED[parent.name] ?? [])
      .filter((name) => !names.includes(name))
      .map((name) => `${parent.name} lacks ${name}`),
    ...elementsOf(parent).flatMap(({name, children}) =>
      name === "c:ser" &&
      children.some((child) => typeof child !== "string" && FOREIGN[parent.name]?.includes(child.name))
        ? [`${parent.name} has a series of another kind`]
        : []
    )
  ];
}

export const partText = (parts: Parts, name: string) => strFromU8(parts.get(name) ?? new Uint8Array());
