import type {Command} from "./keys.ts";
import type {Blank, Show} from "./show.ts";

/** Carries out what only moves the show, and tells whether it did. A move also ends a blank screen. */
export function moveBy(command: Command, {slides, place: {at, blank}, move}: Show): boolean {
  const to = placeFor(command, at, slides.length);
  if (to !== undefined) move({at: to, blank: "none"});
  else if (command === "black" || command === "white") move({blank: otherBlank(blank, command)});
  return to !== undefined || command === "black" || command === "white";
}

function placeFor(command: Command, at: number, count: number): number | undefined {
  if (typeof command === "object") return command.goTo;
  const places: Partial<Record<typeof command, number>> = {
    next: at + 1,
    previous: at - 1,
    first: 0,
    last: count - 1
  };
  return places[command];
}

const otherBlank = (blank: Blank, wanted: Blank): Blank => (blank === wanted ? "none" : wanted);
