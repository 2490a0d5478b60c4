import {readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {projectRoot} from "#pipelines/host/root.ts";
import {readSubmissions} from "#pipelines/ledger/submission-entries.ts";
import {logicChecksOf, readYearbook} from "#pipelines/numbers/yearbook.ts";
import {openBuild} from "./completeness-store.ts";
import {basicStore, send, sendAccepted} from "./store.ts";

const example = readFileSync(join(projectRoot, "datasets", "yearbook-example.csv"), "utf8");

test("the example of the yearbook's rows is accepted and approved as it comes, and its checks find their rows", async () => {
  const store = await basicStore();
  const {submission_id} = await sendAccepted(store, "yearbook_rows", example);
  const sent = (await readSubmissions(store.ledger)).find((each) => each.submission_id === submission_id);
  expect(sent?.verdict).toBe("approve");
  const rows = await readYearbook(await openBuild(store), 2026);
  expect([rows.length, new Set(rows.map(({row_code}) => row_code.slice(0, 2)))]).toEqual([19, new Set(["示例"])]);
  const checks = logicChecksOf(rows);
  expect([checks.length, checks.flatMap(({unknown}) => unknown)]).toEqual([9, []]);
});

test("a row with a source that is not on the list is refused, and a unit may send none", async () => {
  const store = await basicStore();
  const unknown = await send(store, "yearbook_rows", example.replace("members.staff,", "members.secret,"));
  expect(unknown.outcome).toBe("refused");
  await expect(send(store, "yearbook_rows", example, {unit: "U01"})).resolves.toMatchObject({outcome: "refused"});
});
