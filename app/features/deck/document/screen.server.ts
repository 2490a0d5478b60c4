import {leastText, WIDE} from "../layout/slide-frame.ts";
import {readRoom} from "../present.server.ts";

/** What a room's screen asks of the slides; the usual where it says nothing. */
export interface Screen {
  /** The height of the smallest text, in thousandths of the slide's height. */
  min?: number;
  /** Width by height. */
  ratio?: number;
}

/** Reads it from the settings of the room, which may leave the shape to the screen of who opens a deck: `wide` or not. */
export async function readScreen(opened?: string | null): Promise<Screen> {
  const {distance, height, shape} = await readRoom();
  return {
    ...(distance > 0 && height > 0 && {min: leastText(distance, height)}),
    ...((shape === "wide" || (shape === "screen" && opened === "wide")) && {ratio: WIDE})
  };
}
