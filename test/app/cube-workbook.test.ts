import exceljs from "devextreme-exceljs-fork";
import {expect, test} from "vitest";
import {cubeWorkbook} from "#app/features/api/cube-workbook.server.ts";
import {requirePlan} from "#app/server/plan.server.ts";

const plan = requirePlan(2026);
const kpi = plan.kpis.find(({code}) => code === "K23")!;
const segments = ["=1+1", "+86", "@SUM(A1)", "性别=女", "0012", "𠮷田\u0007 & <b>"];

/** Read by another library than the one that writes. */
async function sheetsOf(file: Buffer) {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(Uint8Array.from(file).buffer);
  return workbook;
}

test("in a plain workbook numbers are numbers, codes stay text, and no text is a formula", async () => {
  const cells = segments.map((segment, at) => ({
    ...{unit_code: "007", month: "2026-11-01", segment, numerator: at, denominator: 8, value: at === 0 ? null : at / 3}
  }));
  const names = new Map([["007", "-2+3 学院"]]);
  const workbook = await sheetsOf(
    await cubeWorkbook({plan, kpi, cells, unitNames: names, mayHide: false, on: "2026-11-28"})
  );
  const sheet = workbook.getWorksheet("数据")!;
  const rows = segments.map((_, at) => sheet.getRow(at + 2));
  expect(rows.map((row) => row.getCell(4).value)).toEqual(segments.map((text) => text.replace("\u0007", "")));
  for (const row of rows) {
    expect([1, 2, 4].map((at) => row.getCell(at).type)).toEqual([3, 3, 3].map(() => exceljs.ValueType.String));
    expect([row.getCell(1).value, row.getCell(2).value, row.getCell(6).value]).toEqual(["007", "-2+3 学院", 8]);
  }
  expect(rows.map((row) => row.getCell(7).value)).toEqual(cells.map(({value}) => value));
  expect(sheet.views[0]).toMatchObject({state: "frozen", ySplit: 1});
  expect(sheet.getColumn(4).width).toBeGreaterThan(20);
});
