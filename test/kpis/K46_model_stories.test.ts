import {expect, test} from "vitest";
import {kpi, memoryWarehouse} from "./memory-warehouse.ts";

test("a story on three platforms is one story, listed under each of them", async () => {
  const story = {is_model_story: true, title: "劳模风采", unit_code: "U01", publish_date: "2026-04-30", level: "校级"};
  const db = await memoryWarehouse({
    units: [{unit_code: "U01"}, {unit_code: "U02"}],
    media: [
      {...story, item_type: "网站新闻"},
      {...story, item_type: "微信推文", unit_code: "U02", publish_date: "2026-05-01"},
      {...story, item_type: "校外媒体报道", level: "省级", publish_date: "2026-05-02"},
      {...story, item_type: "微信推文", title: "工匠之路", publish_date: "2026-05-03", level: null},
      {...story, item_type: "宣传栏", title: "宣传栏不计"},
      {...story, item_type: "网站新闻", title: "普通新闻", is_model_story: false}
    ]
  });
  expect(await kpi(db, "K46", {month: "2026-04"})).toBe(1);
  expect(await kpi(db, "K46", {month: "2026-05"})).toBe(2);
  expect(await kpi(db, "K46", {month: "2026-05", unit: "U02"})).toBe(0);
  expect(await kpi(db, "K46", {month: "2026-05", segment: "平台=微信推文"})).toBe(2);
  expect(await kpi(db, "K46", {month: "2026-05", segment: "级别=省级"})).toBe(1);
});

test("how often the stories were put out stands beside how many there are", async () => {
  const story = {is_model_story: true, title: "劳模风采", publish_date: "2026-04-30"};
  const db = await memoryWarehouse({
    media: [
      {...story, item_type: "网站新闻"},
      {...story, item_type: "微信推文"},
      {...story, item_type: "微信推文"},
      {...story, item_type: "微信推文", title: "工匠之路"}
    ]
  });
  expect(await kpi(db, "K46", {month: "2026-04"})).toBe(2);
  expect(await kpi(db, "K46", {month: "2026-04", segment: "另列=各平台合计（篇次）"})).toBe(3);
});
