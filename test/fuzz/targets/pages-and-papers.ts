import {writeFileSync} from "node:fs";
import {join} from "node:path";
import fc from "fast-check";
import {checkGbt9704} from "#app/features/materials/docx/gbt-9704-checker.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {htmlTable} from "#pipelines/files/web-page/html-table.ts";
import {readPage} from "#pipelines/files/web-page/web-page.ts";
import {property} from "../case.ts";
import {corpusOf} from "../corpus.ts";
import {expectTrue} from "../equal.ts";
import {expectSaid} from "../findings-said.ts";
import {withFolder} from "../folder.ts";
import {mutated} from "../mutated.ts";
import {repacked} from "../packed.ts";
import type {Target} from "../target.ts";
import {isUtf8} from "node:buffer";

const dataset = fc.constantFrom(...readContracts().keys());
const pages = () => corpusOf("xls").filter(({bytes}) => bytes.includes("<"));

/** A page that is named xls becomes the text of its one table, or is none. */
const webPages: Target = {
  name: "web-pages",
  share: 9_000,
  open: withFolder((folder) =>
    property(fc.record({file: mutated(pages()), dataset}), async ({file: {bytes}, dataset}) => {
      const [path, copyTo] = [join(folder, "page"), join(folder, "text")];
      writeFileSync(path, bytes);
      const page = {path, head: bytes, byteCount: bytes.length, isUtf8: isUtf8(bytes)};
      const text = await readPage(page, {copyTo, contract: readContracts().get(dataset)!});
      text?.sheet?.findings.forEach(expectSaid);
    })
  )
};

/** Most make a table; a few make it none. */
const tag = fc.oneof(
  {
    weight: 40,
    arbitrary: fc.constantFrom(
      ...["<tr>", "</tr>", "<td>", "</td>", "<th>", "<br>", "<p>", "a", " ", "\n", "&lt;"],
      ...["<td colspan=3>", "<td rowspan=2>", "<td rowspan=9>", "<td colspan='-1'>", "<a href='https://x.example/'>"]
    )
  },
  fc.constantFrom(
    ...["<table>", "</table>", "<td colspan=16385>", "<td rowspan=1048577>", "<td hidden>", "<input>"],
    ...["<script>", "</script>", "<!--", "-->", "&#1114112;", "\0"]
  ),
  fc.string({maxLength: 4})
);

/** The rows of a table are in order, and none is wider than a sheet. */
const tables: Target = {
  name: "html-tables",
  share: 40_000,
  open: () => ({
    property: property(fc.array(tag, {maxLength: 60}), (tags) => {
      const rows = htmlTable(`<table><tr><td>a<td>b<tr>${tags.join("")}</table>`)?.rows ?? [];
      expectTrue(
        rows.every(({row}, at) => at === 0 || row > rows[at - 1]!.row),
        "rows out of order"
      );
      expectTrue(
        rows.every(({cells}) => cells.length <= 16_384 && !cells.includes(undefined!)),
        "a row with holes"
      );
    })
  })
};

/** A paper for GB/T 9704 gets its rows of the check, or words. */
const papers: Target = {
  name: "papers",
  share: 4_000,
  open: () => ({
    property: property(
      fc.oneof(
        {weight: 3, arbitrary: repacked(corpusOf("docx"))},
        {weight: 1, arbitrary: mutated(corpusOf("docx", "xlsx"))}
      ),
      ({bytes}) => {
        const rows = checkGbt9704(bytes);
        if ("problem" in rows) expectTrue(/\p{Script=Han}/u.test(rows.problem), rows.problem);
      }
    )
  })
};

export const PAGES_AND_PAPERS = [webPages, tables, papers];
