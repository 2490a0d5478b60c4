import {expect, test} from "vitest";
import {csvOf, sharedStore} from "../pipelines/store.ts";
import {bothWays} from "./twin.ts";

const store = sharedStore();

const MARK = "\uFEFF";
const came = csvOf("participation", [
  {activity_id: "A1", person_id: "00001"},
  {activity_id: "A1", person_id: "99999"}
]);
const tabs = (text: string) => Buffer.from(MARK + text.replaceAll(",", "\t"), "utf16le");

test.each<[string, string | Buffer]>([
  ["a header cell with a line break behind a mark of UTF-8", MARK + came.replace("活动编号", '"活动\n编号"')],
  ["a title with a line break behind a mark of UTF-8", `${MARK}"名单，一\n二"\n${came}`],
  ["quotes behind a mark of UTF-8", MARK + came.replace("活动编号", '"活动编号"').replace("99999", '"99999"')],
  ["a line too long at the end", came + "x".repeat(1_200_000)],
  ["a line too long in the middle", `${came}${"x".repeat(3_200_000)}\n${came}`],
  ["quotes in UTF-16", tabs(came.replace("99999", '"99\n999"'))],
  ["a quote that never closes in UTF-16", tabs(came.replace("99999", '"99999'))],
  ["quotes between carriage returns", came.replaceAll("\n", "\r").replace("99999", '"99\r999"')],
  ["a quote that never closes between carriage returns", came.replaceAll("\n", "\r").replace("99999", '"99999')],
  ["a blank behind a closing quote", came.replace("99999", '"99999" ')],
  ["empty cells behind the last column", came.replace("99999,是", "99999,是,,,,,,,")],
  ["filled cells behind the last column", came.replace("99999,是,,,,", "99999,是,,,,,x,y,")],
  ["blank lines of several kinds", came.replace("\n", "\n\n \n\t\n")],
  ["a line of two quotes", came.replace("\n", '\n""\n')],
  ["two carriage returns before each line feed", came.replaceAll("\n", "\r\r\n")],
  ["line ends of several kinds", `${came.replace("\n", "\r\n")}A1,00002,是,,,,\r`]
])("%s: the browser finds what the server finds", async (_, content) => {
  const {server, browser} = await bothWays(store(), "participation", content);
  expect(browser).toEqual(server);
});

test("a header cell with a line break behind a mark of UTF-8 is a header", async () => {
  const content = MARK + came.replace("活动编号", '"活动\n编号"');
  const {server} = await bothWays(store(), "participation", content);
  expect(server).toMatchObject({read: 2, findings: {shown: [{code: "cell/reference", place: {row: 3, line: 4}}]}});
});

test("a number that is no year is a finding", async () => {
  const csv = csvOf("welfare", [{grant_id: "W1", person_id: "00001", grant_year: "99999999999"}]);
  const {server, browser} = await bothWays(store(), "welfare", csv);
  expect(browser).toEqual(server);
  expect(server.findings.shown.map(({code}) => code)).toEqual(["file/year", "cell/range"]);
});
