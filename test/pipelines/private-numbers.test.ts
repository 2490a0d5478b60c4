import {expect, test} from "vitest";
import {
  CANDIDATE,
  maskedNumbers,
  type PrivateKind,
  privateHeader,
  privateKinds
} from "#pipelines/findings/private-numbers.ts";
import {memoryDatabase} from "#pipelines/duckdb/rows.ts";
import {row} from "../rows.ts";
import {inventedCard, inventedId, inventedMobile, inventedOldId} from "./invented-numbers.ts";

const ID = inventedId();
const MOBILE = inventedMobile();
const CARD = inventedCard();
const FULL_WIDTH = [...MOBILE].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join("");
const grouped = (text: string, sizes: number[], between: string) => {
  let from = 0;
  return sizes.map((size) => text.slice(from, (from += size))).join(between);
};

const cases: [string, string, PrivateKind[]][] = [
  ["an ID number", ID, ["id"]],
  ["an ID number in a sentence", `身份证${ID}，已核`, ["id"]],
  ["an ID number in groups", grouped(ID, [6, 8, 4], " "), ["id"]],
  ["an ID number of 15 digits", inventedOldId(), ["id"]],
  ["an ID number with a wrong check digit", ID.slice(0, 17) + (ID[17] === "0" ? "1" : "0"), []],
  ["eighteen digits with no such day", inventedId("19001301"), []],
  ["a phone", MOBILE, ["mobile"]],
  ["a phone behind a name", `会员0001${"："}${MOBILE}`, ["mobile"]],
  ["a phone with the code of the country", `+86${MOBILE}`, ["mobile"]],
  ["a phone with the code of the country and a blank", `+86 ${MOBILE}`, ["mobile"]],
  ["a phone in groups", grouped(MOBILE, [3, 4, 4], "-"), ["mobile"]],
  ["a phone in groups with blanks", grouped(MOBILE, [3, 4, 4], " "), ["mobile"]],
  ["a phone in full width", FULL_WIDTH, ["mobile"]],
  ["a phone a program wrote as a number", `${MOBILE}.0`, ["mobile"]],
  ["two kinds in one cell", `${MOBILE}/${CARD}`, ["mobile", "card"]],
  ["a card", CARD, ["card"]],
  ["a card of 19 digits", inventedCard(19), ["card"]],
  ["a card in groups", grouped(CARD, [4, 4, 4, 4], " "), ["card"]],
  ["a card with a wrong check digit", CARD.slice(0, 15) + ((Number(CARD[15]) + 1) % 10), []],
  ["twelve digits", `${MOBILE}1`, []],
  ["a landline", "0516-83590000", []],
  ["a mean with many decimals", "0.13800000000", []],
  ["an amount", "13800000000.50", []],
  ["a day and a time", "2026-04-18 08:30:00", []],
  ["two days", "2026-04-18 2026-04-20", []],
  ["a record numbered by its year", "2026041800000012", []],
  ["a number in an address", `https://example.edu.cn/p/${MOBILE}`, []],
  ["a 工号", "0012345678", []]
];

test.each(cases)("%s", (_, text, kinds) => {
  expect(privateKinds(text)).toEqual(kinds);
});

test.each(cases.filter(([, , kinds]) => kinds.length > 0))(
  "the quick question in DuckDB does not miss %s",
  async (_, text) => {
    const {isCandidate} = await row<{isCandidate: boolean}>(
      await memoryDatabase(),
      `select regexp_matches($text, '${CANDIDATE}') as "isCandidate"`,
      {text}
    );
    expect(isCandidate).toBe(true);
    expect(new RegExp(CANDIDATE).test(text)).toBe(true);
  }
);

test("a bare number is no phone and no card where records are numbered, an ID number is one", () => {
  const numbered = {isRecordNumber: true};
  expect([MOBILE, CARD, inventedOldId()].map((text) => privateKinds(text, numbered))).toEqual([[], [], []]);
  expect([ID, `会员${MOBILE}`, `+86${MOBILE}`].map((text) => privateKinds(text, numbered))).toEqual([
    ["id"],
    ["mobile"],
    ["mobile"]
  ]);
});

test("a header says what stands under it", () => {
  expect(["身份证号", "证件号码", "手 机", "移动电话", "银行卡号", "银行账号", "工号"].map(privateHeader)).toEqual([
    "id",
    "id",
    "mobile",
    "mobile",
    "card",
    "card",
    undefined
  ]);
});

test("a text with many digits is covered, one with few is not", () => {
  expect(maskedNumbers(`电话${FULL_WIDTH}`)).toBe("电话•••••••••••");
  expect(maskedNumbers("A2026-01")).toBe("A2026-01");
});
