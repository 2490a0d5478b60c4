import {changePart, type Parts} from "./ooxml-parts.ts";
import {FACE} from "./look.ts";
import {allNamed, childOf, element, type XmlElement} from "./xml-tree.ts";

export interface Properties {
  title: string;
  subject: string;
  /** The state that the numbers come from, so that a file can be traced. */
  state: string;
  /** The day of the numbers, YYYY-MM-DD: the file's own, so that it does not depend on when it was made. */
  on: string;
  pages: string[];
}

const AUTHOR = "工会年度计划看板";

export function setProperties(parts: Parts, properties: Properties) {
  changePart(parts, "docProps/core.xml", (root) => setCore(root, properties));
  changePart(parts, "docProps/app.xml", (root) => setApp(root, properties.pages));
}

function setCore(root: XmlElement, {title, subject, state, on}: Properties) {
  const moment = `${on}T00:00:00Z`;
  setText(root, "dc:title", title);
  setText(root, "dc:subject", subject);
  setText(root, "dc:creator", AUTHOR);
  setText(root, "cp:lastModifiedBy", AUTHOR);
  setText(root, "dcterms:created", moment);
  setText(root, "dcterms:modified", moment);
  root.children.push(element("cp:keywords", {}, [`状态 ${state}`]));
}

function setText(root: XmlElement, name: string, words: string) {
  const child = childOf(root, name);
  if (child) child.children = [words];
}

/** The titles in the file's own list: one face, one theme, then the pages. */
function setApp(root: XmlElement, pages: string[]) {
  setText(root, "Company", AUTHOR);
  const titles = [FACE, "Office Theme", ...pages];
  for (const list of allNamed(root, "TitlesOfParts")) {
    list.children = [
      vector(
        titles.map((words) => element("vt:lpstr", {}, [words])),
        "lpstr"
      )
    ];
  }
  for (const list of allNamed(root, "HeadingPairs")) list.children = [headings(pages.length)];
}

function headings(pages: number): XmlElement {
  const counts: [string, number][] = [
    ["已用的字体", 1],
    ["主题", 1],
    ["幻灯片标题", pages]
  ];
  const pairs = counts.flatMap(([name, count]) => [
    element("vt:variant", {}, [element("vt:lpstr", {}, [name])]),
    element("vt:variant", {}, [element("vt:i4", {}, [String(count)])])
  ]);
  return vector(pairs, "variant");
}

const vector = (children: XmlElement[], baseType: string) =>
  element("vt:vector", {size: String(children.length), baseType}, children);
