import {expect, test} from "vitest";
import {csvOf, send, sharedStore} from "./store.ts";

const store = sharedStore();

const MARK = "\uFEFF";
const came = csvOf("participation", [
  {activity_id: "A1", person_id: "00001"},
  {activity_id: "A1", person_id: "99999"}
]);
const tabs = (text: string) => Buffer.from(MARK + text.replaceAll(",", "\t"), "utf16le");

/** Rows read, and what is found: the code with the row, the line and the value. */
async function shortlyIn(dataset: string, content: string | Uint8Array): Promise<[number, ...string[]]> {
  const outcome = await send(store(), dataset, content, {isDryRun: true});
  if (!("findings" in outcome)) throw new Error(outcome.outcome);
  const told = outcome.findings.shown.map((finding) => {
    const place = "place" in finding ? `${finding.place.row}:${finding.place.line}` : "";
    const line = "line" in finding ? String(finding.line) : "";
    return [finding.code, place || line, "value" in finding ? finding.value : ""].join(" ").trim();
  });
  return [outcome.counts.read, ...told];
}

test.each<[string, string | Buffer, [number, ...string[]]]>([
  [
    "a header cell with a line break behind a mark of UTF-8",
    MARK + came.replace("活动编号", '"活动\n编号"'),
    [2, "cell/reference 3:4 99999"]
  ],
  [
    "a title with a line break behind a mark of UTF-8",
    `${MARK}"名单，一\n二"\n${came}`,
    [2, "cell/reference 4:5 99999"]
  ],
  [
    "quotes behind a mark of UTF-8",
    MARK + came.replace("活动编号", '"活动编号"').replace("99999", '"99999"'),
    [2, "cell/reference 3:3 99999"]
  ],
  ["a line too long at the end", came + "x".repeat(1_200_000), [0, "file/long-line 4"]],
  ["a line too long in the middle", `${came}${"x".repeat(3_200_000)}\n${came}`, [0, "file/long-line 4"]],
  ["quotes in UTF-16", tabs(came.replace("99999", '"99\n999"')), [2, "cell/reference 3:3 99\n999"]],
  ["a quote that never closes in UTF-16", tabs(came.replace("99999", '"99999')), [0, "file/unclosed-quote 3"]],
  [
    "quotes between carriage returns",
    came.replaceAll("\n", "\r").replace("99999", '"99\r999"'),
    [2, "cell/reference 3:3 99\r999"]
  ],
  [
    "a quote that never closes between carriage returns",
    came.replaceAll("\n", "\r").replace("99999", '"99999'),
    [0, "file/unclosed-quote 3"]
  ],
  ["a blank behind a closing quote", came.replace("99999", '"99999" '), [2, "cell/reference 3:3 99999"]],
  ["empty cells behind the last column", came.replace("99999,是", "99999,是,,,,,,,"), [2, "cell/reference 3:3 99999"]],
  [
    "filled cells behind the last column",
    came.replace("99999,是,,,,", "99999,是,,,,,x,y,"),
    [2, "row/long 3:3", "cell/reference 3:3 99999"]
  ],
  ["blank lines of several kinds", came.replace("\n", "\n\n \n\t\n"), [4, "cell/reference 6:6 99999"]],
  ["a line of two quotes", came.replace("\n", '\n""\n'), [2, "cell/reference 4:4 99999"]],
  ["two carriage returns before each line feed", came.replaceAll("\n", "\r\r\n"), [2, "cell/reference 3:5 99999"]],
  ["line ends of several kinds", `${came.replace("\n", "\r\n")}A1,00002,是,,,,\r`, [3, "cell/reference 3:3 99999"]]
])("%s: every row is read and every place is right", async (_, content, told) => {
  expect(await shortlyIn("participation", content)).toEqual(told);
});

test("a number that is no year is a finding", async () => {
  const csv = csvOf("welfare", [{grant_id: "W1", person_id: "00001", grant_year: "99999999999"}]);
  expect(await shortlyIn("welfare", csv)).toEqual([1, "file/year", "cell/range 2:2 99999999999"]);
});
