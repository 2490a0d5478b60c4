import {expect, test} from "vitest";
import {deckChoices, deckOf} from "#app/features/deck/decks.server.ts";
import type {FrozenState} from "#app/features/deck/state/frozen-state.ts";
import {differencesOf} from "#app/features/deck/state/state-difference.ts";
import {segmentGroupsOf} from "#app/features/kpi/segments.ts";
import {slideOf} from "#app/features/deck/slides/slide-of.server.ts";
import {formatBare, formatShown, formatValue} from "#app/format.ts";
import {FIXTURE_ID, fixtureDeck, fixtureState} from "../deck-fixture.ts";

const state = fixtureState();
const deckNamed = (code: string, of: FrozenState = state) => deckOf(of, code, FIXTURE_ID);

test("every deck that is offered can be made, and none has an empty slide", () => {
  const choices = deckChoices(state);
  expect(choices.length).toBeGreaterThan(4 + 11 + 30);
  for (const {code, title} of choices) {
    const deck = deckNamed(code);
    expect(deck?.title, code).toBe(title);
    for (const slide of deck!.slides) {
      expect(slide.title, slide.key).not.toMatch(/undefined|NaN|null|。$/);
      expect(slide.notes.length, slide.key).toBeGreaterThan(0);
    }
  }
  expect(deckNamed("nothing")).toBeUndefined();
  expect(deckNamed("unit-U99")).toBeUndefined();
});

test("the monthly deck goes from the whole to what needs pushing to what comes next", () => {
  const parts = fixtureDeck().slides.map(({part}) => part);
  expect([...new Set(parts)]).toEqual(["", "整体情况", "重点", "下一步"]);
  const behind = state.tasks.filter(({status}) => status === "滞后" || status === "逾期");
  expect(behind.length).toBeGreaterThan(0);
  const keys = fixtureDeck().slides.map(({key}) => key);
  for (const {code} of state.tasks)
    expect(keys.includes(`task:${code}`), code).toBe(behind.some((task) => task.code === code));
});

test("a task's slide says of each item that is behind who leads it, and why where its owner said so", () => {
  let reasons = 0;
  for (const task of state.tasks) {
    const {body, notes} = slideOf(state, `task:${task.code}`)!;
    if (body.kind !== "table") throw new Error(`${task.code} has no table`);
    const titles = body.table.columns.map(({title}) => title);
    const [name, lead, reason] = ["举措", "牵头", "说明"].map((title) => titles.indexOf(title));
    for (const row of body.table.rows) {
      const {owner, problem_note} = task.deliverables.find((each) => each.name === row[name!])!;
      expect((owner ?? "").startsWith(String(row[lead!] ?? "")), `${task.code} ${String(row[name!])}`).toBe(true);
      if (!problem_note) continue;
      reasons++;
      expect(problem_note).toContain(String(row[reason!]));
      // The column may find no room on the slide.
      expect(notes.join("\n")).toContain(problem_note);
    }
  }
  expect(reasons).toBeGreaterThan(0);
});

test("the number in a KPI's conclusion is the state's", () => {
  for (const kpi of state.kpis) {
    const slide = slideOf(state, `kpi:${kpi.code}/trend`)!;
    if (kpi.value !== null) expect(slide.title, kpi.code).toContain(formatValue(kpi.value, kpi.unit));
    if (slide.body.kind !== "picture" || slide.body.picture.kind !== "lines") throw new Error("no lines");
    expect(slide.body.picture.lines[0]!.values).toEqual(kpi.months.map(({value}) => value));
  }
});

