import {notesOf} from "./deck-page.ts";
import {make, mark} from "./dom.ts";
import type {Memory} from "./memory.ts";
import type {Show} from "./show.ts";

export interface NotesPanel {
  isOpen: () => boolean;
  toggle: () => void;
}

/** The notes of the slide below it, for who has one screen only. */
export function makeNotesPanel(
  show: Show,
  {isOpen = false, onToggle}: {isOpen?: boolean; onToggle: (change: Pick<Memory, "hasNotes">) => void}
): NotesPanel {
  const panel = make("aside", {class: "player-notes", "aria-label": "讲稿", "data-own-taps": ""});
  document.body.append(panel);
  const fill = () => {
    const slide = show.slides[show.place.at];
    panel.replaceChildren(...(slide ? notesOf(slide) : []));
    panel.scrollTop = 0;
  };
  const set = (open: boolean) => {
    isOpen = open;
    panel.hidden = !open;
    mark("notes", open ? "on" : undefined);
  };
  show.onMove(fill);
  fill();
  set(isOpen);
  return {
    isOpen: () => isOpen,
    toggle: () => {
      set(!isOpen);
      onToggle({hasNotes: isOpen});
    }
  };
}
