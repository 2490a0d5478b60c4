import {titleOf} from "./deck-page.ts";
import {make} from "./dom.ts";
import type {Show} from "./show.ts";

/** Says to screen readers which slide is shown. */
export function announce(show: Show): void {
  const live = make("p", {class: "player-live", "aria-live": "polite"});
  document.body.append(live);
  const say = () => {
    const {at, blank} = show.place;
    const slide = show.slides[at];
    if (!slide) return;
    const words = `第 ${at + 1} / ${show.slides.length} 页 ${titleOf(slide)}`;
    live.textContent = blank === "none" ? words : `${blank === "black" ? "黑屏" : "白屏"}　${words}`;
  };
  show.onMove(say);
  say();
}