test("a slide of units shows each unit's own number, best first, and marks the one asked for", () => {
  const kpi = state.kpis.find(({code}) => code === "K23")!;
  const slide = slideOf(state, "kpi:K23/units@U12")!;
  if (slide.body.kind !== "picture" || slide.body.picture.kind !== "bars") throw new Error("no bars");
  const {bars} = slide.body.picture;
  expect(bars.map(({value}) => value)).toEqual(kpi.units.map(({value}) => value).toSorted((a, b) => b! - a!));
  const own = kpi.units.find(({code}) => code === "U12")!;
  expect(bars.filter(({isOwn}) => isOwn).map(({value}) => value)).toEqual([own.value]);
  const place = kpi.units.filter(({value}) => value !== null && value > own.value!).length + 1;
  expect(slide.title).toContain(`${formatValue(own.value!, kpi.unit)}，比全校`);
  expect(slide.title).toMatch(new RegExp(`个单位中(并列)?第 ${place}$`));
});

const keysOf = ({code, segments, unit_figures = []}: FrozenState["kpis"][number]) => [
  ...["trend", "variation", "units", "funnel", "unit-months", "missing"].map((view) => `kpi:${code}/${view}`),
  ...segmentGroupsOf(segments, "").map(({dimension}) => `kpi:${code}/segments=${dimension}`),
  ...unit_figures.map(({name}) => `kpi:${code}/figure=${name}`)
];

test("every chart and table of a KPI's, a task's and a unit's page has its slide, with numbers in its sentence", () => {
  const made = [
    "kpis",
    ...state.kpis.flatMap(keysOf),
    ...state.tasks.flatMap(({code}) => [`task:${code}/kpis`, `task:${code}/units`]),
    ...state.units.map(({code}) => `unit:${code}/months`)
  ].flatMap((key) => slideOf(state, key) ?? []);
  for (const slide of made) {
    expect(slide.title, slide.key).toMatch(/\d|没有/);
    expect(slide.title, slide.key).not.toMatch(/undefined|NaN|null|。$/);
  }
  const count = (view: string) => made.filter(({key}) => key.includes(`/${view}`)).length;
  const views = ["funnel", "missing", "figure=", "segments=", "unit-months", "kpis"];
  // 8 rates of people, 3 yes/no KPIs, 11 tasks …
  expect(views.map((view) => [view, count(view)])).toEqual([
    ["funnel", 8],
    ["missing", 3],
    ["figure=", 8],
    ["segments=", 88],
    ["unit-months", 22],
    ["kpis", 11]
  ]);
});

test("months around their mean are a slide only where they tell change from chance", () => {
  expect(state.kpis.flatMap(({code}) => slideOf(state, `kpi:${code}/variation`) ?? [])).toEqual([]);
  const later = fixtureState();
  const points = ["2026-10-01", "2026-11-01"].map((month, at) => ({month, value: 10 + at * 20}));
  later.kpis[0]!.variation = {conclusion: "正常波动", points, limits: [{value: 20, label: "平均 20 %"}]};
  const slide = slideOf(later, `kpi:${later.kpis[0]!.code}/variation`)!;
  expect(slide.body).toMatchObject({
    picture: {labels: ["26-10", "26-11"], lines: [{values: [10, 30]}], target: {value: 20}}
  });
});

test("a slide of units by month shows what the state knows of each, and the months a KPI hides stay empty", () => {
  const kpi = state.kpis.find(({code}) => code === "K23")!;
  const slide = slideOf(state, "kpi:K23/unit-months")!;
  if (slide.body.kind !== "picture" || slide.body.picture.kind !== "heat") throw new Error("no cells");
  const {cells, rows} = slide.body.picture;
  expect(rows).toHaveLength(kpi.units.length);
  const u12 = state.units.find(({code}) => code === "U12")!.name;
  const {months = [], value} = kpi.units.find(({code}) => code === "U12")!;
  expect(cells.filter(({row}) => row === u12).map((cell) => cell.value)).toEqual(
    months.filter((each) => each !== null)
  );
  expect(months.at(-1)).toBe(value);
});

