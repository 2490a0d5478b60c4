import {expect, test} from "vitest";
import {findingLine} from "#pipelines/findings/finding-words.ts";
import {csvOf, ofFile, send, sharedStore} from "./store.ts";

// Names that other programs wrote with characters nobody typed.
const store = sharedStore();

async function damageIn(names: string[]) {
  const rows = names.map((activity_name, at) => ({activity_id: `Q${at}`, activity_name}));
  const outcome = await send(store(), "activities", csvOf("activities", rows), {isDryRun: true});
  if (!("findings" in outcome)) throw new Error(outcome.outcome);
  return ofFile(outcome.findings).shown.filter((finding) => finding.code === "cell/damaged");
}

test("the code of a web page in a name is named, with the text that it stands for", async () => {
  const found = await damageIn([
    "健步行&amp;登山",
    "张三&nbsp;讲座",
    "&#20581;&#27493;行",
    "&#x5065;步",
    "a&amp;amp;b"
  ]);
  expect(found.map(({suggestion}) => suggestion)).toEqual(["健步行&登山", "张三 讲座", "健步行", "健步", "a&b"]);
  expect(findingLine(found[0]!)).toContain("网页");
});

test("characters that a font lacked are named, without a suggestion", async () => {
  const found = await damageIn(["□□步行"]);
  expect(found.map(({value, suggestion}) => [value, suggestion])).toEqual([["□□步行", undefined]]);
});

test("a rare hanzi that an old encoding kept for private use stays in a name", async () => {
  expect(await damageIn(["王\uE123讲座"])).toEqual([]);
});

test("an ampersand, a box to tick and a number sign are what they are", async () => {
  expect(await damageIn(["健步行&登山", "R&D;交流", "□是 □否", "&#号讲座", "A&B&C;"])).toEqual([]);
});
