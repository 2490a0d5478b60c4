import {SaxesParser} from "saxes";

export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlNode[];
}

export type XmlNode = XmlElement | string;

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** Elements whose white space is text; elsewhere it is layout of the source. */
const TEXT_ELEMENTS = new Set(["a:t", "c:v", "t", "vt:lpstr"]);

/** Throws where the text is not well-formed. Comments and instructions are left out. */
export function parseXml(text: string): XmlElement {
  const document = element("", {});
  const open = [document];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({name, attributes}) => {
    const entered = element(name, {...attributes});
    open.at(-1)?.children.push(entered);
    open.push(entered);
  });
  parser.on("closetag", () => void open.pop());
  parser.on("text", (words) => addText(open.at(-1), words));
  parser.write(text).close();
  const [root] = elementsOf(document);
  if (!root) throw new Error("XML without a root element");
  return root;
}

export function element(name: string, attributes: Record<string, string> = {}, children: XmlNode[] = []): XmlElement {
  return {name, attributes, children};
}

function addText(parent: XmlElement | undefined, words: string) {
  if (parent && (TEXT_ELEMENTS.has(parent.name) || words.trim() !== "")) parent.children.push(words);
}

export const xmlText = (root: XmlElement): string => DECLARATION + nodeText(root);

function nodeText(node: XmlNode): string {
  if (typeof node === "string") return escapeXml(node);
  const {name, attributes, children} = node;
  const start = `<${name}${Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escapeXml(value)}"`)
    .join("")}`;
  return children.length === 0 ? `${start}/>` : `${start}>${children.map(nodeText).join("")}</${name}>`;
}

export function escapeXml(text: string): string {
  return withoutControls(text)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
}

/** Leaves out the characters that XML cannot hold. */
export const withoutControls = (text: string): string =>
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");

export const isElement = (node: XmlNode): node is XmlElement => typeof node !== "string";

export const elementsOf = (parent: XmlElement): XmlElement[] => parent.children.filter(isElement);

export const childOf = (parent: XmlElement, name: string): XmlElement | undefined =>
  elementsOf(parent).find((child) => child.name === name);

/** Itself and everything below it, in the order of the document. */
export function* allOf(root: XmlElement): Generator<XmlElement> {
  yield root;
  for (const child of elementsOf(root)) yield* allOf(child);
}

export const allNamed = (root: XmlElement, name: string): XmlElement[] =>
  [...allOf(root)].filter((each) => each.name === name);

export const textOf = (root: XmlElement): string =>
  root.children.map((child) => (isElement(child) ? textOf(child) : child)).join("");

/** Takes out the descendants that match. */
export function removeWhere(root: XmlElement, isUnwanted: (each: XmlElement) => boolean) {
  root.children = root.children.filter((child) => !isElement(child) || !isUnwanted(child));
  for (const child of elementsOf(root)) removeWhere(child, isUnwanted);
}