test("the parts of a KPI are named as on its page, and add up to it", () => {
  const kpi = state.kpis.find(({code}) => code === "K23")!;
  const slide = slideOf(state, "kpi:K23/segments=性别")!;
  if (slide.body.kind !== "picture" || slide.body.picture.kind !== "bars") throw new Error("no bars");
  expect(slide.body.picture.bars.map(({name}) => name)).toEqual(["女", "男"]);
  const sum = (at: number) =>
    slide.body.kind === "picture" && slide.body.table.rows.reduce((all, row) => all + Number(row[at]), 0);
  expect([sum(2), sum(3)]).toEqual([kpi.numerator, kpi.denominator]);
});

test("a KPI that only the union can earn, or that is yes or no, has no slide of ranked units", () => {
  const unranked = state.kpis.filter(({units_shown}) => units_shown === "none" || units_shown === "missing");
  expect(unranked.length).toBeGreaterThan(5);
  for (const {code} of unranked) expect(slideOf(state, `kpi:${code}/units`), code).toBeUndefined();
});

test("a deck on a matter has its panels, and the KPIs that these lead to", () => {
  const keys = deckNamed("proposals")!.slides.map(({key}) => key);
  expect(keys).toContain("task:T03/proposals-stages");
  expect(keys).toContain("kpi:K11/trend");
  expect(keys.filter((key) => key.startsWith("task:") && !key.includes("/proposals-"))).toEqual([]);
});

test("keys of other states, and hostile ones, are no slides", () => {
  for (const key of [
    "",
    "task:T99",
    "task:T03/nothing",
    "kpi:K99/trend",
    "unit:U99",
    "constructor",
    "__proto__",
    "kpi:",
    "kpi:K23",
    "kpi:K23/constructor",
    "kpi:K23/segments=政治面貌",
    "kpi:K23/figure=没有",
    "unit:U99/months",
    "task:T99/kpis"
  ])
    expect(slideOf(state, key), key).toBeUndefined();
});

test("what changed since is told as it is shown, and equal numbers are no change", () => {
  const later = fixtureState();
  expect(differencesOf(state, later)).toEqual([]);
  const kpi = later.kpis.find(({code}) => code === "K23")!;
  const was = formatShown(kpi, "%");
  kpi.value = 12.34;
  later.tasks[0]!.status = "逾期";
  const [owned] = later.concerns.splice(0, 1);
  const unit = kpi.units[0]!;
  unit.numerator! += 1;
  later.work!.supervised = [];
  const groups = differencesOf(state, later);
  expect(groups.map(({title, differences}) => [title, differences.length])).toEqual([
    ["任务", 1],
    ["指标", 1],
    ["各单位的指标", 1],
    ["需关注", 1],
    ["督办", state.work!.supervised.length]
  ]);
  const [tasks, kpis, units, concerns] = groups.map(({differences}) => differences[0]!);
  expect(tasks).toMatchObject({to: "/tasks/T01", is: expect.stringContaining("逾期") as string});
  expect(kpis).toMatchObject({name: "K23 文体活动参与率", to: "/kpis/K23"});
  expect([kpis!.was.startsWith(`${was}，`), kpis!.is.startsWith("12.3 %，")]).toEqual([true, true]);
  expect(units).toMatchObject({to: `/kpis/K23?unit=${unit.code}`});
  expect(units!.is).toContain(`（${formatBare(unit.numerator)}／`);
  expect(concerns).toMatchObject({name: `${owned!.code} ${owned!.name}`, is: "没有"});
});

test("what is followed up has its slides, each with the numbers of the state in its sentence", () => {
  const {supervised, owing, congress, changes, reports} = state.work!;
  const titleOf = (key: string) => slideOf(state, key)?.title;
  expect(titleOf("supervised")).toContain(`督办 ${supervised.length} 项`);
  const units = owing.filter(({code}) => code !== null);
  expect(titleOf("owing")).toContain(`${units.length} 个单位欠报`);
  expect(titleOf("reports")).toBe(reports.sentence);
  expect(reports.datasets.reduce((sum, {asked}) => sum + asked, 0)).toBe(
    Number(/应报 ([\d,]+) 份/.exec(reports.sentence)![1]!.replace(",", ""))
  );
  expect(titleOf("changes-kpis")).toContain(`${changes.kpis.length} 个指标`);
  expect(titleOf("changes-statuses")).toContain(`${changes.statuses.length} 项`);
  expect(congress.length).toBeGreaterThan(3);
  for (const {key, kept, broken} of congress)
    expect(titleOf(`congress:${key}`)).toContain(`符合 ${kept} 个，不符合 ${broken} 个`);
});

