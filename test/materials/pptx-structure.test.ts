import {unzipSync} from "fflate";
import {createHash} from "node:crypto";
import {beforeAll, describe, expect, test} from "vitest";
import {deckPptx} from "#app/features/materials/pptx/deck-pptx.server.ts";
import {namesLike, partsOf, readPart, relationsOf, type Parts} from "#app/features/materials/pptx/ooxml-parts.ts";
import {rawPptx} from "#app/features/materials/pptx/raw-pptx.server.ts";
import {allNamed, textOf} from "#app/features/materials/pptx/xml-tree.ts";
import {fixtureDeck} from "../deck-fixture.ts";
import {slideTitled} from "./pptx-slides.ts";
import {
  axisFaults,
  edgeFaults,
  fontFaults,
  notesFaults,
  orderFaults,
  partFaults,
  partText,
  shapeFaults,
  workbookFaults,
  zipFaults
} from "./pptx-faults.ts";

const ON = "2026-11-28";
let file: Uint8Array;
let rawFile: Uint8Array;
let parts: Parts;
let raw: Parts;

beforeAll(async () => {
  file = await deckPptx(fixtureDeck(), ON);
  rawFile = (await rawPptx(fixtureDeck())).file;
  parts = partsOf(file);
  raw = partsOf(rawFile);
});

/** Each fault is one that the library itself leaves, so the check is known to see it. */
describe("a file of slides", () => {
  test("names the type of each part that exists, and every relation leads to one", () => {
    expect(partFaults(raw)).toContainEqual("type of no part: ppt/slideMasters/slideMaster2.xml");
    expect(partFaults(parts)).toEqual([]);
  });

  test("holds no folders and no types that it does not use", () => {
    const entries = (bytes: Uint8Array) => Object.keys(unzipSync(bytes));
    const rawFaults = zipFaults(entries(rawFile), raw);
    expect(rawFaults).toEqual(expect.arrayContaining(["folder: ppt/slides/", "unused type: vml"]));
    expect(zipFaults(entries(file), parts)).toEqual([]);
  });

  test("writes every text in a Chinese face and language", () => {
    const rawFaults = fontFaults(raw).join("\n");
    for (const fault of ["latin without ea", "Arial in", "in en-US"]) expect(rawFaults).toContain(fault);
    expect(fontFaults(parts)).toEqual([]);
  });

  test("defines every axis of a chart once", () => {
    expect(axisFaults(raw)).not.toEqual([]);
    expect(axisFaults(parts)).toEqual([]);
  });

  test("has no shape without size, no empty place, and no id or name twice", () => {
    const rawFaults = shapeFaults(raw).join("\n");
    for (const fault of ["extent 0 × 0", "empty line", "ground without effects"]) expect(rawFaults).toContain(fault);
    expect(shapeFaults(parts)).toEqual([]);
  });

  test("has workbooks that open and equal their charts", async () => {
    expect((await workbookFaults(raw)).join("\n")).toContain("table at A1:");
    expect(await workbookFaults(parts)).toEqual([]);
  });

  test("has a notes master with its places and its own theme", () => {
    expect(notesFaults(raw)).toEqual(
      expect.arrayContaining(["one theme for two masters", "slides before the notes master"])
    );
    expect(notesFaults(parts)).toEqual([]);
  });

  test("keeps to the order of the schema", () => {
    const rawFaults = orderFaults(raw).join("\n");
    for (const fault of ["a:p: a:pPr a:r a:pPr", "c:dLbls has c:showLeaderLines", "p:presentation: "]) {
      expect(rawFaults).toContain(fault);
    }
    expect(orderFaults(parts)).toEqual([]);
  });

  test("is equal to the byte for an equal deck, whatever was made before it", async () => {
    const again = await deckPptx(fixtureDeck(), ON);
    expect(hashOf(again)).toBe(hashOf(file));
    expect(hashOf(await deckPptx(fixtureDeck(), "2026-11-29"))).not.toBe(hashOf(file));
    expect(namesLike(parts, /^ppt\/charts\/chart/)[0]).toBe("ppt/charts/chart1.xml");
    expect(partText(parts, "docProps/core.xml")).toContain(`${ON}T00:00:00Z</dcterms:created>`);
    expect(partText(raw, "docProps/core.xml")).not.toContain(ON);
  });
});

const hashOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

describe("its slides", () => {
  test("carry the conclusion as their title, the corner, their number and the speaker's notes", () => {
    const slides = namesLike(parts, /^ppt\/slides\/slide\d+\.xml$/);
    const deck = fixtureDeck();
    expect(slides.length).toBeGreaterThanOrEqual(deck.slides.length);
    slides.forEach((name, at) => {
      const root = readPart(parts, name);
      const titles = allNamed(root, "p:sp").filter((shape) => allNamed(shape, "p:ph")[0]?.attributes.type === "title");
      expect(titles).toHaveLength(1);
      const slide = slideTitled(deck, textOf(titles[0]!));
      expect(textOf(root)).toContain(deck.corner);
      expect(textOf(allNamed(root, "a:fld")[0]!)).toBe(String(at + 1));
      const notes = relationsOf(parts, name).find(({type}) => type.endsWith("/notesSlide"))!.target;
      const said = textOf(readPart(parts, notes));
      for (const words of [...slide.notes, slide.source.words]) expect(said).toContain(words);
    });
  });

  test("have no text below 18 points and no title below 28", () => {
    for (const name of namesLike(parts, /^ppt\/(slides\/slide|charts\/chart)\d+\.xml$/)) {
      const root = readPart(parts, name);
      const sizes = [...allNamed(root, "a:rPr"), ...allNamed(root, "a:defRPr")].map(({attributes}) => attributes.sz);
      expect(sizes.length).toBeGreaterThan(0);
      for (const size of sizes) expect(Number(size), name).toBeGreaterThanOrEqual(1800);
      const titles = allNamed(root, "p:sp").filter((shape) => allNamed(shape, "p:ph")[0]?.attributes.type === "title");
      for (const run of titles.flatMap((title) => allNamed(title, "a:rPr"))) {
        expect(Number(run.attributes.sz)).toBeGreaterThanOrEqual(2800);
      }
    }
  });

  test("keep all shapes on the page", () => {
    expect(edgeFaults(parts)).toEqual([]);
  });
});

test("a deck in which slides stand twice has each of them, without a fault", async () => {
  const deck = fixtureDeck();
  const slides = Array.from({length: 2 * deck.slides.length}, (_, at) => deck.slides[at % deck.slides.length]!);
  const long = partsOf(await deckPptx({...deck, slides}, ON));
  const countIn = (of: Parts) => namesLike(of, /^ppt\/slides\/slide\d+\.xml$/).length;
  expect(countIn(long)).toBe(2 * countIn(parts));
  expect([...partFaults(long), ...axisFaults(long)]).toEqual([]);
});
