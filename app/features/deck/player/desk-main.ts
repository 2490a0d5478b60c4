import {followAddress, placeInAddress} from "./address.ts";
import {announce} from "./announcer.ts";
import {keepInStep} from "./channel.ts";
import {moveBy} from "./commands.ts";
import {type DeckPage, nameOf, notesOf, partOf, readDeckPage} from "./deck-page.ts";
import {runClock} from "./desk-clock.ts";
import {startHeartbeat} from "./heartbeat.ts";
import {type Command, isForField, keyReader} from "./keys.ts";
import {openMemory} from "./memory.ts";
import {type Show, startShow} from "./show.ts";
import {openStopwatch} from "./stopwatch.ts";
import {keepAwake} from "./wake-lock.ts";

/** The presenter's desk: this slide and the next, the notes and the time, in step with the slides on the wall. */
function present(page: DeckPage): void {
  const parts = partsIn(document);
  const show = startShow(page.slides, {at: placeInAddress() ?? 0, blank: openMemory(nameOf(page)).read().blank});
  const [whole, own] = [openStopwatch(`${nameOf(page)} minutes`), openStopwatch(`${nameOf(page)} minutes of slide`)];
  let at = show.place.at;
  show.onMove((place) => {
    if (place.at === at) return;
    at = place.at;
    own.reset();
    // Who forgot to start the clock goes on from the first move.
    if (whole.read().ms === 0 && !whole.read().isRunning) for (const each of [whole, own]) each.start();
  });
  const write = () => writeSlide(show, parts);
  show.onMove(write);
  write();
  followAddress(show);
  announce(show);
  keepInStep(nameOf(page), show);
  runClock(show, whole, own, parts);
  listen(show);
  keepAwake();
  if (page.csrf !== undefined) startHeartbeat();
}

/** The elements that the desk writes into, by `data-desk`. */
function partsIn(document: Document): Record<string, HTMLElement> {
  const found = document.querySelectorAll<HTMLElement>("[data-desk]");
  return Object.fromEntries([...found].map((element) => [element.dataset.desk ?? "", element]));
}

function writeSlide({slides, place: {at, blank}}: Show, parts: Record<string, HTMLElement>): void {
  const slide = slides[at];
  if (!slide) return;
  const part = partOf(slide);
  if (parts.count) parts.count.textContent = `${at + 1} / ${slides.length}`;
  if (parts.part) parts.part.textContent = part;
  if (parts.notes) parts.notes.replaceChildren(...notesOf(slide));
  if (parts.last) parts.last.style.visibility = at + 1 < slides.length ? "hidden" : "visible";
  if (parts.notes?.parentElement) parts.notes.parentElement.scrollTop = 0;
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-command=black]"))
    button.setAttribute("aria-pressed", String(blank !== "none"));
}

function listen(show: Show): void {
  const commandOf = keyReader();
  addEventListener("keydown", (event) => {
    if (isForField(event)) return;
    const command = commandOf(event);
    if (command === "leave") show.move({blank: "none"});
    else if (command === undefined || !moveBy(command, show)) return;
    event.preventDefault();
  });
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-command]"))
    button.addEventListener("click", () => moveBy(button.dataset.command as Command, show));
}

const page = readDeckPage();
if (page.slides.length > 0) present(page);
