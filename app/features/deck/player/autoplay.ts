import {mark} from "./dom.ts";
import type {Show} from "./show.ts";

const USUAL_SECONDS = 20;

export interface Autoplay {
  toggle: () => void;
  stop: () => void;
}

/** Goes on by itself, from the last slide to the first; `?auto=20` begins at once with that many seconds a slide. */
export function makeAutoplay(show: Show): Autoplay {
  const given = Number(new URLSearchParams(location.search).get("auto") ?? 0);
  const seconds = given > 0 ? given : USUAL_SECONDS;
  let timer: ReturnType<typeof setInterval> | undefined;
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
    mark("auto", undefined);
  };
  const start = () => {
    timer = setInterval(() => show.move({at: (show.place.at + 1) % show.slides.length}), seconds * 1_000);
    mark("auto", "on");
  };
  if (given > 0) start();
  return {toggle: () => (timer === undefined ? start() : stop()), stop};
}
