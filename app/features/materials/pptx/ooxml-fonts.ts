import {FACE} from "./look.ts";
import {changePart, namesLike, type Parts} from "./ooxml-parts.ts";
import {allNamed, allOf, childOf, element, elementsOf, type XmlElement} from "./xml-tree.ts";

const FACES = ["a:latin", "a:ea", "a:cs"];
const LANGUAGES = {lang: "zh-CN", altLang: "en-US"};
const RUN_PROPERTIES = ["a:rPr", "a:defRPr", "a:endParaRPr"];
/** What follows the faces in a run's properties, by the schema. */
const AFTER_FACES = ["a:sym", "a:hlinkClick", "a:hlinkMouseOver", "a:rtl", "a:extLst"];

/** Every text of slides, notes, charts and the theme takes one Chinese face, and is proofed as Chinese. */
export function setFonts(parts: Parts) {
  for (const name of namesLike(parts, /^ppt\/theme\/theme\d+\.xml$/)) changePart(parts, name, setThemeFonts);
  const drawn = /^ppt\/(presentation|(slides|slideLayouts|slideMasters|notesSlides|notesMasters|charts)\/[^/]+)\.xml$/;
  for (const name of namesLike(parts, drawn)) changePart(parts, name, setTextFonts);
}

/** The faces of other scripts are of no use here, and some of them are Arial. */
function setThemeFonts(root: XmlElement) {
  for (const name of ["a:majorFont", "a:minorFont"]) {
    for (const font of allNamed(root, name)) font.children = faces(FACE, [element("a:font", hans())]);
  }
}

const hans = () => ({script: "Hans", typeface: FACE});

const faces = (typeface: string, more: XmlElement[] = []) => [
  ...FACES.map((name) => element(name, {typeface})),
  ...more
];

function setTextFonts(root: XmlElement) {
  for (const each of allOf(root)) {
    if (RUN_PROPERTIES.includes(each.name)) setRunFonts(each);
    if (each.name === "a:buFont") each.attributes = {typeface: FACE};
  }
}

function setRunFonts(run: XmlElement) {
  if (run.name !== "a:defRPr" || run.attributes.lang) Object.assign(run.attributes, LANGUAGES);
  const latin = childOf(run, "a:latin");
  if (!latin || latin.attributes.typeface?.startsWith("+")) return;
  const others = elementsOf(run).filter(({name}) => !FACES.includes(name));
  const after = others.filter(({name}) => AFTER_FACES.includes(name));
  run.children = [...others.filter((each) => !after.includes(each)), ...faces(FACE), ...after];
}
