import {keptMonth, keptSearch} from "#app/ui/address.ts";

/** A page that the navigation leads to. */
export interface Place {
  to: string;
  title: string;
  /** Who has it; everybody where nothing is said. */
  permission?: string;
  /** What of the address the page understands: month and unit, the month alone, or nothing. */
  keeps?: "filters" | "month";
}

/** A part of the site, with the pages in it. */
export interface Section extends Place {
  /** The beginnings of the addresses that belong to it; the longest of all sections decides. */
  holds: string[];
  places: Place[];
}

export const SECTIONS: Section[] = [
  {
    to: "/",
    title: "总览",
    keeps: "filters",
    holds: ["/", "/attention", "/supervision", "/changes", "/my"],
    places: [
      {to: "/", title: "计划总览", keeps: "filters"},
      {to: "/attention", title: "需关注", keeps: "filters"},
      {to: "/supervision", title: "督办", keeps: "filters"},
      {to: "/supervision/messages", title: "督办消息", permission: "supervise"},
      {to: "/changes", title: "近期变化"},
      {to: "/my", title: "我的视图", keeps: "month"}
    ]
  },
  {
    to: "/tasks",
    title: "任务",
    keeps: "month",
    holds: ["/tasks", "/plan", "/progress"],
    places: [
      {to: "/tasks", title: "全部任务", keeps: "month"},
      {to: "/plan", title: "责任分工", keeps: "month"},
      {to: "/plan/timeline", title: "时间安排", keeps: "month"},
      {to: "/plan/calendar", title: "月历", keeps: "month"},
      {to: "/progress", title: "进展填报", permission: "report-progress"},
      {to: "/plan/new", title: "计划文件", permission: "plan-settings"}
    ]
  },
  {
    to: "/kpis",
    title: "指标",
    keeps: "filters",
    holds: ["/kpis", "/plan/targets"],
    places: [
      {to: "/kpis", title: "全部指标", keeps: "filters"},
      {to: "/plan/targets", title: "指标目标", keeps: "month"}
    ]
  },
  {to: "/units", title: "单位", keeps: "month", holds: ["/units"], places: []},
  {
    to: "/submissions",
    title: "报送",
    keeps: "filters",
    holds: ["/submissions", "/assistance", "/datasets"],
    places: [
      {to: "/submissions", title: "报送情况", permission: "see-completeness", keeps: "filters"},
      {to: "/submissions/new", title: "上传", permission: "upload", keeps: "filters"},
      {to: "/submissions/queue", title: "待审核", permission: "verdicts"},
      {to: "/submissions/settings", title: "报送设置", permission: "settings"},
      {to: "/assistance", title: "困难帮扶明细", permission: "sensitive-rows"},
      {to: "/datasets", title: "数据字典"}
    ]
  },
  {
    to: "/meetings",
    title: "会议",
    holds: ["/meetings", "/instructions", "/present", "/reports"],
    places: [
      {to: "/meetings", title: "会议和交办"},
      {to: "/meetings/new", title: "新建会议", permission: "meetings"},
      {to: "/present", title: "演示", keeps: "month"},
      {to: "/reports", title: "会议材料", permission: "meeting-materials", keeps: "month"},
      {to: "/instructions", title: "领导批示"}
    ]
  },
  {
    to: "/outputs",
    title: "材料",
    permission: "see-outputs",
    holds: ["/outputs"],
    places: [
      {to: "/outputs", title: "全部材料", permission: "see-outputs"},
      {to: "/outputs/assessment", title: "考核自评", permission: "all-assessments"},
      {to: "/outputs/yearbook", title: "统计年报", permission: "see-yearbook"},
      {to: "/outputs/congress", title: "教代会规则"}
    ]
  }
];

/** What belongs to the visitor, and the administration. It stands in the menu, not among the sections. */
export const OWN_SECTION: Section = {
  to: "/account",
  title: "我的",
  holds: ["/account", "/search", "/admin"],
  places: [
    {to: "/account", title: "我的账户"},
    {to: "/admin/accounts", title: "账户管理", permission: "accounts"},
    {to: "/admin/audit", title: "审计记录", permission: "audit"},
    {to: "/admin/retention", title: "保存期限", permission: "accounts"},
    {to: "/admin/system", title: "系统状态", permission: "accounts"}
  ]
};

export const mayEnter = ({permission}: Place, may: string[]) => permission === undefined || may.includes(permission);

/** The address of a place with the part of the present filters that it understands. */
export function addressOf({to, keeps}: Place, search: string): string {
  if (keeps === undefined) return to;
  return `${to}${keeps === "filters" ? keptSearch(search) : keptMonth(search)}`;
}

const isAt = (pathname: string, start: string) =>
  start === "/" ? pathname === "/" : pathname === start || pathname.startsWith(`${start}/`);

/** The section of an address; undefined where there is no such page. */
export function sectionOf(pathname: string): Section | undefined {
  return longestOf([...SECTIONS, OWN_SECTION], ({holds}) => lengthAt(pathname, holds));
}

/** The place of a section that is nearest to an address. */
export function placeOf(pathname: string, {places}: Section): Place | undefined {
  return longestOf(places, ({to}) => lengthAt(pathname, [to]));
}

const lengthAt = (pathname: string, starts: string[]) =>
  Math.max(0, ...starts.filter((start) => isAt(pathname, start)).map(({length}) => length));

function longestOf<T>(of: T[], lengthOf: (each: T) => number): T | undefined {
  const [first] = of.toSorted((a, b) => lengthOf(b) - lengthOf(a));
  return first && lengthOf(first) > 0 ? first : undefined;
}
