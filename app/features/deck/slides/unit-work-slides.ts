import {formatDay, formatNumber, formatShare, formatShortDay, shareOf} from "#app/format.ts";
import type {FrozenState} from "../state/frozen-state.ts";
import type {FrozenUnitWork, FrozenWork} from "../state/frozen-work.ts";
import type {SlideContent, SlideItem} from "../slide.ts";

interface UnitOfState extends FrozenUnitWork {
  name: string;
  state: FrozenState;
  work: FrozenWork;
}

/** What a unit has to do: its overdue reports, then the deliverables that it leads or supports, the next due day first. */
function owedSlide({code, name, deliverables, work, state: {tasks, on}}: UnitOfState): SlideContent {
  const reports = work.owing.find((each) => each.code === code);
  const own = tasks
    .flatMap((task) => task.deliverables)
    .flatMap((deliverable) => {
      const assigned = deliverables.find((each) => each.code === deliverable.code);
      return assigned ? [{...deliverable, is_lead: assigned.is_lead}] : [];
    })
    .toSorted((a, b) => a.due_on.localeCompare(b.due_on));
  const items: SlideItem[] = [
    ...(reports?.items ?? []).map((words) => ({mark: "欠报", words})),
    ...own.map((each) => ({
      mark: each.status,
      words: each.name,
      aside: `${each.is_lead ? "牵头" : "协办"}，${formatShortDay(each.due_on)}前`
    }))
  ];
  return {
    title: `${name}：${reports ? `欠报 ${reports.count} 份` : "没有欠报"}，${
      own.length === 0 ? "没有未办结的举措" : `牵头或协办的举措未办结 ${own.length} 项`
    }`,
    subtitle: `今年以来的欠报和未办结的承诺，截至${formatDay(on)}`,
    body: {kind: "list", items: items.length > 0 ? items : [{words: "没有要办的。"}]},
    notes: ["退回的报送和会议交办只在单位自己的页面上列出。"],
    source: {words: name, to: `/units/${code}#owed`},
    minutes: 2
  };
}

function activitiesSlide({code, name, activity_count, activities, state: {on}}: UnitOfState): SlideContent | undefined {
  if (activities.length === 0) return undefined;
  const [last] = activities;
  return {
    title: `${name}：今年已办活动 ${formatNumber(activity_count)} 场`,
    subtitle: `${activities.length < activity_count ? `列出最近 ${activities.length} 场` : "全部活动"}，最近一场在${formatShortDay(last!.on)}，截至${formatDay(on)}`,
    body: {
      kind: "table",
      table: {
        columns: [{title: "活动"}, {title: "日期"}, {title: "类别"}, {title: "人次"}],
        rows: activities.map(({name: activity, on: day, category, people}) => [activity, day, category, people])
      }
    },
    notes: ["只算报来的、已经办完的活动。"],
    source: {words: name, to: `/units/${code}`},
    minutes: 2
  };
}

function peopleSlide({code, name, people, state: {on}}: UnitOfState): SlideContent | undefined {
  if (!people || people.groups.length === 0) return undefined;
  const rows = people.groups.map((group) => ({...group, share: shareOf(group.came, group.of)}));
  const known = rows.flatMap(({share, ...row}) => (share === null ? [] : [{...row, share}]));
  const [highest] = known.toSorted((a, b) => b.share - a.share);
  const [lowest] = known.toSorted((a, b) => a.share - b.share);
  return {
    title:
      highest && lowest && highest.share !== lowest.share
        ? `${name}：${highest.name}参加得最多，${formatShare(highest.came, highest.of)}；${lowest.name}最少，${formatShare(lowest.came, lowest.of)}`
        : `${name}：各组参加文体活动的比例相同`,
    subtitle: `今年至少参加过一次的在岗教职工，共 ${formatNumber(people.staff)} 人中，截至${formatDay(on)}`,
    body: {
      kind: "table",
      table: {
        columns: [{title: "分组"}, {title: "参加率"}, {title: "参加", unit: "人"}, {title: "共", unit: "人"}],
        rows: rows.map(({dimension, name: group, came, of}) => [
          `${dimension}　${group}`,
          formatShare(came, of),
          came,
          of
        ])
      }
    },
    notes: ["不足 3 人的组并入相邻的组，不单独显示。"],
    source: {words: name, to: `/units/${code}`},
    minutes: 2
  };
}

const SLIDES = new Map<string, (unit: UnitOfState) => SlideContent | undefined>([
  ["owed", owedSlide],
  ["activities", activitiesSlide],
  ["people", peopleSlide]
]);

/** A slide of what a unit owes or did; undefined where the state has nothing under the view. */
export function unitWorkSlide(code: string, view: string, state: FrozenState): SlideContent | undefined {
  const own = state.work?.units.find((each) => each.code === code);
  const name = state.units.find((each) => each.code === code)?.name;
  return state.work && own && name !== undefined
    ? SLIDES.get(view)?.({...own, name, state, work: state.work})
    : undefined;
}
