import * as v from "valibot";
import {type DeckPage, nameOf} from "./deck-page.ts";
import {BLANKS, type Show} from "./show.ts";

const Message = v.variant("kind", [
  v.object({kind: v.literal("hello")}),
  v.object({
    kind: v.literal("place"),
    at: v.pipe(v.number(), v.integer()),
    blank: v.picklist(BLANKS),
    shape: v.optional(v.string())
  })
]);

export interface OtherLayout {
  shape: string | undefined;
  at: number;
}

/**
 * Keeps all pages that show the same deck in step; a page that is opened later takes the place of the others. Where one
 * is laid out for another screen, the same number is another slide: it is not followed, and `onOther` is told.
 */
export function keepInStep(page: DeckPage, show: Show, onOther?: (layout: OtherLayout) => void): void {
  const channel = openChannel(nameOf(page));
  if (!channel) return;
  const tell = () => channel.postMessage({kind: "place", ...show.place, shape: page.shape});
  channel.addEventListener("message", ({data}: MessageEvent<unknown>) => {
    const {success, output} = v.safeParse(Message, data);
    if (!success) return;
    if (output.kind === "hello") tell();
    else if (output.shape !== page.shape) onOther?.({shape: output.shape, at: output.at});
    else show.move({at: output.at, blank: output.blank}, "elsewhere");
  });
  show.onMove((_place, by) => {
    if (by === "here") tell();
  });
  channel.postMessage({kind: "hello"});
}

/** A file that is opened from a disk may be refused a channel. */
function openChannel(name: string): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(name);
  } catch {
    return undefined;
  }
}
