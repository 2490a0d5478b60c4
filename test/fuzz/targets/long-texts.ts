import fc from "fast-check";
import {fileNameOf} from "#app/features/submissions/upload/file-name.ts";
import {queryOf} from "#app/features/search/hits.ts";
import {csvText} from "#app/server/csv.server.ts";
import {withoutValues} from "#app/server/http/without-values.ts";
import {ownPath} from "#app/server/own-path.ts";
import {nearest} from "#pipelines/checks/nearest.ts";
import {readNumber} from "#pipelines/checks/number-reading.ts";
import {plainCode, wordKey} from "#pipelines/checks/plain-characters.ts";
import {pinsOf} from "#pipelines/accounts/pin-order.ts";
import {evidenceOf} from "#pipelines/evidence/evidence-address.ts";
import {scaledHeader} from "#pipelines/files/column-scale.ts";
import {readCorrections} from "#pipelines/files/corrections.ts";
import {textOfNoTable} from "#pipelines/files/file-kind.ts";
import {headerKey} from "#pipelines/files/header.ts";
import {misreadText} from "#pipelines/files/misread.ts";
import {statedIn} from "#pipelines/files/stated-units.ts";
import {topRowsOf} from "#pipelines/files/table.ts";
import {htmlTable} from "#pipelines/files/web-page/html-table.ts";
import {isoText, numberText, plainText} from "#pipelines/files/workbook/cell-text.ts";
import {formatOf} from "#pipelines/files/workbook/number-format.ts";
import {addressIn} from "#pipelines/files/workbook/links.ts";
import {maskedNumbers, privateHeader, privateKinds} from "#pipelines/findings/private-numbers.ts";
import {inventedMobile} from "../../pipelines/invented-numbers.ts";
import {property} from "../case.ts";
import {expectEqual} from "../equal.ts";
import type {Target} from "../target.ts";

/** Everything that looks at a text which a stranger has written, and which may be as long as they like. */
const READERS: Record<string, (text: string) => unknown> = {
  privateKinds: (text) => privateKinds(text),
  masked: (text) => expectEqual(privateKinds(maskedNumbers(text)), [], "numbers are left"),
  privateHeader,
  misreadText,
  plainCode,
  wordKey,
  nearest: (text) => nearest(text, ["是", "心理健康"]),
  readNumber: (text) => readNumber(text, {isMoney: true, isPercent: true}),
  readCount: (text) => readNumber(text, {isMoney: false, isPercent: false}),
  statedIn: (text) => statedIn([[text]]),
  scaledHeader: (text) => scaledHeader(headerKey(text)),
  textOfNoTable: (text) => textOfNoTable(text.slice(0, 256 * 1024), () => false),
  xmlOfNoTable: (text) => textOfNoTable(`<?xml?>${text}`.slice(0, 256 * 1024), () => false),
  topRowsOf: (text) => topRowsOf(text.slice(0, 256 * 1024)),
  htmlTable: (text) => htmlTable(`<table><tr><td>1<td>${text}<tr><td>1<td>2</table>`),
  numberText: (text) => numberText("46093.5", formatOf(200, text.slice(0, 255)), false),
  isoText,
  plainText,
  addressIn: (text) => addressIn(`HYPERLINK(${text}`),
  readCorrections,
  evidenceOf,
  csvText: (text) => csvText([[text]]),
  withoutValues,
  fileNameOf,
  queryOf,
  pinsOf,
  ownPath: (text) => ownPath(`/${text}`)
};

const piece = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      " ",
      "1 ",
      "1-",
      "1,",
      "0",
      "1",
      "12 34 ",
      ".0",
      "a",
      "a.",
      "aA1",
      "\n",
      "\t",
      "　",
      "\u200b",
      "'",
      '"',
      '""',
      "(",
      "[",
      "_x",
      "%",
      "万",
      "元",
      "="
    )
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "<",
      "<i> </i>",
      "<plist",
      "<key>",
      "<html",
      "<td>",
      "<!--",
      "&amp;",
      "/",
      "..",
      "/../",
      "T05,",
      "T00:00:00",
      "第",
      "𝟏",
      "①",
      "單",
      "É",
      "ﷺ",
      "\r\n"
    )
  },
  fc.string({minLength: 1, maxLength: 4, unit: "binary"})
);
const before = fc.constantFrom("", "单位", "单位：", "1", "x", "<plist", '"', "http://", inventedMobile());

/** A pattern that goes on and on takes no more time than its length, whoever reads it. */
export const longTexts: Target = {
  name: "long-texts",
  share: 3_000,
  open: () => ({
    property: property(
      fc.record({
        reader: fc.constantFrom(...Object.keys(READERS)),
        before,
        pieces: fc.array(piece, {minLength: 1, maxLength: 3}),
        times: fc.integer({min: 1, max: 60_000}),
        after: fc.constantFrom("", "!", "元", '"', "</td>", "X")
      }),
      ({reader, before, pieces, times, after}) => {
        READERS[reader]!(`${before}${pieces.join("").repeat(times)}${after}`.slice(0, 200_000));
      }
    )
  })
};
