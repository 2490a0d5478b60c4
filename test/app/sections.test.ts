import {expect, test} from "vitest";
import {filtersOf} from "#app/features/shell/page-filters.ts";
import {addressOf, mayEnter, OWN_SECTION, placeOf, sectionOf, SECTIONS} from "#app/features/shell/sections.ts";

const whereIs = (pathname: string) => {
  const section = sectionOf(pathname);
  return [section?.title, section && placeOf(pathname, section)?.title];
};

test.each([
  ["/", "总览", "计划总览"],
  ["/supervision/messages", "总览", "督办消息"],
  ["/supervision/T03-01", "总览", "督办"],
  ["/tasks/T05", "任务", "全部任务"],
  ["/plan/T05-04", "任务", "责任分工"],
  ["/plan/calendar", "任务", "月历"],
  ["/progress/T05-04", "任务", "进展填报"],
  ["/plan/targets", "指标", "指标目标"],
  ["/submissions/queue", "报送", "待审核"],
  ["/datasets/members", "报送", "数据字典"],
  ["/instructions", "会议", "领导批示"],
  ["/outputs/assessment/U07", "材料", "考核自评"],
  ["/admin/audit", "我的", "审计记录"]
])("%s is in the section %s at %s", (pathname, section, place) => {
  expect(whereIs(pathname)).toEqual([section, place]);
});

test("an address of no section marks none", () => {
  expect([sectionOf("/nothing"), sectionOf("/taskss")]).toEqual([undefined, undefined]);
});

test("a committee is led to the overview, but to no papers of the assessment", () => {
  const committee = ["see-dashboards", "see-completeness", "meetings"];
  expect(SECTIONS.filter((section) => mayEnter(section, committee)).map(({title}) => title)).toEqual([
    ...["总览", "任务", "指标", "单位", "报送", "会议"]
  ]);
  expect(OWN_SECTION.places.filter((place) => mayEnter(place, committee)).map(({to}) => to)).toEqual(["/account"]);
});

test("a place keeps of the address what it understands", () => {
  const [overview] = SECTIONS;
  const search = "?month=2026-10&unit=U07&lack=owner";
  expect(addressOf(overview!, search)).toBe("/?month=2026-10&unit=U07");
  expect(addressOf({to: "/plan", title: "", keeps: "month"}, search)).toBe("/plan?month=2026-10");
  expect(addressOf({to: "/datasets", title: ""}, search)).toBe("/datasets");
});

test.each([
  ["/", "year month unit programme"],
  ["/kpis/K23", "year month unit"],
  ["/units/U07", "year month unit"],
  ["/supervision", "year month unit"],
  ["/supervision/T03-01", "year"],
  ["/submissions", "year month unit"],
  ["/submissions/queue", ""],
  ["/plan/calendar", "year"],
  ["/plan/new", ""],
  ["/datasets/members", ""],
  ["/nothing", ""]
])("the filters of %s are %s", (pathname, filters) => {
  expect(filtersOf(pathname).join(" ")).toBe(filters);
});