test("what went down leads the list of changes, where rows are left out", () => {
  const {changes} = state.work!;
  const change = changes.kpis[0]!;
  const kpis = [true, null, false, true].map((is_better, at) => ({...change, code: `K0${at}`, is_better}));
  const slide = slideOf({...state, work: {...state.work!, changes: {...changes, kpis}}}, "changes-kpis")!;
  if (slide.body.kind !== "table") throw new Error("no table");
  expect(slide.body.table.rows.map((row) => row.at(-1))).toEqual(["走低", "—", "向好", "向好"]);
});

test("what was adjusted by decision is neither better nor worse", () => {
  const {changes} = state.work!;
  const statuses = ["已调整", "办结", "滞后"].map((status, at) => ({
    ...{code: `T01-0${at}`, name: "", was: {status: "正常", progress: 50}, is: {status, progress: 50}}
  }));
  const slide = slideOf({...state, work: {...state.work!, changes: {...changes, statuses}}}, "changes-statuses");
  expect(slide?.title).toBe("3 项任务和举措的状态有变化，1 项转好");
});

test("a list of indicators has a column of changes only where a month is compared", () => {
  const columnsOf = (kpis: FrozenState["kpis"]) => {
    const slide = slideOf({...state, kpis}, "kpis")!;
    if (slide.body.kind !== "table") throw new Error("no table");
    return [slide.body.table.columns.at(-1)?.title, slide.subtitle.includes("较上月")];
  };
  expect(columnsOf(state.kpis.map((kpi) => ({...kpi, change: null})))).toEqual(["目标", false]);
  expect(columnsOf(state.kpis.map((kpi) => ({...kpi, change: 1})))).toEqual(["较上月", true]);
});

test("every unit has slides of what it owes and did, and of who came where groups are large enough", () => {
  const {units} = state.work!;
  expect(units.map(({code}) => code)).toEqual(state.units.map(({code}) => code));
  for (const {code, activity_count, activities, people} of units) {
    const made = (view: string) => slideOf(state, `unit:${code}/${view}`);
    expect(made("owed")?.title, code).toMatch(/没有欠报|欠报 \d+ 份/);
    expect(made("activities") !== undefined, code).toBe(activity_count > 0);
    if (activity_count > 0) expect(made("activities")!.title).toContain(`${activity_count} 场`);
    expect(activities.length, code).toBe(Math.min(activity_count, 12));
    for (const {came, of} of people?.groups ?? []) {
      expect(of, code).toBeGreaterThanOrEqual(3);
      expect(came, code).toBeLessThanOrEqual(of);
    }
  }
});

test("a state from before these were kept has no such slides, and still has the others", () => {
  const {work: _work, ...older} = state;
  for (const key of ["supervised", "owing", "congress", "changes-kpis", "unit:U12/owed"])
    expect(slideOf(older, key), key).toBeUndefined();
  expect(slideOf(older, "unit:U12")).toBeDefined();
});

