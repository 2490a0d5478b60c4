import fc from "fast-check";
import {expect, test} from "vitest";
import type {SlideBody, SlideTable} from "#app/features/deck/slide.ts";
import {deckPptx} from "#app/features/materials/pptx/deck-pptx.server.ts";
import {partsOf} from "#app/features/materials/pptx/ooxml-parts.ts";
import {
  axisFaults,
  edgeFaults,
  fontFaults,
  notesFaults,
  orderFaults,
  partFaults,
  shapeFaults,
  workbookFaults
} from "./pptx-faults.ts";
import {deckOf} from "./pptx-slides.ts";

/** Words as they come, from none to more than a page, with markup, rare hanzi and control characters. */
const words = fc.oneof(
  fc.constantFrom("", " ", "会员0001", "㙍𠮷<b>&\"'", "0012", "=1+1", "第一行\n第二行", "\u0007铃"),
  fc.string({unit: "grapheme", maxLength: 20}),
  fc.integer({min: 1, max: 60}).map((times) => "提高职工文化素养，".repeat(times))
);
const number = fc.oneof(fc.constantFrom(0, 100, -3, 1e-9, 1e15), fc.double({min: -1e6, max: 1e6, noNaN: true}));
const missing = fc.option(number, {nil: null});
const few = {maxLength: 30};

const body: fc.Arbitrary<SlideBody> = fc.oneof(
  fc.record({kind: fc.constant("cover" as const), lines: fc.array(words, {maxLength: 3})}),
  fc.record({
    kind: fc.constant("figures" as const),
    figures: fc.array(fc.record({name: words, value: missing, text: words}), {maxLength: 20})
  }),
  fc.record({
    kind: fc.constant("list" as const),
    items: fc.array(fc.record({words, mark: words, aside: words}, {requiredKeys: ["words"]}), few)
  }),
  fc
    .array(fc.record({title: words, unit: fc.constantFrom("%", "", "人")}, {requiredKeys: ["title"]}), {maxLength: 12})
    .chain((columns) =>
      fc.record({
        kind: fc.constant("table" as const),
        table: fc.record({columns: fc.constant(columns), rows: fc.array(fc.array(fc.oneof(words, missing), few), few)})
      })
    ),
  fc.record({
    kind: fc.constant("picture" as const),
    table: fc.constant<SlideTable>({columns: [], rows: []}),
    picture: fc.oneof(
      fc.record({
        kind: fc.constant("bars" as const),
        unit: fc.constantFrom("%", "", "人"),
        bars: fc.array(fc.record({name: words, value: number}), few),
        reference: fc.option(fc.record({value: number, label: words}), {nil: undefined})
      }),
      fc.record({
        kind: fc.constant("columns" as const),
        unit: fc.constantFrom("%", "人次"),
        labels: fc.array(words, few),
        series: fc.array(fc.record({name: words, values: fc.array(missing, few)}), {maxLength: 9})
      }),
      fc.record({
        kind: fc.constant("lines" as const),
        unit: fc.constantFrom("%", "场"),
        labels: fc.array(words, few),
        lines: fc.array(
          fc.record({
            name: words,
            sign: fc.constantFrom("actual" as const, "plan" as const, "lastYear" as const),
            values: fc.array(missing, few)
          }),
          {maxLength: 3}
        )
      })
    )
  })
);

test("any deck becomes a file without faults", async () => {
  await fc.assert(
    fc.asyncProperty(body, words, words, async (drawn, title, note) => {
      const parts = partsOf(await deckPptx(deckOf(drawn, {title, note, subtitle: title}), "2026-11-28"));
      const faults = [partFaults, fontFaults, axisFaults, edgeFaults, notesFaults, orderFaults].flatMap((check) =>
        check(parts)
      );
      const shapes = shapeFaults(parts).filter((fault) => title.trim() !== "" || !fault.endsWith("empty place"));
      expect([...faults, ...shapes, ...(await workbookFaults(parts))]).toEqual([]);
    }),
    {numRuns: 25, interruptAfterTimeLimit: 40_000, markInterruptAsFailure: true}
  );
});
