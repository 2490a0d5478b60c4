import type {FrozenState} from "#app/features/deck/state/frozen-state.ts";
import {findBrowser, pdfOf} from "../pdf.server.ts";
import {pagesOfAnchors} from "../printed-pdf.ts";
import type {BookletOptions} from "./booklet-options.ts";
import {bookletDocument} from "./booklet.server.tsx";

/**
 * Prints a booklet twice: only after the first printing is it known on which page each section begins. Returns
 * undefined where no browser is installed.
 */
export async function bookletPdf(
  state: FrozenState,
  options: BookletOptions,
  browser: string | null = findBrowser()
): Promise<Uint8Array | undefined> {
  const first = await pdfOf(bookletDocument(state, options), browser);
  return first && pdfOf(bookletDocument(state, {...options, pages: pagesOfAnchors(first)}), browser);
}
