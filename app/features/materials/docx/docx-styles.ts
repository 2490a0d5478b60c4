import type {DocxParts} from "./docx-parts.ts";
import {attribute, child, childrenOf, descendants, isOn, numberOf, type XmlElement} from "./docx-xml.ts";

export interface RunFormat {
  /** The typeface of hanzi. */
  font: string | undefined;
  /** Half-points. */
  size: number;
  isBold: boolean;
  color: string | undefined;
}

export interface ParagraphFormat {
  alignment: string;
  /** Twips, or hundredths of a character where those are given. */
  indent: Record<string, number>;
  line: number | undefined;
  lineRule: string;
  breaksPage: boolean;
  /** 0 for the first level; undefined for what is no heading. */
  outlineLevel: number | undefined;
}

/** Works out what Word shows: defaults of the document, then styles from the root on, then what stands beside the text. */
export interface Styles {
  paragraph(properties: XmlElement | undefined): ParagraphFormat;
  /** The format of the runs of a paragraph, by the paragraph's properties and then each run's own. */
  runsOf(paragraph: XmlElement | undefined): (properties: XmlElement | undefined) => RunFormat;
}

type Kind = "w:pPr" | "w:rPr";

export function stylesOf(parts: DocxParts): Styles {
  const root = child(parts.get("word/styles.xml"), "w:styles");
  const styles = new Map(
    (root ? descendants(root, "w:style") : []).map((each) => [attribute(each, "w:styleId") ?? "", each])
  );
  const defaults = child(root, "w:docDefaults");
  const usual = [...styles.values()].find((each) => isDefaultParagraphStyle(each));
  const above = (layer: Layer, properties: XmlElement | undefined) => layered(layer, properties, themeFont);
  const themeFont = themeFontOf(parts);
  const documentLayer = (kind: Kind) => above(NOTHING, child(child(defaults, `${kind}Default`), kind));

  const known = new Map<string, Layer>();
  /** What a style sets together with those that it is based on; each is worked out once, however many are in a row. */
  const ofStyle = (id: string | undefined, kind: Kind): Layer => {
    const chain: string[] = [];
    const met = new Set<string>();
    let next = id;
    while (next !== undefined && styles.has(next) && !met.has(next) && !known.has(`${kind} ${next}`)) {
      met.add(next);
      chain.push(next);
      next = attribute(child(styles.get(next), "w:basedOn"), "w:val");
    }
    let layer = (next !== undefined && known.get(`${kind} ${next}`)) || NOTHING;
    for (const each of chain.reverse()) {
      layer = above(layer, child(styles.get(each), kind));
      known.set(`${kind} ${each}`, layer);
    }
    return layer;
  };
  const styleOf = (properties: XmlElement | undefined) =>
    attribute(child(properties, "w:pStyle"), "w:val") ?? attribute(usual, "w:styleId");
  const [ofParagraphs, ofRuns] = [documentLayer("w:pPr"), documentLayer("w:rPr")];

  return {
    paragraph: (properties) =>
      paragraphFormat(above(joined(ofParagraphs, ofStyle(styleOf(properties), "w:pPr")), properties)),
    runsOf: (paragraph) => {
      const inParagraph = joined(ofRuns, ofStyle(styleOf(paragraph), "w:rPr"));
      return (properties) => {
        const named = ofStyle(attribute(child(properties, "w:rStyle"), "w:val"), "w:rPr");
        return runFormat(above(joined(inParagraph, named), properties));
      };
    }
  };
}

const isDefaultParagraphStyle = (style: XmlElement) =>
  attribute(style, "w:type") === "paragraph" && ["1", "true", "on"].includes(attribute(style, "w:default") ?? "");

/** Settings by their names: what one set of properties says over those below it. */
type Layer = ReadonlyMap<string, XmlElement>;

