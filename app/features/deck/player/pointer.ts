import {mark} from "./dom.ts";

const HIDDEN_AFTER_MS = 3_000;

/** Hides the pointer once it has not moved for three seconds. */
export function hidePointer(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => mark("pointer", "hidden"), HIDDEN_AFTER_MS);
  };
  addEventListener("mousemove", ({movementX, movementY}) => {
    // Some browsers report a move of nothing when the page under the pointer changes.
    if (movementX === 0 && movementY === 0) return;
    mark("pointer", undefined);
    wait();
  });
  wait();
}
