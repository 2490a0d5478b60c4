import type {Box} from "./page-layout.ts";
import {changePart, namesLike, readPart, type Parts} from "./ooxml-parts.ts";
import {allNamed, childOf, element, removeWhere, textOf, type XmlElement} from "./xml-tree.ts";

const SLIDES = /^ppt\/slides\/slide\d+\.xml$/;
const TITLE = "标题";
const DRAWN = /^ppt\/(slides|slideLayouts|slideMasters|notesSlides|notesMasters)\/\w+\.xml$/;
/** The same for every page number; the field's id only tells fields of one text apart. */
const FIELD = {id: "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", type: "slidenum"};

export interface ShapeRules {
  /** The name of the shape that holds the page number. */
  numberShape: string;
  /** Where the title of each slide stands, if not where its layout says. */
  titleBoxes: (Box | undefined)[];
}

/** Repairs what PowerPoint repairs, before it asks. */
export function repairShapes(parts: Parts, {numberShape, titleBoxes}: ShapeRules) {
  namesLike(parts, SLIDES).forEach((name, at) =>
    changePart(parts, name, (root) => repairSlide(root, numberShape, titleBoxes[at]))
  );
  giveMasterTitle(parts);
  for (const name of namesLike(parts, DRAWN)) changePart(parts, name, repairDrawing);
}

function repairSlide(root: XmlElement, numberShape: string, titleBox: Box | undefined) {
  removeWhere(root, isEmptyPlaceholder);
  for (const shape of allNamed(root, "p:sp")) {
    if (shapeName(shape) === numberShape) numberPage(shape);
    if (titleBox && placeType(shape) === "title") place(shape, titleBox);
  }
  for (const frame of allNamed(root, "p:graphicFrame")) repairTable(frame);
}

const EMU_PER_INCH = 914400;
const emu = (inches: number) => String(Math.round(inches * EMU_PER_INCH));

function place(shape: XmlElement, {x, y, w, h}: Box) {
  for (const frame of allNamed(shape, "a:xfrm")) {
    frame.children = [element("a:off", {x: emu(x), y: emu(y)}), element("a:ext", {cx: emu(w), cy: emu(h)})];
  }
}

function repairDrawing(root: XmlElement) {
  for (const background of allNamed(root, "p:bgPr")) finishBackground(background);
  for (const group of allNamed(root, "p:grpSpPr")) group.children = [];
  for (const place of allNamed(root, "p:ph")) repairPlaceholder(place);
  for (const shape of allNamed(root, "p:sp")) {
    markTextBox(shape);
    nameTitle(shape);
  }
  for (const paragraph of allNamed(root, "a:p")) keepFirstProperties(paragraph);
  removeWhere(root, ({name, children, attributes}) => isEmptyLine(name, children.length, attributes));
  for (const {attributes} of allNamed(root, "p:cNvPr")) if (attributes.descr === "") delete attributes.descr;
  nameShapes(root);
}

const isEmptyLine = (name: string, children: number, attributes: Record<string, string>) =>
  name === "a:ln" && children === 0 && Object.keys(attributes).length === 0;

const shapeName = (shape: XmlElement) => allNamed(shape, "p:cNvPr")[0]?.attributes.name;

/** A page number and a picture of the slide are filled in by PowerPoint. */
function isEmptyPlaceholder(shape: XmlElement): boolean {
  if (shape.name !== "p:sp") return false;
  const [place] = allNamed(shape, "p:ph");
  return place !== undefined && !["sldNum", "sldImg"].includes(place.attributes.type ?? "") && textOf(shape) === "";
}

/** The number follows the slide when somebody moves it. */
function numberPage(shape: XmlElement) {
  const run = allNamed(shape, "a:r").findLast((each) => /^\d+$/.test(textOf(each)));
  if (!run) return;
  run.name = "a:fld";
  run.attributes = {...FIELD};
}

/** The frame is as high as its rows; its first row is a header where it is one. */
function repairTable(frame: XmlElement) {
  const rows = allNamed(frame, "a:tr");
  if (rows.length === 0) return;
  const height = rows.reduce((sum, {attributes}) => sum + Number(attributes.h), 0);
  for (const extent of allNamed(frame, "a:ext").filter(({attributes}) => attributes.cy)) {
    extent.attributes.cy = String(height);
  }
  if (shapeName(frame) !== "表") return;
  for (const table of allNamed(frame, "a:tblPr")) table.attributes.firstRow = "1";
}

function finishBackground(background: XmlElement) {
  if (!childOf(background, "a:effectLst")) background.children.push(element("a:effectLst"));
}

/** A title is the only one of its kind, so it needs no index; a prompt belongs to layouts. */
function repairPlaceholder(place: XmlElement) {
  delete place.attributes.hasCustomPrompt;
  if (place.attributes.type === "title") delete place.attributes.idx;
}

/** pptxgenjs names a shape in a place by its number alone. */
function nameTitle(shape: XmlElement) {
  if (placeType(shape) !== "title") return;
  for (const {attributes} of allNamed(shape, "p:cNvPr")) attributes.name = TITLE;
}

function markTextBox(shape: XmlElement) {
  const isText = childOf(shape, "p:txBody") && allNamed(shape, "p:ph").length === 0;
  for (const kind of allNamed(shape, "p:cNvSpPr")) if (isText) kind.attributes.txBox = "1";
}

/** pptxgenjs writes a paragraph's properties before each of its runs; the schema knows them once, at the start. */
function keepFirstProperties(paragraph: XmlElement) {
  const properties = childOf(paragraph, "a:pPr");
  if (!properties) return;
  const others = paragraph.children.filter((child) => typeof child === "string" || child.name !== "a:pPr");
  paragraph.children = [properties, ...others];
}

/** Ids count from the tree's own, which is 1; a name that stands twice gets a number. */
function nameShapes(root: XmlElement) {
  const names = new Set<string>();
  allNamed(root, "p:cNvPr").forEach(({attributes}, at) => {
    const name = freeName(attributes.name ?? "", names);
    names.add(name);
    Object.assign(attributes, {id: String(at + 1), name});
  });
}

function freeName(name: string, taken: Set<string>): string {
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name} ${number}`)) number++;
  return `${name} ${number}`;
}

/** Layouts inherit the title from the master, which pptxgenjs leaves empty. */
function giveMasterTitle(parts: Parts) {
  const titles = namesLike(parts, /^ppt\/slideLayouts\/slideLayout\d+\.xml$/).flatMap((name) => titlesOf(parts, name));
  const [title] = titles;
  if (!title) return;
  for (const name of namesLike(parts, /^ppt\/slideMasters\/slideMaster\d+\.xml$/)) {
    changePart(parts, name, (root) => addTitle(root, title));
  }
}

function titlesOf(parts: Parts, name: string): XmlElement[] {
  return allNamed(readPart(parts, name), "p:sp").filter((shape) => placeType(shape) === "title");
}

const placeType = (shape: XmlElement) => allNamed(shape, "p:ph")[0]?.attributes.type;

function addTitle(root: XmlElement, title: XmlElement) {
  const [tree] = allNamed(root, "p:spTree");
  const hasTitle = allNamed(root, "p:sp").some((shape) => placeType(shape) === "title");
  if (tree && !hasTitle) tree.children.push(title);
}
