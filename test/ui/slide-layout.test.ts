import * as fc from "fast-check";
import {expect, test} from "vitest";
import {fitSlides, LEAST_TEXT, leastText, type FittedSlide} from "#app/features/deck/layout/slide-layout.ts";
import type {SlideColumn} from "#app/features/deck/layout/slide-cell.ts";
import {slideChart} from "#app/features/deck/layout/slide-chart.ts";
import {contentWidth} from "#app/features/deck/layout/slide-frame.ts";
import {cutWords, emsOf, lineCount, linesIn} from "#app/features/deck/layout/slide-words.ts";
import type {Slide, SlideBody} from "#app/features/deck/slide.ts";
import {fixtureDeck} from "../deck-fixture.ts";

const slideOf = (body: SlideBody, more: Partial<Slide> = {}): Slide => ({
  ...{key: "k", part: "重点", title: "一句结论", subtitle: "全校", notes: [], minutes: 3},
  ...{source: {words: "总览", to: "/"}, body},
  ...more
});

const words = (most: number) =>
  fc
    .array(fc.constantFrom(..."虚构单位参加活动的人数，比上月多；按期完成—“名单”12 3.4 % 2026-09-30"), {
      minLength: 1,
      maxLength: most,
      size: "max"
    })
    .map((characters) => characters.join("").trim() || "空");
const sizes = fc.record({
  min: fc.constantFrom(LEAST_TEXT, 36, 44.4, 55, 80, 120),
  ratio: fc.constantFrom(4 / 3, 16 / 9),
  corner: fc.constantFrom("", "数据截至 2026年11月28日　口径 c50df8b3　状态 8d0c1f2e5b7a")
});
const frame = fc.record({
  title: words(140),
  subtitle: words(90),
  part: fc.constantFrom("", "整体情况"),
  note: fc.option(words(120), {nil: undefined})
});

/** The number that the notes of slides name after such words. */
const countIn = (slides: FittedSlide[], pattern: RegExp): number =>
  Number(pattern.exec(slides.map(({note = ""}) => note).join("\n"))?.[1] ?? 0);

const check = (slide: Slide, options: {min: number; ratio: number; corner: string}): FittedSlide[] => {
  const fitted = fitSlides([slide], options);
  for (const {title, layout} of fitted) {
    expect(lineCount(title, contentWidth(options.ratio) / layout.title)).toBeLessThanOrEqual(3);
    if (options.corner) expect(layout.corner).toMatch(/截至 2026(年|-)11[^]*口径 c50df8b3/);
    for (const line of layout.corner.split("\n"))
      expect(emsOf(line) * options.min).toBeLessThanOrEqual(contentWidth(options.ratio));
    expect([layout.min, layout.title]).toEqual([options.min, Math.max(51, options.min * 1.3)]);
  }
  expect(fitted.reduce((sum, {minutes}) => sum + minutes, 0)).toBeCloseTo(slide.minutes);
  return fitted;
};

const cell = fc.oneof(words(30), fc.integer({min: -9999, max: 999_999}), fc.constant(null));
const table = fc.integer({min: 1, max: 9}).chain((count) =>
  fc.record({
    columns: fc.tuple(
      ...Array.from({length: count}, (_, at) =>
        fc.constantFrom<SlideColumn>({title: `列${at}`}, {title: `数${at}`, unit: "人"})
      )
    ),
    rows: fc.array(fc.tuple(...Array.from({length: count}, () => cell)), {maxLength: 60, size: "max"})
  })
);