const NOTHING: Layer = new Map();
const ASKED = new Set(["w:jc", "w:pageBreakBefore", "w:outlineLvl", "w:spacing", "w:ind", "w:sz", "w:b", "w:color"]);
const FONTS = "w:rFonts";
/** Attributes of these add up over the layers: one sets `firstLine`, another `right`. */
const ADDED_UP = ["w:spacing", "w:ind"];
const IS_ADDED = /^w:(?:line|lineRule|firstLine|hanging|left|right|start|end)(?:Chars)?$/;

/** Puts a set of properties above a layer; of a setting that stands there twice the first counts. */
function layered(
  below: Layer,
  properties: XmlElement | undefined,
  themeFont: (name: string) => string | undefined
): Layer {
  const own = new Map<string, XmlElement>();
  for (const setting of properties ? childrenOf(properties) : []) {
    const {name} = setting;
    if (own.has(name)) continue;
    if (ASKED.has(name)) own.set(name, setting);
    if (name === FONTS) own.set(name, named(setting, themeFont));
  }
  return joined(below, own);
}

function joined(below: Layer, above: Layer): Layer {
  if (above.size === 0 || below.size === 0) return below.size === 0 ? above : below;
  const layer = new Map(below);
  for (const [name, setting] of above) {
    const under = layer.get(name);
    if (ADDED_UP.includes(name)) layer.set(name, {...setting, attributes: {...addedOf(under), ...addedOf(setting)}});
    // Fonts that name none for hanzi leave them as they were.
    else if (name !== FONTS || !under || attribute(setting, "w:eastAsia")) layer.set(name, setting);
  }
  return layer;
}

function addedOf(setting: XmlElement | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(setting?.attributes ?? {}).filter(([name]) => IS_ADDED.test(name)));
}

/** A font of the theme covers one that is named beside it. */
function named(fonts: XmlElement, themeFont: (name: string) => string | undefined): XmlElement {
  const theme = attribute(fonts, "w:eastAsiaTheme");
  const font = (theme && themeFont(theme)) || attribute(fonts, "w:eastAsia");
  return {...fonts, attributes: font ? {"w:eastAsia": font} : {}};
}

function paragraphFormat(layer: Layer): ParagraphFormat {
  const spacing = addedOf(layer.get("w:spacing"));
  const indent = Object.entries(addedOf(layer.get("w:ind"))).map(([name, value]) => [name.slice(2), Number(value)]);
  return {
    alignment: attribute(layer.get("w:jc"), "w:val") ?? "left",
    indent: Object.fromEntries(indent),
    line: spacing["w:line"] === undefined ? undefined : Number(spacing["w:line"]),
    lineRule: spacing["w:lineRule"] ?? "auto",
    breaksPage: isOn(layer.get("w:pageBreakBefore")) ?? false,
    outlineLevel: numberOf(layer.get("w:outlineLvl"), "w:val")
  };
}

function runFormat(layer: Layer): RunFormat {
  return {
    font: attribute(layer.get(FONTS), "w:eastAsia"),
    size: numberOf(layer.get("w:sz"), "w:val") ?? 20,
    isBold: isOn(layer.get("w:b")) ?? false,
    color: attribute(layer.get("w:color"), "w:val")
  };
}

/** `minorEastAsia` → the font that the theme has for simplified Chinese. */
function themeFontOf(parts: DocxParts): (name: string) => string | undefined {
  const theme = [...parts].find(([name]) => name.startsWith("word/theme/"))?.[1];
  const fontOf = (part: string) => {
    const scheme = theme && descendants(theme, part)[0];
    const general = attribute(child(scheme, "a:ea"), "typeface");
    const chinese = scheme && childrenOf(scheme).find((font) => attribute(font, "script") === "Hans");
    return general || attribute(chinese, "typeface");
  };
  const [major, minor] = [fontOf("a:majorFont"), fontOf("a:minorFont")];
  return (name) => (name.startsWith("major") ? major : minor);
}
