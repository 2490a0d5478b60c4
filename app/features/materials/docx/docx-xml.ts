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

/** A paper of more than anybody writes. */
export class TooMuchXml extends Error {
  override name = "TooMuchXml";
  constructor(readonly of: keyof XmlLeft) {
    super(`too many ${of}`);
  }
}

/** How much of a paper may still be read; its parts share it, since each rule looks at all of them. */
export interface XmlLeft {
  /** Those in cells of tables too. */
  paragraphs: number;
  /** Elements and attributes. */
  marks: number;
  letters: number;
}

const DEEPEST = 200;
/** What a rule asks for is a name or a number; pictures in old forms are written as attributes of many kilobytes. */
const LONGEST_ATTRIBUTE = 255;

/** Reads one part as a tree; throws on what is no XML. Entities of a document type are not unfolded. */
export function readXml(text: string, left: XmlLeft): XmlElement {
  const take = (of: keyof XmlLeft, count: number) => {
    left[of] -= count;
    if (left[of] < 0) throw new TooMuchXml(of);
  };
  const root: XmlElement = {name: "", attributes: {}, children: []};
  const open = [root];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw new XmlError(error.message);
  });
  parser.on("attribute", () => take("marks", 1));
  parser.on("opentag", ({name, attributes}) => {
    take("marks", 1);
    if (name === "w:p") take("paragraphs", 1);
    if (open.length > DEEPEST) throw new XmlError(`nested deeper than ${DEEPEST}`);
    const element: XmlElement = {name, attributes: cut(attributes), children: []};
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on("closetag", () => void open.pop());
  parser.on("text", (words) => {
    take("letters", words.length);
    open.at(-1)?.children.push(words);
  });
  parser.write(text).close();
  return root;
}

function cut(attributes: Record<string, string>): Record<string, string> {
  for (const name in attributes) attributes[name] = attributes[name]!.slice(0, LONGEST_ATTRIBUTE);
  return attributes;
}

export const childrenOf = ({children}: XmlElement): XmlElement[] => children.filter((each) => typeof each !== "string");

/** Finds what stands below an element, in the order of the text; what older programs show instead is left out. */
export function descendants(element: XmlElement, ...names: string[]): XmlElement[] {
  return collected(element, {names, leftOut: ["mc:Fallback"]});
}

/** The same without what stands in elements of one more name. */
export function descendantsOutside(element: XmlElement, outside: string, ...names: string[]): XmlElement[] {
  return collected(element, {names, leftOut: ["mc:Fallback", outside]});
}

interface Wanted {
  names: string[];
  leftOut: string[];
}

function collected({children}: XmlElement, wanted: Wanted, found: XmlElement[] = []): XmlElement[] {
  for (const each of children) {
    if (typeof each === "string" || wanted.leftOut.includes(each.name)) continue;
    if (wanted.names.includes(each.name)) found.push(each);
    collected(each, wanted, found);
  }
  return found;
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

/** The words of an element that holds nothing else. */
export const textIn = ({children}: XmlElement): string => children.filter((each) => typeof each === "string").join("");
