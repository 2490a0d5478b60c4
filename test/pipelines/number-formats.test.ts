import {expect, test} from "vitest";
import {numberText, shownText} from "#pipelines/files/workbook/cell-text.ts";
import {formatOf} from "#pipelines/files/workbook/number-format.ts";
import {csvOf, keptRows, send, sharedStore, withdraw} from "./store.ts";
import {cellsOf, workbookOf} from "./workbooks.ts";

const store = sharedStore();
const custom = (code: string) => formatOf(164, code);

test.each([
  ['[<1]0.00"万元";0"元"', 500, "500元"],
  ['[<1]0.00"万元";0"元"', 0.5, "0.50万元"],
  ['[>=10000]#,##0;0.00"万元"', 5, "5万元"],
  ['[>=10000]#,##0;0.00"万元"', 52000, "52000"],
  ['[Red][<0]0"元";[=0]0;0"万元"', 5, "5万元"],
  ['[>100]0"元";[>10]0"千元"', 5, "5"],
  ['0"万元"', 0.5, "0.5万元"],
  ['0"元";-0"万元"', 0, "0元"],
  ['0"元";-0"万元"', -5, "-5万元"],
  ['0"元";0"千元";0"万元"', 0, "0万元"],
  ['0"元";0"千元";0"万元"', -5, "-5千元"],
  ['0"元";@"人"', -5, "-5元"],
  ['_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', 0, "0"],
  ['_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', -3.5, "-3.50"],
  ['yyyy"年"m"月";@', 46082, "2026-03-01"]
])("%s on %d shows the section that holds: %s", (code, value, shown) => {
  expect(numberText(String(value), custom(code), false)).toBe(shown);
});

test.each([
  ["0000-000", 2026351, "2026-351"],
  ["00-00", 301, "03-01"],
  ["0000 0000", 20260012, "2026 0012"],
  ["####-###", 2026351, "2026-351"],
  ['"HD"0000-000', 2026007, "HD2026-007"],
  ["000-000", 1234567, "1234-567"],
  ["0", 351, "351"],
  ["#,##0.00", 351.5, "351.50"],
  ["# ?/?", 0.5, "0.5"],
  ['"$"#,##0.00', 1200, "$1200"],
  ["$#,##0", 1200, "$1200"],
  ["[$$-409]#,##0.00", 1200, "$1200"],
  ["[$€-2] #,##0.00", 1200, "€1200"],
  ["[$USD] #,##0", 1200, "USD1200"],
  ["[$HK$-C04]#,##0", 1200, "HK$1200"],
  ["[$¥-411]#,##0", 1200, "JPY1200"],
  ["[$¥-804]#,##0.00", 1200, "1200"],
  ["[$￥-804]#,##0", 1200, "1200"],
  ['"¥"#,##0.00', 1200, "1200"],
  ["[$-804]#,##0.00", 1200, "1200"],
  ["0.00E+00", 12000, "12000"]
])("%s on %d shows %s", (code, value, shown) => {
  expect(numberText(String(value), custom(code), false)).toBe(shown);
});

test.each([
  ['"HD"@', "HD351"],
  ['0;-0;0;"HD-"@', "HD-351"],
  ['0"场";@"号"', "351号"],
  ["@", "351"],
  ["0;-0;0;", "351"],
  ["_ * #,##0_ ;_ @_ ", "351"],
  ['"HD"0', "351"]
])("the text 351 in the format %s shows %s", (code, shown) => {
  expect(shownText("351", custom(code))).toBe(shown);
});

test("a number of a person is found whatever its format puts between its digits", () => {
  expect(numberText("13800000000", custom("00-00000-0000"), false)).toBe("13800000000");
});

async function keptOf(title: string, value: string | number, numFmt: string) {
  const table = cellsOf(csvOf("activities", [{activity_id: "N1", cost_yuan: "1"}]));
  const at = table[0]!.indexOf(title);
  const book = await workbookOf({台账: table}, (sheet) => {
    Object.assign(sheet.getCell(2, at + 1), {value, numFmt});
  });
  const outcome = await send(store(), "activities", book, {fileName: "activities.xlsx"});
  if (outcome.outcome !== "accepted") throw new Error(JSON.stringify(outcome));
  const [row] = await keptRows(store(), outcome.submission_id);
  await withdraw(store(), outcome.submission_id);
  return row;
}

test("money and codes of a workbook are kept as their cells show them", async () => {
  expect(await keptOf("支出（元）", 5, '[>=10000]#,##0;0.00"万元"')).toMatchObject({cost_yuan: "50000.0000"});
  expect(await keptOf("支出（元）", 500, '[<1]0.00"万元";0"元"')).toMatchObject({cost_yuan: "500.0000"});
  expect(await keptOf("活动编号", 2026351, "0000-000")).toMatchObject({activity_id: "2026-351"});
  expect(await keptOf("活动编号", "351", '"HD"@')).toMatchObject({activity_id: "HD351"});
});