test("no row of a table is lost but those that the note counts, and columns that go are counted too", () => {
  fc.assert(
    fc.property(table, frame, sizes, ({columns, rows}, more, options) => {
      const fitted = check(slideOf({kind: "table", table: {columns, rows}}, more), options);
      const shown = fitted.flatMap(({body}) => (body.kind === "table" ? body.table.rows : []));
      expect(shown.length + countIn(fitted, /另有 (\d+) 行见材料/)).toBe(rows.length);
      expect(fitted.length).toBeLessThanOrEqual(3);
      const [first] = fitted;
      const kept = first?.body.kind === "table" ? first.body.table.columns : [];
      expect(kept[0]?.title).toBe(columns[0]?.title);
      expect(kept.length + countIn(fitted, /另有 (\d+) 列/)).toBe(columns.length);
      const keptAt = kept.map(({title}) => columns.findIndex((column) => column.title === title));
      const rest = rows.map((row) => JSON.stringify(keptAt.map((at) => row[at] ?? null)));
      // The first rows are those that the title counts.
      expect(shown.map((row) => JSON.stringify(row))).toEqual(rest.slice(0, shown.length));
    }),
    {numRuns: 150}
  );
});

test("no item of a list is lost but those that the note counts", () => {
  const item = fc.record({
    mark: fc.constantFrom("逾期", "已报办理情况", undefined),
    words: words(60),
    aside: fc.option(words(20), {nil: undefined})
  });
  fc.assert(
    fc.property(fc.array(item, {maxLength: 40, size: "max"}), frame, sizes, (items, more, options) => {
      const plain = items.map(({mark, words: each, aside}) => ({
        words: each,
        ...(mark && {mark}),
        ...(aside && {aside})
      }));
      const fitted = check(slideOf({kind: "list", items: plain}, more), options);
      const shown = fitted.flatMap(({body}) => (body.kind === "list" ? body.items : []));
      expect(shown).toEqual(plain.slice(0, shown.length));
      expect(shown.length + countIn(fitted, /另有 (\d+) 项见材料/)).toBe(plain.length);
    }),
    {numRuns: 100}
  );
});

test("no bar is lost but those that the note counts, and never the reader's own", () => {
  const bars = fc.array(fc.record({name: words(24), value: fc.integer({min: 0, max: 100})}), {
    minLength: 1,
    maxLength: 45
  });
  fc.assert(
    fc.property(bars, fc.nat(), frame, sizes, (all, own, more, options) => {
      const picture = {
        kind: "bars" as const,
        unit: "%",
        bars: all.map((bar, at) => ({...bar, ...(at === own % all.length && {isOwn: true})}))
      };
      const fitted = check(slideOf({kind: "picture", picture, table: {columns: [], rows: []}}, more), options);
      const shown = fitted.flatMap(({body}) =>
        body.kind === "picture" && body.picture.kind === "bars" ? body.picture.bars : []
      );
      expect(shown.length + countIn(fitted, /其余 (\d+) 行见材料/)).toBe(all.length);
      expect(shown.filter(({isOwn}) => isOwn)).toHaveLength(1);
      expect(fitted.length).toBeLessThanOrEqual(2);
    }),
    {numRuns: 100}
  );
});

test("of a heat map the rows and columns that go are counted, and the last months stay", () => {
  const months = Array.from({length: 11}, (_, at) => `${at + 1}月`);
  fc.assert(
    fc.property(
      fc.uniqueArray(words(14), {minLength: 1, maxLength: 40, size: "max"}),
      frame,
      sizes,
      (rows, more, options) => {
        const cells = rows.flatMap((row) => months.map((column) => ({row, column, value: 100})));
        const picture = {kind: "heat" as const, unit: "%", columns: months, rows, cells};
        const fitted = check(slideOf({kind: "picture", picture, table: {columns: [], rows: []}}, more), options);
        const heats = fitted.flatMap(({body}) =>
          body.kind === "picture" && body.picture.kind === "heat" ? [body.picture] : []
        );
        const shown = heats.flatMap((heat) => heat.rows);
        expect(shown.length + countIn(fitted, /中间 (\d+) 行见材料/)).toBe(rows.length);
        expect(heats[0]?.columns.at(-1)).toBe("11月");
        expect((heats[0]?.columns.length ?? 0) + countIn(fitted, /另有 (\d+) 列/)).toBe(11);
        for (const heat of heats) expect(heat.cells).toHaveLength(heat.rows.length * heat.columns.length);
      }
    ),
    {numRuns: 60}
  );
});

