import {expect, test} from "vitest";
import {FirstPlaces} from "#pipelines/files/first-places.ts";

test("the first ten places are named, and all are counted", () => {
  const places = new FirstPlaces<number>();
  places.add(1, 2, 3, 4, 5, 6, 7);
  places.add(8, 9, 10, 11, 12);
  places.add(13);
  expect([places.named, places.count]).toEqual([[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 13]);
});
