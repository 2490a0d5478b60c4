import {formatDay} from "#app/format.ts";
import {daysBetween} from "#pipelines/time/months.ts";
import type {SecondLevelUnion} from "#pipelines/topics/organisation.ts";
import type {Panel, PanelRow} from "./panel.ts";
import type {TopicScope} from "./topic-scope.ts";

export function chairsPanel(unions: SecondLevelUnion[], {whole, nameOf, unit, until}: TopicScope): Panel | undefined {
  const setUp = unions.filter(({is_set_up}) => is_set_up);
  if (setUp.length === 0) return undefined;
  const led = setUp.filter(({is_led_by_head}) => is_led_by_head).length;
  const kinds = [...new Set(unions.map(({set_up}) => set_up))].map((name) => ({
    name,
    count: unions.filter(({set_up}) => set_up === name).length
  }));
  const missing = setUp.filter(({is_led_by_head}) => !is_led_by_head);
  const rowOf = ({unit_code, unit_type, set_up, is_led_by_head, is_set_up}: SecondLevelUnion): PanelRow => ({
    cells: [nameOf(unit_code), unit_type, set_up, !is_set_up ? "未设置工会" : is_led_by_head ? "是" : "否"],
    isOwn: unit_code === unit
  });
  const others = unions.filter((each) => !missing.includes(each));
  return {
    id: "organisation-chairs",
    title: unit
      ? `工会主席${led > 0 ? "由行政负责人兼任" : "还不是由行政负责人兼任"}`
      : `二级单位工会 ${setUp.length} 个，${led} 个由行政负责人兼任主席，${missing.length} 个还没有`,
    subtitle: unit
      ? `${whole}工会的设置和主席，截至${formatDay(until("units"))}`
      : `${whole}各单位工会的设置和主席，截至${formatDay(until("units"))}；没有兼任的在前`,
    table: {
      columns: [{title: "单位"}, {title: "单位类型"}, {title: "工会设置"}, {title: "行政负责人兼任"}],
      rows: [...missing, ...others].map(rowOf)
    },
    figures: [
      {name: "二级单位工会", value: setUp.length, unit: "个"},
      {name: "行政负责人兼任", value: led, unit: "个"},
      {name: "没有兼任", value: missing.length, unit: "个"}
    ],
    note: unit
      ? undefined
      : `${kinds.map(({name, count}) => `${name} ${count} 个`).join("，")}。是否兼任由学校决定，台账不记向谁提过。`,
    next: [
      {words: "兼任比例", to: "/kpis/K49"},
      {words: "推动兼任", to: "/plan/T11-04"},
      {words: "组织设置", to: "/plan/T11-03"}
    ]
  };
}

/** The end of a term: so many years after the election. */
function endOf(electionOn: string, years: number): string {
  return `${Number(electionOn.slice(0, 4)) + years}${electionOn.slice(4)}`;
}

export function electionsPanel(
  unions: SecondLevelUnion[],
  {whole, on, plan, nameOf, unit}: TopicScope
): Panel | undefined {
  const rule = plan.congress.find(({rule: name, scope}) => name === "term" && scope === "单位");
  const setUp = unions.filter(({is_set_up}) => is_set_up);
  if (!rule || setUp.length === 0) return undefined;
  const years = Number(rule.value);
  const late = setUp.filter(({is_overdue}) => is_overdue);
  const soon = setUp.filter(
    ({is_overdue, last_election_on}) =>
      !is_overdue && last_election_on !== null && daysBetween(on, endOf(last_election_on, years)) <= 365
  );
  const unknown = setUp.filter(({last_election_on}) => last_election_on === null);
  return {
    id: "organisation-elections",
    title: [
      late.length > 0 ? `${unit ? "" : `${late.length} 个单位`}工会届期已满、没有换届` : "工会都在届期内",
      soon.length > 0 && `一年内还有 ${soon.length} 个到期`,
      unknown.length > 0 && `${unknown.length} 个没有写换届日期`
    ]
      .filter(Boolean)
      .join("，"),
    subtitle: `${whole}${unit ? "" : "各单位"}工会最近一次换届，每届${years === 5 ? "五" : "三"}年，截至${formatDay(on)}；最早的在前`,
    table: {
      columns: [
        {title: "单位"},
        {title: "最近换届"},
        {title: "届满日期"},
        {title: "现状"},
        {title: "已超过", unit: "天"}
      ],
      rows: setUp.map(({unit_code, last_election_on, is_overdue}) => {
        const end = last_election_on === null ? null : endOf(last_election_on, years);
        const over = is_overdue && end !== null ? Math.max(daysBetween(end, on), 0) : null;
        return {
          cells: [
            nameOf(unit_code),
            last_election_on,
            end,
            end === null ? "缺日期" : is_overdue ? "届期已满" : "届期内",
            over
          ],
          isOwn: unit_code === unit
        };
      })
    },
    figures: [
      {name: "届期已满", value: late.length, unit: "个"},
      {name: "一年内到期", value: soon.length, unit: "个"},
      {name: "缺换届日期", value: unknown.length, unit: "个"}
    ],
    note: `依据《${rule.law}》${rule.article}。`,
    next: [
      {words: "教代会规则检查", to: "/outputs/congress"},
      {words: "三级组织体系", to: "/plan/T11-05"}
    ]
  };
}
