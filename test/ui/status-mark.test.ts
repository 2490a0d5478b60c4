import {createElement} from "react";
import {renderToStaticMarkup} from "react-dom/server";
import {expect, test} from "vitest";
import {StatusMark, StatusShape} from "#app/ui/status-mark.tsx";
import {STATUS_WORDS} from "#app/ui/status-words.ts";
import {tallyOf} from "#app/ui/status-tally.ts";

test("every status has a word and a shape no other has", () => {
  const shapes = STATUS_WORDS.map((status) => renderToStaticMarkup(createElement(StatusShape, {status})));
  expect(new Set(shapes).size).toBe(STATUS_WORDS.length);
  expect(
    STATUS_WORDS.every((status) =>
      renderToStaticMarkup(createElement(StatusMark, {status})).includes(`${status}</span>`)
    )
  ).toBe(true);
});

test("statuses are counted good news first, and what is not there is not listed", () => {
  const items = ["逾期", "正常", "滞后", "正常"].map((status) => ({status}));
  expect(tallyOf(items)).toEqual([
    {status: "正常", count: 2},
    {status: "滞后", count: 1},
    {status: "逾期", count: 1}
  ]);
});
