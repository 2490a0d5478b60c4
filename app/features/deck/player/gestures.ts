import type {Command} from "./keys.ts";

/** A finger that moves less has tapped. */
const SWIPE_PX = 48;
const ACTIVE = "a, button, input, textarea, select, label, summary, form, [data-own-taps]";

/** Swipes and taps: the left third goes back, the rest goes on. A wheel moves nothing. */
export function onGesture(act: (command: Command) => void): void {
  let start: {x: number; y: number} | undefined;
  addEventListener("touchstart", ({touches}) => (start = touches.length === 1 ? pointOf(touches[0]) : undefined), {
    passive: true
  });
  addEventListener("touchend", ({changedTouches, target}) => {
    const command = start && !isActive(target) ? swipeOf(start, pointOf(changedTouches[0])) : undefined;
    start = undefined;
    if (command) act(command);
  });
  // A tap becomes a click, and a swipe does not.
  addEventListener("click", ({clientX, target, detail}) => {
    if (detail === 0 || isActive(target) || getSelection()?.isCollapsed === false) return;
    act(clientX < innerWidth / 3 ? "previous" : "next");
  });
}

interface Point {
  x: number;
  y: number;
}

const pointOf = (touch: Touch | undefined): Point => ({x: touch?.clientX ?? 0, y: touch?.clientY ?? 0});

const isActive = (target: EventTarget | null) => target instanceof Element && target.closest(ACTIVE) !== null;

function swipeOf(from: Point, to: Point): Command | undefined {
  const [x, y] = [to.x - from.x, to.y - from.y];
  if (Math.abs(x) < SWIPE_PX || Math.abs(x) < 1.5 * Math.abs(y)) return undefined;
  return x < 0 ? "next" : "previous";
}
