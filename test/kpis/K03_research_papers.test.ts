import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

test("a paper read at a conference and printed later is one result, listed under both kinds", async () => {
  const db = await memoryWarehouse({
    media: [
      {item_id: "N1", item_type: "会议交流论文", title: "论职工之家", unit_code: "U01", publish_date: "2026-04-10"},
      {
        item_id: "N2",
        item_type: "期刊论文",
        title: " 论职工之家",
        channel: "中国教工",
        unit_code: "U02",
        publish_date: "2026-06-01"
      },
      {item_id: "N3", item_type: "期刊论文", title: "另一篇", channel: "中国教工", publish_date: "2026-06-30"},
      {item_id: "N4", item_type: "研究课题", title: "课题不计", publish_date: "2026-06-30"}
    ]
  });
  expect(await kpi(db, "K03", {month: "2026-04"})).toBe(1);
  expect(await kpi(db, "K03", {month: "2026-06"})).toBe(2);
  expect(await kpi(db, "K03", {month: "2026-06", unit: "U02"})).toBeNull();
  expect(await kpi(db, "K03", {month: "2026-06", segment: "成果类型=期刊论文"})).toBe(2);
  expect(await kpi(db, "K03", {month: "2026-06", segment: "刊物=中国教工"})).toBe(2);
});

test("once the media list is loaded, nothing published is zero; before that there is no value", async () => {
  const loaded = await memoryWarehouse({units: [{unit_code: "U01"}], media: [{item_type: "宣传栏"}]});
  const empty = await memoryWarehouse({units: [{unit_code: "U01"}]});
  expect(await kpi(loaded, "K03", {month: "2026-02"})).toBe(0);
  expect(await kpi(loaded, "K03", {month: "2026-02", unit: "U01"})).toBe(0);
  expect(await kpi(empty, "K03", {month: "2026-02"})).toBeNull();
});
