import {expect, test} from "vitest";
import {nearestParts} from "#pipelines/checks/list-parts.ts";
import {nearest} from "#pipelines/checks/nearest.ts";
import {textOfNoTable} from "#pipelines/files/file-kind.ts";
import {statedIn} from "#pipelines/files/stated-units.ts";
import {htmlTable} from "#pipelines/files/web-page/html-table.ts";
import {maskedNumbers, privateKinds} from "#pipelines/findings/private-numbers.ts";
import {withoutValues} from "../../app/server/http/without-values.ts";

// Each of these once took the square or the cube of its length: minutes, up to years. The runner ends what hangs.

test("a cell of a hundred thousand small numbers is no phone, and is said at once", () => {
  expect(privateKinds("1 ".repeat(100_000))).toEqual([]);
});

test("a cell of a million digits, or of a million letters between them, is no number of a person", () => {
  expect(privateKinds("1".repeat(1_000_000))).toEqual([]);
  expect(privateKinds("1-".repeat(500_000))).toEqual([]);
  expect(privateKinds("4444 ".repeat(200_000))).toEqual([]);
});

test("a text of pages is no mistyped word of a list", () => {
  expect(nearest(`文${"字".repeat(300_000)}`, ["文化艺术"])).toBeUndefined();
  expect(nearestParts("文化艺术品；".repeat(50_000), ["文化艺术"])).toBeUndefined();
  expect(nearestParts("文化艺术品；文化艺", ["文化艺术"])).toBe("文化艺术");
});

test("a line of blanks above the table names no unit", () => {
  expect(statedIn([[`单位${" ".repeat(100_000)}`]])).toEqual([]);
  expect(statedIn([["单　位： 万　元"]])).toMatchObject([{tens: 4, isSure: true}]);
});

test("a text that begins to be a setting of a Mac again and again is XML", () => {
  const head = `<?xml?>${"<plist".repeat(43_000)}`;
  expect(textOfNoTable(head, () => false)).toMatchObject({format: "xml"});
  expect(textOfNoTable(`<?xml?><plist><key>URL</key>${"<plist".repeat(43_000)}`, () => false)).toMatchObject({
    format: "web-link"
  });
});

test("a cell of a web page with a blank in each of many elements is that of its words", () => {
  const cells = htmlTable(`<table><tr><td>1<td>a${"<i> </i>".repeat(300_000)}b<tr><td>1<td>2</table>`)?.rows[0]?.cells;
  expect(cells).toEqual(["1", "a b"]);
});

test("a message that quotes a long cell is kept by its beginning", () => {
  expect(withoutValues("a".repeat(500_000))).toBe("<key>");
});

test("digits that look like others are masked where they make a number of a person", () => {
  const mobile = ["𝟏", "③", "８", "0", "𝟎", "①", "3", "8", "𝟎", "0", "0"].join("");
  expect(privateKinds(mobile)).toEqual(["mobile"]);
  expect(maskedNumbers(mobile)).toBe("•".repeat(11));
});