test("a month's due promises, one promise and all of a task have slides", () => {
  const all = state.tasks.flatMap(({deliverables}) => deliverables);
  for (let month = 1; month <= 12; month++) {
    const name = `2026-${String(month).padStart(2, "0")}`;
    const due = all.filter(({due_on, status}) => due_on.startsWith(name) && status !== "已调整");
    const {title, body} = slideOf(state, `due:${name}`)!;
    expect(title, name).toContain(due.length === 0 ? "没有承诺到期" : `有 ${due.length} 项承诺到期`);
    if (body.kind !== "list") throw new Error("no list");
    expect(body.items.length, name).toBe(Math.max(1, due.filter(({is_closed}) => !is_closed).length));
  }
  for (const month of ["2025-12", "2026-13", "2026-1", "12"]) expect(slideOf(state, `due:${month}`)).toBeUndefined();
  for (const {code, name, status} of all)
    expect(slideOf(state, `deliverable:${code}`)?.title).toBe(`${name}：${status}`);
  expect(slideOf(state, "deliverable:T99-01")).toBeUndefined();
  for (const {code, deliverables} of state.tasks) {
    const {body} = slideOf(state, `task:${code}/deliverables`)!;
    expect(body.kind === "table" && body.table.rows.map(([name]) => name)).toEqual(deliverables.map(({name}) => name));
  }
});

test("what comes next is due from the day itself until the next month's last day", () => {
  const comingOn = (on: string, due: string) => {
    const other = fixtureState();
    const {tasks} = other;
    for (const each of tasks.flatMap(({deliverables}) => deliverables)) each.is_closed = true;
    Object.assign(tasks[0]!.deliverables[0]!, {is_closed: false, status: "临期", due_on: due});
    return slideOf({...other, on}, "coming")!.title;
  };
  expect(comingOn("2026-11-28", "2026-11-28")).toBe("12月31日前有 1 项举措到期，最近的就在当天");
  expect(comingOn("2026-11-30", "2026-12-31")).toBe("12月31日前有 1 项举措到期，最近的是12月31日");
  expect(comingOn("2026-12-01", "2027-01-31")).toContain("有 1 项举措到期");
  expect(comingOn("2026-11-28", "2026-11-27")).toBe("12月31日前没有举措到期");
  expect(comingOn("2026-01-31", "2026-03-01")).toBe("2月28日前没有举措到期");
});

test("a unit is better or worse than the union only by more than chance, as on its page", () => {
  const titleWith = (value: number, chance?: "within" | "below") => {
    const rates = state.kpis.filter(({unit, value: union}) => unit === "%" && union !== null);
    const kpi = {...rates.find(({direction}) => direction === "higher")!, value: 50};
    const own = {code: "U12", value, numerator: 1, denominator: 2, ...(chance && {chance})};
    return slideOf({...state, kpis: [{...kpi, units: [own]}]}, "unit:U12")!.title.split("：")[1];
  };
  expect(titleWith(40, "within")).toBe("1 项比率指标中 0 项好于全校、0 项不及，1 项无显著差别");
  expect(titleWith(40, "below")).toBe("1 项比率指标中 0 项好于全校、1 项不及，0 项无显著差别");
  expect(titleWith(60)).toBe("1 项比率指标中 1 项好于全校、0 项不及，0 项无显著差别");
  expect(titleWith(50.04)).toContain("1 项无显著差别");
});

test("the year at a glance counts what each task has due in each month", () => {
  const {title, body} = slideOf(state, "due-months")!;
  if (body.kind !== "picture" || body.picture.kind !== "heat") throw new Error("no matrix");
  const due = state.tasks.flatMap(({deliverables}) => deliverables).filter(({status}) => status !== "已调整");
  expect(body.picture.cells.reduce((sum, {value}) => sum + value, 0)).toBe(due.length);
  const {cells, rows} = body.picture;
  expect(rows).toHaveLength(11);
  const ofJune = state.tasks[4]!.deliverables.filter(({due_on}) => due_on.startsWith("2026-06")).length;
  expect(ofJune).toBeGreaterThan(0);
  expect(cells.find(({row, column}) => row.startsWith("T05") && column === "6月")?.value).toBe(ofJune);
  const past = due.filter(({due_on}) => due_on < state.on);
  expect(title).toContain(
    `已过期限的 ${past.length} 项中 ${past.filter(({is_closed}) => !is_closed).length} 项还没有办结`
  );
});

