import {expect, test} from "vitest";
import {csvOf, send, sharedStore} from "./store.ts";

const store = sharedStore();

test.each<[dataset: string, column: string, cell: string, proposed: string | undefined]>([
  ["welfare", "occasion", "中秋", "中秋节"],
  // Forbidden by the column's own description, so it is no mistyped 实物.
  ["welfare", "form", "购物卡", undefined],
  ["welfare", "occasion", "春节、端午节", undefined],
  ["progress", "status", "进行中（滞后）", undefined],
  ["progress", "status", "正在进行", "进行中"],
  ["awards", "stage", "未获得奖", "未获得"]
])("for %s.%s “%s” is proposed %s", async (dataset, column, cell, proposed) => {
  const outcome = await send(store(), dataset, csvOf(dataset, [{[column]: cell}]));
  if (outcome.outcome !== "refused") throw new Error(outcome.outcome);
  const found = outcome.findings.shown.find(({code}) => code === "cell/enum");
  expect(found).toMatchObject({value: cell});
  expect(found && "suggestion" in found ? found.suggestion : undefined).toBe(proposed);
});
