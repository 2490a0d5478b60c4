import type {Show} from "./show.ts";

/** Reads the slide of the address, `#s7`, counted from 0. */
export function placeInAddress(): number | undefined {
  const [, number] = /^#s(\d{1,4})$/.exec(location.hash) ?? [];
  return number === undefined ? undefined : Number(number) - 1;
}

/** Keeps the address at the slide, so that a reload stays there, and follows a link to another one. */
export function followAddress(show: Show): void {
  const write = () => {
    if (placeInAddress() !== show.place.at) history.replaceState(history.state, "", `#s${show.place.at + 1}`);
  };
  show.onMove(write);
  addEventListener("hashchange", () => {
    const at = placeInAddress();
    if (at !== undefined && at !== show.place.at) show.move({at});
  });
  write();
}