test("all figures are shown, at most ten on a slide", () => {
  const figure = fc.record({name: words(8), value: fc.integer(), text: words(9)});
  fc.assert(
    fc.property(
      fc.array(figure, {minLength: 1, maxLength: 20, size: "max"}),
      frame,
      sizes,
      (figures, more, options) => {
        const fitted = check(slideOf({kind: "figures", figures}, more), options);
        const each = fitted.map(({body}) => (body.kind === "figures" ? body.figures : []));
        expect(each.flat()).toEqual(figures);
        expect(Math.max(...each.map(({length}) => length))).toBeLessThanOrEqual(10);
      }
    ),
    {numRuns: 60}
  );
});

const marks = /[，；\n\s]/g;

test("what a title is cut by stands in the subtitle or in the notes", () => {
  fc.assert(
    fc.property(frame, sizes, (more, options) => {
      const [fitted] = check(slideOf({kind: "list", items: [{words: "一项"}]}, more), options);
      const all = [fitted?.title, fitted?.subtitle, ...(fitted?.notes ?? [])].join("").replaceAll(marks, "");
      expect(all).toContain(more.title.replaceAll(marks, ""));
      expect(all).toContain(more.subtitle.replaceAll(marks, ""));
    })
  );
});

test("a sentence is cut after a clause", () => {
  const sentence = "需关注 34 项：逾期 5 项、滞后 13 项；最要紧的是争取支持，应于九月完成";
  expect(cutWords(sentence, 12, 2)).toEqual({
    head: "需关注 34 项：逾期 5 项、滞后 13 项",
    rest: "最要紧的是争取支持，应于九月完成"
  });
  expect(cutWords(sentence, 40, 1)).toEqual({head: sentence, rest: ""});
});

test("lines hold what is put into them and no more", () => {
  fc.assert(
    fc.property(words(80), fc.integer({min: 6, max: 30}), (text, ems) => {
      const lines = linesIn(text, ems);
      for (const line of lines) expect(emsOf(line)).toBeLessThanOrEqual(ems);
      expect(lines.join("").replaceAll(/[\s\u2060]/g, "")).toBe(text.replaceAll(/\s/g, ""));
    })
  );
});

test("the smallest text follows the farthest seat, and is never below 36 pixels of 1080", () => {
  expect(leastText(12, 1.5)).toBeCloseTo(44.4, 1);
  expect(leastText(6, 2)).toBe(LEAST_TEXT);
});

test("a table that takes three slides has its number in the title and its minutes shared", () => {
  const rows = Array.from({length: 20}, (_, at) => [`虚构第${at + 1}学院`, 91.4]);
  const table = {columns: [{title: "单位"}, {title: "实际", unit: "%"}], rows};
  const fitted = fitSlides([slideOf({kind: "table", table}, {title: "20 个单位已报"})]);
  expect(fitted.map(({title, minutes}) => [title, minutes])).toEqual([
    ["20 个单位已报（1/2）", 1.5],
    ["20 个单位已报（2/2）", 1.5]
  ]);
});

test("equal slides are laid out equally, and slides that fit keep their words", () => {
  const {slides, corner} = fixtureDeck();
  expect(fitSlides(slides, {corner})).toEqual(fitSlides(structuredClone(slides), {corner}));
  const [fitted] = fitSlides([slideOf({kind: "list", items: [{words: "一项"}]})]);
  expect(fitted).toMatchObject(slideOf({kind: "list", items: [{words: "一项"}]}));
});

test("both parts of a picture have one scale", () => {
  const bars = Array.from({length: 14}, (_, at) => ({name: `虚构第${at + 1}学院`, value: 90 - at * 5}));
  const picture = {kind: "bars" as const, unit: "%", bars, reference: {value: 95, label: "目标 95 %"}};
  const fitted = fitSlides([slideOf({kind: "picture", picture, table: {columns: [], rows: []}})]);
  const ends = fitted.map(({body, layout}) => {
    if (body.kind !== "picture" || !layout.boxes) return undefined;
    const {xAxis} = slideChart(body.picture, layout.boxes.narrow, layout.min, layout.highest) as {xAxis: {max: number}};
    return xAxis.max;
  });
  expect(ends).toEqual([95, 95]);
});
