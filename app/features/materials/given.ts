import type {Screen} from "#app/features/deck/document/screen.server.ts";
import type {ChosenSlides} from "#app/features/deck/read-deck.server.ts";
import type {MinutesPage} from "#app/features/meetings/meeting.server.ts";
import type {SupervisionNotice} from "./docx/supervision-notice.server.ts";

/** What a paper is made from besides its frozen state. It is kept with the paper, so that it can be made again. */
export interface MaterialGiven {
  meeting?: {body: string; held_on: string};
  /** Of a meeting that has begun. */
  minutes?: MinutesPage;
  chosen?: ChosenSlides;
  screen?: Screen;
  notice?: SupervisionNotice;
}
