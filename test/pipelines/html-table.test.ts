import {expect, test} from "vitest";
import {htmlTable} from "#pipelines/files/web-page/html-table.ts";

const cellsOf = (html: string) => htmlTable(html)?.rows.map(({cells}) => cells);

test("a cell over several rows and columns fills its first place, as in a merged range", () => {
  const html = `<table><tr><td rowspan=2>a</td><td colspan=2>b</td></tr><tr><td>c<td>d</tr><tr><td>e<td>f<td>g</table>`;
  expect(cellsOf(html)).toEqual([
    ["a", "b"],
    ["", "c", "d"],
    ["e", "f", "g"]
  ]);
});

test("rows without end tags, entities and unseen text are read as a browser shows them", () => {
  const html = `<table><tr><th>甲<script>1</script>&lt;1&gt;<th>&#20057;
    丙<tr><td>1<br>2<td>A&amp;B</table>`;
  expect(cellsOf(html)).toEqual([
    ["甲<1>", "乙 丙"],
    ["1\n2", "A&B"]
  ]);
});

test("no page costs more time than its size, whatever it nests or merges", () => {
  const start = performance.now();
  expect(htmlTable("<table><tr><td>".repeat(100_000))).toBeUndefined();
  expect(htmlTable(`<table><tr><td>a<td>b<tr><td>c<td>d</table>${"<div>".repeat(300_000)}`)).toBeUndefined();
  expect(htmlTable(`<table>${"<tr><td colspan=16000>a<td>b".repeat(100_000)}</table>`)).toBeUndefined();
  expect(
    htmlTable(`<table><tr><td colspan=16000 rowspan=900000>a${"<tr><td>b".repeat(100_000)}</table>`)
  ).toBeUndefined();
  expect(
    htmlTable(`<table><tr><td colspan=1000000000 rowspan=1000000>a<td>b<tr><td>c<td>d</table>`)?.rows
  ).toHaveLength(2);
  expect(htmlTable(`<table><tr><td colspan=900000>a<td>b<tr><td>c<td>d</table>`)).toBeUndefined();
  expect(performance.now() - start).toBeLessThan(30_000);
});

test("a large page in one line is read in time", () => {
  const row = `<tr>${"<td rowspan=1>内容</td>".repeat(20)}</tr>`;
  const start = performance.now();
  expect(htmlTable(`<table>${row.repeat(20_000)}</table>`)?.rows).toHaveLength(20_000);
  expect(htmlTable(`<table>${row.repeat(120_000)}</table>`)).toBeUndefined();
  expect(performance.now() - start).toBeLessThan(60_000);
});