test("who answers for the plan has a slide: what nobody leads, else how much each unit leads", () => {
  const led = fixtureState();
  for (const task of led.tasks) for (const each of task.deliverables) each.owner ??= "校工会　分管副主席";
  const counts = slideOf(led, "unassigned")!;
  if (counts.body.kind !== "table") throw new Error("no table");
  const total = counts.body.table.rows.reduce((sum, [, count]) => sum + Number(count), 0);
  expect(counts.title).toBe(`${total} 项承诺都有责任单位`);
  led.tasks[0]!.deliverables[0]!.owner = null;
  const {title, body} = slideOf(led, "unassigned")!;
  expect(title).toBe(`${total} 项承诺中 1 项还没有责任单位`);
  expect(body.kind === "list" && body.items.map(({words}) => words)).toEqual([led.tasks[0]!.deliverables[0]!.name]);
});

test("a unit's months stand over the union's where both are rates, and a hidden unit has none", () => {
  const kpi = state.kpis.find(({code}) => code === "K23")!;
  const [unit] = kpi.units;
  const {title, body} = slideOf(state, `kpi:K23/trend@${unit!.code}`)!;
  expect(title).toContain(formatValue(unit!.value, "%"));
  if (body.kind !== "picture" || body.picture.kind !== "lines") throw new Error("no lines");
  expect(body.picture.lines.map(({values}) => values)).toEqual([unit!.months, kpi.months.map(({value}) => value)]);
  expect(slideOf(state, "kpi:K23/trend@U99")).toBeUndefined();
  const counted = state.kpis.find((each) => each.unit !== "%" && each.units.some(({months}) => months?.some(Boolean)))!;
  const own = counted.units.find(({months}) => months?.some(Boolean))!;
  const picture = slideOf(state, `kpi:${counted.code}/trend@${own.code}`)!.body;
  expect(picture.kind === "picture" && picture.picture.kind === "lines" && picture.picture.lines).toHaveLength(1);
});

test("instructions have a slide, those without an answer first; an older state has none", () => {
  const {title, body} = slideOf(state, "instructions")!;
  expect(title).toBe("2026年领导批示 2 条，1 条待答复");
  expect(body.kind === "list" && body.items.map(({mark}) => mark)).toEqual(["待答复", "已答复"]);
  const older = fixtureState();
  delete older.work!.instructions;
  expect(slideOf(older, "instructions")).toBeUndefined();
});

test("the cover says how many chosen slides the state has no numbers for", () => {
  const chosen = {code: "x", title: "常委会", keys: ["overview", "kpi:K99/trend", "instructions"]};
  const coverOf = (of: FrozenState) => deckOf(of, "x", FIXTURE_ID, chosen)!.slides[0]!;
  const lines = ({body}: ReturnType<typeof coverOf>) => (body.kind === "cover" ? body.lines.join("\n") : "");
  expect(lines(coverOf(state))).toContain("选好的页里有 1 页在这份数字里没有");
  const older = fixtureState();
  delete older.work;
  expect(lines(coverOf(older))).toContain("有 2 页");
  expect(coverOf(older).notes.join("\n")).toContain("K99/trend、领导批示");
});

test("of a state that does not say who leads what, nothing is told of one unit", () => {
  const unit = state.concerns.find(({lead_unit}) => lead_unit)!.lead_unit!;
  const own = state.concerns.filter(({lead_unit}) => lead_unit === unit);
  const slide = slideOf(state, `concerns@${unit}`)!;
  expect(slide.title).toContain(`需关注的举措 ${own.length} 项`);
  expect(slide.body).toMatchObject({kind: "list", items: own.map(() => expect.anything())});
  const earlier = {...state, concerns: state.concerns.map(({lead_unit: _, ...concern}) => concern)};
  expect(slideOf(earlier, `concerns@${unit}`)).toBeUndefined();
  expect(slideOf(earlier, "concerns")).toBeDefined();
});
