import {expect, test} from "vitest";
import {readSubmission} from "#pipelines/ledger/submission-entries.ts";
import {readContents} from "#pipelines/submissions/contents.ts";
import {readHistory} from "#pipelines/submissions/history.ts";
import type {Store} from "#pipelines/store/store.ts";
import {basicStore, csvOf, sendAccepted} from "./store.ts";

async function contentsOf(store: Store, submissionId: string) {
  const submission = (await readSubmission(store.ledger, submissionId))!;
  return readContents(store.dir, {name: "contents", submission});
}

const list = [
  {activity_id: "A2", person_id: "00002", role: "参与", satisfaction_score: "5"},
  {activity_id: "A2", person_id: "00003", attended: "否"}
];

test("whoever approves a list sees how much of each column is blank, and whose row it is nowhere", async () => {
  const store = await basicStore();
  const {submission_id} = await sendAccepted(store, "participation", csvOf("participation", list));
  const contents = await contentsOf(store, submission_id);
  expect(contents).toMatchObject({row_count: 2});
  const summary = new Map(contents!.columns.map((column) => [column.title, column]));
  expect(summary.get("满意度评分")).toMatchObject({filled: 1, blank: 1, least: null, most: null});
  expect(summary.get("是否实到")).toMatchObject({
    blank: 0,
    words: [
      {word: "否", count: 1},
      {word: "是", count: 1}
    ]
  });
  expect(new Set(contents!.rows.flat())).toEqual(new Set(["A2", "●", null]));
});

test("of what is about no person the first rows are shown as sent", async () => {
  const store = await basicStore();
  const sent = {activity_id: "B1", activity_name: "健步行", cost_yuan: "1200"};
  const {submission_id} = await sendAccepted(store, "activities", csvOf("activities", [sent]));
  const contents = await contentsOf(store, submission_id);
  expect(contents!.rows[0]).toEqual(expect.arrayContaining(["B1", "健步行", "1200"]));
});

test("of a sensitive dataset neither rows nor their summary are told", async () => {
  const store = await basicStore();
  const {submission_id} = await sendAccepted(store, "assistance", csvOf("assistance", [{person_id: "00002"}]));
  expect(await contentsOf(store, submission_id)).toBeUndefined();
});

test("what a later file changed is counted column by column, blanks apart", async () => {
  const store = await basicStore();
  await sendAccepted(store, "participation", csvOf("participation", list));
  const later = [
    {activity_id: "A2", person_id: "00002", role: "组织", satisfaction_score: ""},
    {activity_id: "A2", person_id: "00003", attended: "是"}
  ];
  const {submission_id, changes} = await sendAccepted(store, "participation", csvOf("participation", later));
  const columns = [
    {title: "是否实到", count: 1, emptied: 0},
    {title: "身份", count: 1, emptied: 0},
    {title: "满意度评分", count: 1, emptied: 1}
  ];
  expect(changes.columns).toEqual(columns);
  const submission = (await readSubmission(store.ledger, submission_id))!;
  expect(await readHistory(store.dir, store.ledger, {name: "history", submission})).toMatchObject({changed: columns});
});
