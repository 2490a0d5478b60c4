import {mark} from "./dom.ts";

export const BLANKS = ["none", "black", "white"] as const;
export type Blank = (typeof BLANKS)[number];

/** Which slide is shown, counted from 0, and whether the screen is blank instead. */
export interface Place {
  at: number;
  blank: Blank;
}

/** Who moved: this page, or another page of the same deck. */
export type Mover = "here" | "elsewhere";

export interface Show {
  readonly slides: readonly HTMLElement[];
  readonly place: Place;
  /** Shows another place; slides before the first and after the last are those. */
  move: (place: Partial<Place>, by?: Mover) => void;
  onMove: (listener: (place: Place, by: Mover) => void) => void;
}

export function startShow(slides: HTMLElement[], first: Place): Show {
  const listeners: ((place: Place, by: Mover) => void)[] = [];
  let place = first;
  const show = (next: Place, by: Mover) => {
    place = {...next, at: Math.min(Math.max(next.at, 0), slides.length - 1)};
    draw(slides, place);
    for (const listener of listeners) listener(place, by);
  };
  show(first, "elsewhere");
  return {
    slides,
    get place() {
      return place;
    },
    move: (next, by = "here") => show({...place, ...next}, by),
    onMove: (listener) => void listeners.push(listener)
  };
}

/** Every slide is laid out from the start; a switch changes two attributes. */
function draw(slides: HTMLElement[], {at, blank}: Place): void {
  for (const [index, slide] of slides.entries()) {
    slide.toggleAttribute("data-on", index === at);
    slide.toggleAttribute("data-next", index === at + 1);
  }
  mark("blank", blank === "none" ? undefined : blank);
}
