import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import fc from "fast-check";
import Papa from "papaparse";
import {csvText} from "#app/server/csv.server.ts";
import {nearest} from "#pipelines/checks/nearest.ts";
import {plainCode} from "#pipelines/checks/plain-characters.ts";
import {ContractError, headersOf} from "#pipelines/contracts/contract.ts";
import {readContracts, readContractsIn} from "#pipelines/contracts/contracts.ts";
import {readCorrections} from "#pipelines/files/corrections.ts";
import {matchHeaders} from "#pipelines/files/header.ts";
import {misreadText} from "#pipelines/files/misread.ts";
import {bestHeader, readTable, topRowsOf} from "#pipelines/files/table.ts";
import {maskedNumbers, privateKinds} from "#pipelines/findings/private-numbers.ts";
import {inventedCard, inventedId, inventedMobile} from "../../pipelines/invented-numbers.ts";
import {property} from "../case.ts";
import {corpusOf} from "../corpus.ts";
import {expectEqual, expectTrue} from "../equal.ts";
import {expectSaid} from "../findings-said.ts";
import {withFolder} from "../folder.ts";
import {mutated} from "../mutated.ts";
import type {Target} from "../target.ts";

const contracts = readContracts();
const dataset = fc.constantFrom(...contracts.keys());

/** The beginning of a text is a table of a contract, or there are findings. */
const tables: Target = {
  name: "tables",
  share: 1_500,
  open: () => ({
    property: property(fc.record({file: mutated(corpusOf("csv", "tsv", "txt")), dataset}), ({file, dataset}) => {
      const contract = contracts.get(dataset)!;
      const head = file.bytes.subarray(0, 4096).toString();
      const header = bestHeader(contract, topRowsOf(head));
      const text = {encoding: "utf-8" as const, head, path: "/dev/null", skipBytes: 0};
      const table = readTable(text, {contract, contracts: contracts.values(), header});
      if (Array.isArray(table)) return table.forEach(expectSaid);
      expectEqual(table.fields.length, table.headers.length, "a field for each header");
    })
  })
};

const before = fc.constantFrom("", " ", "　", "*", "\n", "\u200b", "\uFEFF");
const after = fc.oneof(before, fc.constantFrom("（必填）", "(选填)", "：", ":"));

/** A header of a contract is known in every dress, and unknown text is no defect. */
const headers: Target = {
  name: "headers",
  share: 80_000,
  open: () => ({
    property: property(
      fc.record({
        dataset,
        at: fc.nat(60),
        name: fc.nat(5),
        before,
        after,
        other: fc.string({maxLength: 30})
      }),
      ({dataset, at, name, before, after, other}) => {
        const contract = contracts.get(dataset)!;
        const field = contract.fields[at % contract.fields.length]!;
        const names = headersOf(field);
        const header = `${before}${names[name % names.length]!}${after}`;
        expectEqual(matchHeaders(contract, [header, other])[0]?.name, field.name, JSON.stringify(header));
      }
    )
  })
};

/** Texts of cells: nothing that looks at one of them breaks, and what is masked has nothing left to mask. */
const texts: Target = {
  name: "texts",
  share: 90_000,
  open: () => {
    const piece = fc.oneof(
      {weight: 2, arbitrary: fc.constantFrom(..."0123456789xX- ")},
      fc.constantFrom(inventedId(), inventedMobile(), inventedCard(), "锟斤拷", "浣犲ソ", "ä½ å¥½", "a@b.cn", "身份证"),
      fc.string({maxLength: 3, unit: "binary"})
    );
    return {
      property: property(
        fc.array(piece, {maxLength: 20}).map((pieces) => pieces.join("")),
        (text) => {
          misreadText(text);
          nearest(text, ["是", "否", "心理健康"]);
          const plain = plainCode(text);
          expectEqual(plainCode(plain).length <= plain.length, true, "a code grows");
          expectEqual(privateKinds(maskedNumbers(text)), [], "numbers are left");
        }
      )
    };
  }
};

/** What we write as CSV is read again as it was, and no cell is a formula. */
const csv: Target = {
  name: "csv-back",
  share: 60_000,
  open: () => {
    const cell = fc.oneof(
      fc.string({maxLength: 8}),
      fc.string({unit: fc.constantFrom(...'=+-@＝,"\r\n\t 中1'), maxLength: 8})
    );
    return {
      property: property(
        fc.array(fc.array(cell, {minLength: 2, maxLength: 4}), {minLength: 1, maxLength: 5}),
        (rows) => {
          const {data} = Papa.parse<string[]>(csvText(rows).slice(1, -2), {delimiter: ",", newline: "\r\n"});
          expectEqual(
            data.map((cells) => cells.map((each) => each.replace(/^'/, ""))),
            rows.map((cells) => cells.map((each) => each.replace(/^'/, ""))),
            "cells"
          );
          expectTrue(!data.flat().some((each) => /^[\s　]*[=+\-@＝＋－＠]/.test(each)), "a formula");
        }
      )
    };
  }
};

/** A contract that somebody changed is the same contract, another one, or a said mistake. */
const changedContracts: Target = {
  name: "contracts",
  share: 3_000,
  open: withFolder((folder) => {
    const own = join(folder, "contracts");
    mkdirSync(own);
    const files = corpusOf("json").filter(({name}) => name.startsWith("datasets/contracts/"));
    const put = ({name, bytes}: {name: string; bytes: Buffer}) =>
      writeFileSync(join(own, name.split("/").at(-1)!), bytes);
    files.forEach(put);
    return property(mutated(files), (file) => {
      put(file);
      try {
        expectTrue(readContractsIn(own).size === files.length, "a contract is lost");
      } catch (error) {
        if (!(error instanceof ContractError)) throw error;
      } finally {
        put(files.find(({name}) => name === file.name)!);
      }
    });
  })
};

const correction = fc.record(
  {
    cell: fc.oneof(fc.constantFrom("A1", "C7", "C", "XFD1048576", "a1", "AAAA1", ""), fc.string({maxLength: 5})),
    was: fc.string({maxLength: 5}),
    is: fc.string({maxLength: 5})
  },
  {requiredKeys: []}
);

/** Corrections are a list or none; those of a list are in order and no cell is there twice. */
const corrections: Target = {
  name: "corrections",
  share: 40_000,
  open: () => ({
    property: property(
      fc.oneof(
        fc.array(correction, {maxLength: 6}).map((list) => JSON.stringify(list)),
        fc.json({maxDepth: 2}),
        fc.string()
      ),
      (text) => {
        const list = readCorrections(text);
        if (list) expectEqual(readCorrections(JSON.stringify(list)), list, "read again");
      }
    )
  })
};

export const HEADERS = [tables, headers, texts, csv, changedContracts, corrections];
