import {SaxesParser} from "saxes";

export interface XmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: (XmlElement | string)[];
}

/** A part that is no XML, or is nested as no word processor nests it. */
export class XmlError extends Error {
  override name = "XmlError";
}

const DEEPEST = 200;

/** Reads one part as a tree; throws on what is no XML. Entities of a document type are not unfolded. */
export function readXml(text: string): XmlElement {
  const root: XmlElement = {name: "", attributes: {}, children: []};
  const open = [root];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw new XmlError(error.message);
  });
  parser.on("opentag", ({name, attributes}) => {
    if (open.length > DEEPEST) throw new XmlError(`nested deeper than ${DEEPEST}`);
    const element: XmlElement = {name, attributes, children: []};
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on("closetag", () => void open.pop());
  parser.on("text", (words) => void open.at(-1)?.children.push(words));
  parser.write(text).close();
  return root;
}

export const childrenOf = ({children}: XmlElement): XmlElement[] => children.filter((each) => typeof each !== "string");

/** Finds what stands below an element, in the order of the text; what older programs show instead is left out. */
export function descendants(element: XmlElement, ...names: string[]): XmlElement[] {
  const found: XmlElement[] = [];
  collect(element, names, found);
  return found;
}

function collect({children}: XmlElement, names: string[], found: XmlElement[]): void {
  for (const each of children) {
    if (typeof each === "string" || each.name === "mc:Fallback") continue;
    if (names.includes(each.name)) found.push(each);
    collect(each, names, found);
  }
}

export const child = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((each): each is XmlElement => typeof each !== "string" && each.name === name);

export const attribute = (element: XmlElement | undefined, name: string): string | undefined =>
  element?.attributes[name];

export function numberOf(element: XmlElement | undefined, name: string): number | undefined {
  const text = attribute(element, name);
  const value = text === undefined || text === "" ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** `<w:b/>` is true, `<w:b w:val="0"/>` is false, nothing is undefined. */
export function isOn(element: XmlElement | undefined): boolean | undefined {
  return element && !["0", "false", "off", "none"].includes(attribute(element, "w:val") ?? "1");
}

export const textIn = (element: XmlElement): string =>
  element.children.map((each) => (typeof each === "string" ? each : textIn(each))).join("");
