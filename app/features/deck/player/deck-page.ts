import type {AgendaChoice} from "../agenda-item.ts";
import {root} from "./dom.ts";

/** What the document says about the deck in it. */
export interface DeckPage {
  code: string;
  /** The short id of the frozen state. */
  state: string;
  /** The screen that the slides are laid out for; undefined where they fit any. */
  shape: string | undefined;
  slides: HTMLElement[];
  /** The token of the session's posts; undefined in the offline file, which asks nobody anything. */
  csrf: string | undefined;
  meeting: string | undefined;
  /** The items of its agenda, as they were when the deck was loaded. */
  agenda: AgendaChoice[];
}

export function readDeckPage(): DeckPage {
  const {deck, state, shape, meeting} = root.dataset;
  const csrf = document.querySelector<HTMLMetaElement>("meta[name=csrf]")?.content;
  return {
    code: deck ?? location.pathname.replace(/\/notes\/?$/, ""),
    state: state ?? "",
    shape,
    slides: [...document.querySelectorAll<HTMLElement>("section.slide")],
    csrf: csrf && /^https?:$/.test(location.protocol) ? csrf : undefined,
    meeting: meeting || undefined,
    agenda: [...document.querySelectorAll<HTMLOptionElement>("#agenda option")].map(({value, label, dataset}) => ({
      ...{item_id: value, title: label, subject: dataset.subject ?? null}
    }))
  };
}

/** The same deck of the same numbers, in whichever window it is open. */
export const nameOf = ({code, state}: DeckPage) => `deck ${code} ${state}`.trim();

/** The conclusion; a slide without one is named by its label. */
export function titleOf(slide: HTMLElement): string {
  const title = slide.querySelector(".slide-title, h2")?.textContent?.trim();
  return title || (slide.getAttribute("aria-label") ?? "");
}

export const partOf = (slide: HTMLElement) => slide.querySelector(".slide-part")?.textContent?.trim() ?? "";

/** The planned minutes; 0 where none are planned. */
export const minutesOf = (slide: HTMLElement) => Math.max(0, Number(slide.dataset.minutes ?? 0) || 0);

/** Copies the notes, because the slide that they stand in would clip them. */
export function notesOf(slide: HTMLElement): Node[] {
  const notes = slide.querySelector(".slide-notes");
  return [...(notes?.childNodes ?? [])].map((node) => node.cloneNode(true));
}
