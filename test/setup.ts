import {afterEach, beforeEach, expect, vi} from "vitest";

/** What was said on console.error in the running test and not announced by it. */
let unannounced: unknown[][] = [];

beforeEach(() => {
  unannounced = [];
  const spy = vi.spyOn(console, "error").mockImplementation((...words: unknown[]) => void unannounced.push(words));
  return () => spy.mockRestore();
});

// A defect that somebody would have to read in the log is no test's usual course.
afterEach(() => {
  expect(unannounced, "console.error was called and not announced").toEqual([]);
});

/** Takes what was said on console.error so far, so that the test may expect it. */
export function announcedErrors(): unknown[][] {
  return unannounced.splice(0);
}
