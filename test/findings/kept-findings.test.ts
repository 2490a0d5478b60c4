import {expect, test} from "vitest";
import {type Finding, readKeptFindings} from "#pipelines/findings/findings.ts";

const place = {row: 3, line: 4, cell: "C3", column: "工号"};

test("findings come out of the ledger as they went in, with every fact they carry", () => {
  const kept: Finding[] = [
    {code: "cell/reference", place, value: "00123", dataset: "members", candidates: ["000123", "0000123"]},
    {code: "column/private", kind: "mobile", count: 2, part: "column", column: "电话", letters: "D"},
    {code: "column/private", kind: "id", count: 1, part: "above", rows: [1]},
    {code: "cell/zeros-restored", place, count: 1, values: [{value: "123", restored: "00123"}]}
  ];
  expect(readKeptFindings(JSON.stringify(kept))).toEqual(kept);
});

test("a finding of a kind that is gone, or without its facts, is left out and hides no other", () => {
  const kept = [{code: "cell/gone", place}, {code: "cell/type", place}, {code: "file/empty"}];
  expect(readKeptFindings(JSON.stringify(kept))).toEqual([{code: "file/empty"}]);
});
