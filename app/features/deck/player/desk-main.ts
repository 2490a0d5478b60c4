import {followAddress, placeInAddress} from "./address.ts";
import {announce} from "./announcer.ts";
import {keepInStep, type OtherLayout} from "./channel.ts";
import {moveBy} from "./commands.ts";
import {type DeckPage, nameOf, notesOf, partOf, readDeckPage} from "./deck-page.ts";
import {runClock} from "./desk-clock.ts";
import {startHeartbeat} from "./heartbeat.ts";
import {type Command, isForField, keyReader} from "./keys.ts";
import {openMemory} from "./memory.ts";
import {makeOutcomeLine, type OutcomeLine} from "./outcome-line.ts";
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
  keepInStep(page, show, takeOver);
  runClock(show, whole, own, parts);
  listen(show, outcomeLineOf(page));
  keepAwake();
  if (page.csrf !== undefined) startHeartbeat();
}

/**
 * Opens the desk in the layout of the slides on the wall, whose numbers are others than its own. Once only: where the
 * deck is open in both layouts it stays with the one that it met first.
 */
function takeOver({shape = "any", at}: OtherLayout): void {
  const address = new URL(location.href);
  if (address.searchParams.has("shape")) return;
  address.searchParams.set("shape", shape);
  address.hash = `#s${at + 1}`;
  location.replace(address);
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

function outcomeLineOf({csrf, meeting, agenda}: DeckPage): OutcomeLine | undefined {
  return csrf === undefined || meeting === undefined ? undefined : makeOutcomeLine({meeting, agenda, csrf});
}

function listen(show: Show, line: OutcomeLine | undefined): void {
  const commandOf = keyReader();
  const act = (command: Command | undefined): boolean => {
    if (command === "outcome" && line) line.open();
    else if (command === "leave") show.move({blank: "none"});
    else return command !== undefined && moveBy(command, show);
    return true;
  };
  addEventListener("keydown", (event) => {
    if (!isForField(event) && act(commandOf(event))) event.preventDefault();
  });
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-command]"))
    button.addEventListener("click", ({detail}) => {
      act(button.dataset.command as Command);
      // A button that was clicked would take Space and Enter from the slides; one that was pressed by keyboard keeps them.
      if (detail > 0) button.blur();
    });
}

const page = readDeckPage();
if (page.slides.length > 0) present(page);
