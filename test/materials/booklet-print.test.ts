import {expect, test} from "vitest";
import {pagesOfAnchors, timelessPdf} from "#app/features/materials/printed-pdf.ts";

const bytes = (text: string) => Uint8Array.from(Buffer.from(text, "latin1"));

test("dates and ids of a file become fixed, and everything else stays where it was", () => {
  const pdf = bytes(
    "1 0 obj\n<</CreationDate (D:20261129032957+00'00')\n/ModDate (D:20261129032958+00'00')>>\nendobj\n" +
      "\xd3\xeb stream\ntrailer\n<</Size 2\n/ID [<0A1b><FFEE>]>>"
  );
  expect(Buffer.from(timelessPdf(pdf)).toString("latin1")).toBe(
    "1 0 obj\n<</CreationDate (D:20000101000000+00'00')\n/ModDate (D:20000101000000+00'00')>>\nendobj\n" +
      "\xd3\xeb stream\ntrailer\n<</Size 2\n/ID [<0000><0000>]>>"
  );
});

test("the page of an anchor is counted through the tree of pages, not through the file", () => {
  const objects = [
    "9 0 obj\n<</Type /Page\n/Parent 4 0 R>>\nendobj",
    "7 0 obj\n<</Type /Page\n/Parent 3 0 R>>\nendobj",
    "8 0 obj\n<</Type /Page\n/Parent 3 0 R>>\nendobj",
    "3 0 obj\n<</Type /Pages\n/Count 2\n/Kids [7 0 R 8 0 R]>>\nendobj",
    "4 0 obj\n<</Type /Pages\n/Count 1\n/Kids [9 0 R]>>\nendobj",
    "2 0 obj\n<</Type /Pages\n/Count 3\n/Kids [3 0 R 4 0 R]>>\nendobj",
    "5 0 obj\n<</overview [8 0 R /XYZ 0 841 0]\n/T05 [9 0 R /XYZ 0 841 0]>>\nendobj",
    "6 0 obj\n<</Type /Catalog\n/Pages 2 0 R\n/Dests 5 0 R>>\nendobj",
    "trailer\n<</Root 6 0 R>>"
  ];
  expect(pagesOfAnchors(bytes(`%PDF-1.4\n${objects.join("\n")}`))).toEqual(
    new Map([
      ["overview", 2],
      ["T05", 3]
    ])
  );
});

test("a document without links names no pages", () => {
  expect(pagesOfAnchors(bytes("%PDF-1.4\n1 0 obj\n<</Pages 2 0 R>>\nendobj\ntrailer\n<</Root 1 0 R>>"))).toEqual(
    new Map()
  );
});
