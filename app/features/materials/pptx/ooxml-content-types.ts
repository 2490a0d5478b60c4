import {
  changePart,
  CONTENT_TYPES,
  relationsName,
  relationsOf,
  relationsOwner,
  type Parts,
  writePart
} from "./ooxml-parts.ts";
import {element, removeWhere} from "./xml-tree.ts";

const NAMESPACE = "http://schemas.openxmlformats.org/package/2006/content-types";
const OFFICE = "application/vnd.openxmlformats-officedocument";

/** Parts of these endings are of one type wherever they stand. */
const DEFAULTS: Record<string, string> = {
  rels: "application/vnd.openxmlformats-package.relationships+xml",
  xlsx: `${OFFICE}.spreadsheetml.sheet`
};

const OVERRIDES: [RegExp, string][] = [
  [/^ppt\/presentation\.xml$/, `${OFFICE}.presentationml.presentation.main+xml`],
  [/^ppt\/slideMasters\/[^/]+$/, `${OFFICE}.presentationml.slideMaster+xml`],
  [/^ppt\/slideLayouts\/[^/]+$/, `${OFFICE}.presentationml.slideLayout+xml`],
  [/^ppt\/slides\/[^/]+$/, `${OFFICE}.presentationml.slide+xml`],
  [/^ppt\/notesMasters\/[^/]+$/, `${OFFICE}.presentationml.notesMaster+xml`],
  [/^ppt\/notesSlides\/[^/]+$/, `${OFFICE}.presentationml.notesSlide+xml`],
  [/^ppt\/charts\/[^/]+$/, `${OFFICE}.drawingml.chart+xml`],
  [/^ppt\/theme\/[^/]+$/, `${OFFICE}.theme+xml`],
  [/^ppt\/presProps\.xml$/, `${OFFICE}.presentationml.presProps+xml`],
  [/^ppt\/viewProps\.xml$/, `${OFFICE}.presentationml.viewProps+xml`],
  [/^ppt\/tableStyles\.xml$/, `${OFFICE}.presentationml.tableStyles+xml`],
  [/^docProps\/core\.xml$/, "application/vnd.openxmlformats-package.core-properties+xml"],
  [/^docProps\/app\.xml$/, `${OFFICE}.extended-properties+xml`]
];

/** Names the type of each part that exists, and of no other. */
export function writeContentTypes(parts: Parts) {
  const names = [...parts.keys()].filter((name) => name !== CONTENT_TYPES).sort();
  const endings = [...new Set(names.map(endingOf))].filter((ending) => ending in DEFAULTS).sort();
  const defaults = endings.map((Extension) => element("Default", {Extension, ContentType: DEFAULTS[Extension] ?? ""}));
  const overrides = names
    .filter((name) => !(endingOf(name) in DEFAULTS))
    .map((name) => element("Override", {PartName: `/${name}`, ContentType: typeOf(name)}));
  writePart(parts, CONTENT_TYPES, element("Types", {xmlns: NAMESPACE}, [...defaults, ...overrides]));
}

const endingOf = (name: string) => name.split(".").at(-1) ?? "";

function typeOf(name: string): string {
  const type = OVERRIDES.find(([pattern]) => pattern.test(name))?.[1];
  if (!type) throw new Error(`No content type is known for ${name}`);
  return type;
}

/** Takes out relations to parts that do not exist, and the relations of such parts. */
export function dropLooseRelations(parts: Parts) {
  for (const name of [...parts.keys()].filter((each) => each.endsWith(".rels"))) {
    const owner = relationsOwner(name);
    if (owner !== "" && !parts.has(owner)) parts.delete(name);
    else dropFrom(parts, owner);
  }
}

function dropFrom(parts: Parts, owner: string) {
  const relations = relationsOf(parts, owner);
  const loose = relations.filter(({target, isOutside}) => !isOutside && !parts.has(target)).map(({id}) => id);
  if (loose.length === 0) return;
  changePart(parts, relationsName(owner), (root) =>
    removeWhere(root, ({attributes}) => loose.includes(attributes.Id ?? ""))
  );
}
