import * as v from "valibot";
import {BLANKS, type Show} from "./show.ts";

const Message = v.variant("kind", [
  v.object({kind: v.literal("hello")}),
  v.object({kind: v.literal("place"), at: v.pipe(v.number(), v.integer()), blank: v.picklist(BLANKS)})
]);

/** Keeps all pages that show the same deck in step; a page that is opened later takes the place of the others. */
export function keepInStep(name: string, show: Show): void {
  const channel = openChannel(name);
  if (!channel) return;
  const tell = () => channel.postMessage({kind: "place", ...show.place});
  channel.addEventListener("message", ({data}: MessageEvent<unknown>) => {
    const {success, output} = v.safeParse(Message, data);
    if (!success) return;
    if (output.kind === "hello") tell();
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
