import {changePart, namesLike, readPart, relationsName, writePart, type Parts} from "./ooxml-parts.ts";
import {allNamed, childOf, element, elementsOf, textOf, type XmlElement} from "./xml-tree.ts";

const NOTES_MASTER = "ppt/notesMasters/notesMaster1.xml";
const NOTES_THEME = "ppt/theme/theme2.xml";
/** A4 upright, in EMU, as the places of the notes master are laid out. */
const NOTES_SIZE = {cx: "6858000", cy: "9144000"};
/** The order of the schema; PowerPoint repairs a file where slides stand before the notes master. */
const PRESENTATION_ORDER = ["p:sldMasterIdLst", "p:notesMasterIdLst", "p:handoutMasterIdLst", "p:sldIdLst"];

/** Speaker notes that PowerPoint opens, each sentence a paragraph. */
export function repairNotes(parts: Parts) {
  giveOwnTheme(parts);
  changePart(parts, "ppt/presentation.xml", orderPresentation);
  changePart(parts, NOTES_MASTER, repairMaster);
  for (const name of namesLike(parts, /^ppt\/notesSlides\/notesSlide\d+\.xml$/)) changePart(parts, name, repairSlide);
}

/** A theme belongs to one master. */
function giveOwnTheme(parts: Parts) {
  writePart(parts, NOTES_THEME, readPart(parts, "ppt/theme/theme1.xml"));
  changePart(parts, relationsName(NOTES_MASTER), (root) => {
    for (const {attributes} of allNamed(root, "Relationship")) {
      if (attributes.Type?.endsWith("/theme")) attributes.Target = "../theme/theme2.xml";
    }
  });
}

function orderPresentation(root: XmlElement) {
  const ordered = PRESENTATION_ORDER.flatMap((name) => elementsOf(root).filter((child) => child.name === name));
  root.children = [
    ...ordered,
    ...root.children.filter((child) => typeof child === "string" || !ordered.includes(child))
  ];
  for (const size of allNamed(root, "p:notesSz")) Object.assign(size.attributes, NOTES_SIZE);
}

/** The words of the places in Chinese, and no day that a clock would fill in. */
function repairMaster(root: XmlElement) {
  const words = ["单击此处编辑备注", "第二级", "第三级", "第四级", "第五级"];
  for (const shape of allNamed(root, "p:sp")) {
    const type = allNamed(shape, "p:ph")[0]?.attributes.type;
    if (type === "body") allNamed(shape, "a:t").forEach((text, at) => (text.children = [words[at] ?? ""]));
    if (type === "dt") for (const body of allNamed(shape, "a:p")) body.children = [element("a:endParaRPr")];
  }
}

function repairSlide(root: XmlElement) {
  for (const shape of allNamed(root, "p:sp")) {
    const [place] = allNamed(shape, "p:ph");
    const body = childOf(shape, "p:txBody");
    if (place?.attributes.type === "body" && body) splitParagraphs(body);
  }
}

function splitParagraphs(body: XmlElement) {
  const lines = textOf(body).split("\n");
  const kept = elementsOf(body).filter(({name}) => name !== "a:p");
  body.children = [...kept, ...lines.map(paragraph)];
}

const paragraph = (words: string) =>
  element("a:p", {}, [element("a:r", {}, [element("a:rPr", {dirty: "0"}), element("a:t", {}, [words])])]);
