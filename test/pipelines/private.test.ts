import {expect, test} from "vitest";
import {findingsInWords} from "#pipelines/findings/finding-words.ts";
import {inventedCard, inventedId, inventedMobile} from "./invented-numbers.ts";
import {csvOf, keptIn, type Row, send, sendAccepted, sharedStore, withdraw} from "./store.ts";
import {cellsOf, workbookOf} from "./workbooks.ts";

const store = sharedStore();
const [ID, MOBILE, CARD] = [inventedId(), inventedMobile(), inventedCard()];

const activities = (...rows: Row[]) => csvOf("activities", rows);

/** Refused, nothing kept, and none of the numbers anywhere in the answer. */
async function refused(dataset: string, content: string | Uint8Array) {
  const before = await keptIn(store());
  const outcome = await send(store(), dataset, content);
  if (outcome.outcome !== "refused") throw new Error(outcome.outcome);
  expect(await keptIn(store())).toEqual(before);
  const answer = JSON.stringify({...outcome, words: findingsInWords(outcome.findings)});
  for (const number of [ID, MOBILE, CARD]) expect(answer).not.toContain(number);
  return outcome.findings.shown;
}

/** Puts a column right of the others. */
function withColumn(csv: string, header: string, cells: string[]): string {
  const [first, ...rest] = csv.trimEnd().split("\n");
  return [`${first},${header}`, ...rest.map((line, at) => `${line},${cells[at] ?? ""}`)].join("\n");
}

test("in a column of the contract", async () => {
  const rows = [
    {activity_id: "P1", partner_units: `联系人 ${MOBILE}`},
    {activity_id: "P2", partner_units: MOBILE},
    {activity_id: "P3"}
  ];
  expect(await refused("activities", activities(...rows))).toEqual([
    {code: "column/private", part: "column", column: "协办单位", letters: "F", kind: "mobile", count: 2}
  ]);
});

test("in a column the contract does not know, and in one without a header", async () => {
  const two = [{activity_id: "P1"}, {activity_id: "P2"}];
  expect((await refused("activities", withColumn(activities(...two), "备注", ["", ID])))[0]).toMatchObject({
    column: "备注",
    kind: "id",
    count: 1
  });
  expect((await refused("activities", withColumn(activities(...two), "", ["", CARD])))[0]).toMatchObject({
    column: "",
    letters: "W",
    kind: "card"
  });
});

test("in a cell right of the last column", async () => {
  const [finding] = await refused("activities", `${activities({activity_id: "P1"}).trimEnd()},${MOBILE}\n`);
  expect(finding).toEqual({code: "column/private", part: "beside", kind: "mobile", count: 1});
});

test("above the header and below the table, with the rows", async () => {
  const csv = activities({activity_id: "P1"});
  expect(await refused("activities", `填表人 ${MOBILE}\n${csv}`)).toEqual([
    {code: "column/private", part: "above", kind: "mobile", count: 1, rows: [1]}
  ]);
  expect(await refused("activities", `${csv}合计,,\n填表人：会员甲 ${MOBILE}\n`)).toContainEqual({
    code: "column/private",
    part: "below",
    kind: "mobile",
    count: 1,
    rows: [4]
  });
});

test("in a hidden row of a sheet", async () => {
  const rows = cellsOf(activities({activity_id: "P1"}, {activity_id: "P2", partner_units: ID}));
  const book = await workbookOf({台账: rows}, (sheet) => {
    sheet.getRow(3).hidden = true;
  });
  expect((await refused("activities", book))[0]).toMatchObject({
    code: "column/private",
    column: "协办单位",
    kind: "id"
  });
});

test("in a sheet that is not read, hidden or not, because it would be kept", async () => {
  const rows = cellsOf(csvOf("participation", [{activity_id: "A1", person_id: "00001"}]));
  const book = await workbookOf(
    {
      签到: rows,
      通讯录: [
        ["姓名", "电话"],
        ["会员甲", MOBILE],
        ["会员乙", MOBILE]
      ]
    },
    (sheet) => {
      if (sheet.name === "通讯录") sheet.state = "hidden";
    }
  );
  const [finding] = await refused("participation", book);
  expect(finding).toEqual({code: "column/private", part: "sheet", sheet: "通讯录", kind: "mobile", count: 2});
});

test("a number of eleven digits in a column of numbers is a phone", async () => {
  const [finding] = await refused("activities", activities({activity_id: "P1", registered_count: MOBILE}));
  expect(finding).toMatchObject({code: "column/private", column: "报名人数", kind: "mobile"});
});

test("a column that says it holds them is refused whatever stands in it, and left alone while it is empty", async () => {
  const two = activities({activity_id: "P1"}, {activity_id: "P2"});
  expect((await refused("activities", withColumn(two, "负责人手机", ["见附件"])))[0]).toEqual({
    code: "column/private",
    part: "column",
    column: "负责人手机",
    letters: "W",
    kind: "mobile",
    count: 1
  });
  const {submission_id} = await sendAccepted(store(), "activities", withColumn(two, "负责人手机", []));
  await withdraw(store(), submission_id);
});

test("the phone a roster may give is none to refuse, an ID number in its place is", async () => {
  const mine = {person_id: "00001", mobile: MOBILE};
  const {submission_id} = await sendAccepted(store(), "members", csvOf("members", [mine]), {asOf: "2026-02-01"});
  await withdraw(store(), submission_id);
  const findings = await refused("members", csvOf("members", [{...mine, mobile: ID}]));
  expect(findings[0]).toMatchObject({code: "column/private", column: "手机号", kind: "id"});
});

test("record numbers of eleven or sixteen digits are none", async () => {
  const numbered = [{activity_id: MOBILE}, {activity_id: CARD}];
  const {submission_id} = await sendAccepted(store(), "activities", activities(...numbered));
  const came = csvOf("participation", [{activity_id: MOBILE, person_id: "00001"}]);
  const second = await sendAccepted(store(), "participation", came);
  await withdraw(store(), second.submission_id);
  await withdraw(store(), submission_id);
});

test("no other finding repeats the number, and neither does the list of headers of a file that is no such table", async () => {
  const findings = await refused(
    "activities",
    activities({activity_id: "P1", organizer_unit_code: ID, topic: MOBILE}, {activity_id: "P2"})
  );
  expect(findings.map(({code}) => code).sort()).toEqual([
    "cell/enum",
    "cell/reference",
    "column/private",
    "column/private"
  ]);
  const [finding] = await refused("activities", `会员甲,${ID},${MOBILE}\n会员乙,,\n`);
  expect(finding).toMatchObject({code: "file/wrong-dataset", columns: ["会员甲", "•".repeat(18), "•".repeat(11)]});
});
