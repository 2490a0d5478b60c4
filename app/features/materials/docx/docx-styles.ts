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
  run(paragraph: XmlElement | undefined, properties: XmlElement | undefined): RunFormat;
}

type Kind = "w:pPr" | "w:rPr";

export function stylesOf(parts: DocxParts): Styles {
  const root = child(parts.get("word/styles.xml"), "w:styles");
  const styles = new Map(
    (root ? descendants(root, "w:style") : []).map((each) => [attribute(each, "w:styleId") ?? "", each])
  );
  const defaults = child(root, "w:docDefaults");
  const usual = [...styles.values()].find((each) => isDefaultParagraphStyle(each));
  const themeFont = themeFontOf(parts);

  const chains = new Map<string, XmlElement[]>();
  const chain = (id: string | undefined, kind: Kind, below: string[] = []): XmlElement[] => {
    const style = id === undefined ? undefined : styles.get(id);
    if (!style || id === undefined || below.includes(id)) return [];
    const kept = chains.get(`${kind} ${id}`);
    if (kept) return kept;
    const above = chain(attribute(child(style, "w:basedOn"), "w:val"), kind, [...below, id]);
    const own = child(style, kind);
    const whole = own ? [...above, own] : above;
    chains.set(`${kind} ${id}`, whole);
    return whole;
  };
  const styleOf = (properties: XmlElement | undefined) =>
    attribute(child(properties, "w:pStyle"), "w:val") ?? attribute(usual, "w:styleId");
  const layers = (kind: Kind) => child(child(defaults, `${kind}Default`), kind);
  const present = (each: XmlElement | undefined): each is XmlElement => each !== undefined;

  return {
    paragraph: (properties) =>
      paragraphFormat([layers("w:pPr"), ...chain(styleOf(properties), "w:pPr"), properties].filter(present)),
    run: (paragraph, properties) => {
      const named = chain(attribute(child(properties, "w:rStyle"), "w:val"), "w:rPr");
      const all = [layers("w:rPr"), ...chain(styleOf(paragraph), "w:rPr"), ...named, properties];
      return runFormat(all.filter(present), themeFont);
    }
  };
}

const isDefaultParagraphStyle = (style: XmlElement) =>
  attribute(style, "w:type") === "paragraph" && ["1", "true", "on"].includes(attribute(style, "w:default") ?? "");

/** Returns the last layer's property, for the last one counts. */
const last = (layers: XmlElement[], name: string) => layers.map((layer) => child(layer, name)).findLast((each) => each);

/** Attributes of one property add up over the layers: one sets `firstLine`, another `right`. */
function gathered(layers: XmlElement[], name: string): Record<string, string> {
  return Object.assign({}, ...layers.map((layer) => child(layer, name)?.attributes ?? {}));
}

function paragraphFormat(layers: XmlElement[]): ParagraphFormat {
  const spacing = gathered(layers, "w:spacing");
  const indent = Object.entries(gathered(layers, "w:ind")).map(([name, value]) => [name.slice(2), Number(value)]);
  return {
    alignment: attribute(last(layers, "w:jc"), "w:val") ?? "left",
    indent: Object.fromEntries(indent),
    line: spacing["w:line"] === undefined ? undefined : Number(spacing["w:line"]),
    lineRule: spacing["w:lineRule"] ?? "auto",
    breaksPage: isOn(last(layers, "w:pageBreakBefore")) ?? false,
    outlineLevel: numberOf(last(layers, "w:outlineLvl"), "w:val")
  };
}

function runFormat(layers: XmlElement[], themeFont: (name: string) => string | undefined): RunFormat {
  return {
    font: eastAsianFont(layers, themeFont),
    size: numberOf(last(layers, "w:sz"), "w:val") ?? 20,
    isBold: isOn(last(layers, "w:b")) ?? false,
    color: attribute(last(layers, "w:color"), "w:val")
  };
}

/** A font of the theme covers one that is named, where both stand in the same layer. */
function eastAsianFont(layers: XmlElement[], themeFont: (name: string) => string | undefined): string | undefined {
  return layers
    .map((layer) => child(layer, "w:rFonts"))
    .map((fonts) => {
      const theme = attribute(fonts, "w:eastAsiaTheme");
      return (theme && themeFont(theme)) || attribute(fonts, "w:eastAsia");
    })
    .findLast((font) => font);
}

/** `minorEastAsia` → the font that the theme has for simplified Chinese. */
function themeFontOf(parts: DocxParts): (name: string) => string | undefined {
  const theme = [...parts].find(([name]) => name.startsWith("word/theme/"))?.[1];
  return (name) => {
    const scheme = theme && descendants(theme, name.startsWith("major") ? "a:majorFont" : "a:minorFont")[0];
    const general = attribute(child(scheme, "a:ea"), "typeface");
    const chinese = scheme && childrenOf(scheme).find((font) => attribute(font, "script") === "Hans");
    return general || attribute(chinese, "typeface");
  };
}
