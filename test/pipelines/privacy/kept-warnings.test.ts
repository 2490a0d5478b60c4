import {expect, test} from "vitest";
import {basicStore, csvOf, sendAccepted} from "../store.ts";
import {readSubmissions} from "#pipelines/ledger/submission-entries.ts";

const warningsOf = async (store: Awaited<ReturnType<typeof basicStore>>) =>
  (await readSubmissions(store.ledger)).map(({warnings}) => warnings);

test("the sender is told whose zeros were restored, the ledger only where", async () => {
  const store = await basicStore();
  const {findings} = await sendAccepted(
    store,
    "participation",
    csvOf("participation", [
      {activity_id: "A1", person_id: "1"},
      {activity_id: "A1", person_id: "2"}
    ])
  );
  expect(JSON.stringify(findings)).toContain("00002");
  const [kept = ""] = (await warningsOf(store)).slice(-1);
  expect(kept).toContain("cell/zeros-restored");
  expect(kept).not.toMatch(/0000\d/);
});

test("of somebody who has left the newest list the ledger keeps the place, not the code", async () => {
  const store = await basicStore();
  await sendAccepted(store, "members", csvOf("members", [{person_id: "00001", name: "会员甲"}]), {asOf: "2026-05-01"});
  const {findings} = await sendAccepted(
    store,
    "participation",
    csvOf("participation", [{activity_id: "A2", person_id: "00003"}])
  );
  expect(findings.shown).toMatchObject([{code: "cell/reference-old", value: "00003"}]);
  const [kept = ""] = (await warningsOf(store)).slice(-1);
  expect(kept).toContain("cell/reference-old");
  expect(kept).not.toMatch(/0000\d/);
});

test("what says nothing of people is kept as it was", async () => {
  const store = await basicStore();
  const [header, row] = csvOf("media", [{item_type: "网站新闻"}])
    .trimEnd()
    .split("\n");
  await sendAccepted(store, "media", `${header},责任人\n${row},某人\n`);
  const [kept = ""] = (await warningsOf(store)).slice(-1);
  expect(JSON.parse(kept)).toMatchObject([{code: "header/unknown", columns: ["责任人"]}]);
});
