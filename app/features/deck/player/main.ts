import {followAddress, placeInAddress} from "./address.ts";
import {announce} from "./announcer.ts";
import {makeAutoplay} from "./autoplay.ts";
import {keepInStep} from "./channel.ts";
import {moveBy} from "./commands.ts";
import {type DeckPage, nameOf, readDeckPage} from "./deck-page.ts";
import {make, mark, root} from "./dom.ts";
import {leaveFullScreen, toggleFullScreen} from "./full-screen.ts";
import {onGesture} from "./gestures.ts";
import {startHeartbeat} from "./heartbeat.ts";
import {makeHelpSheet} from "./help-sheet.ts";
import {type Command, isForField, keyReader} from "./keys.ts";
import {type Memory, openMemory} from "./memory.ts";
import {makeNotesPanel} from "./notes-panel.ts";
import {makeOutcomeLine} from "./outcome-line.ts";
import {hidePointer} from "./pointer.ts";
import {makeRemote} from "./remote.ts";
import {type Show, startShow} from "./show.ts";
import {keepAwake} from "./wake-lock.ts";

/** Shows the document's slides one at a time. Everything is in the page; from here on nothing is loaded. */
function play(page: DeckPage): void {
  const memory = openMemory(nameOf(page));
  const {blank, theme} = memory.read();
  mark("playing", "");
  if (theme) mark("theme", theme);
  document.body.append(make("div", {class: "player-blank", "aria-hidden": "true"}));
  const show = startShow(page.slides, {at: placeInAddress() ?? 0, blank});
  show.onMove((place) => memory.write({blank: place.blank}));
  followAddress(show);
  announce(show);
  keepInStep(page, show);
  listen(page, show, memory);
  hidePointer();
  keepAwake();
  if (page.csrf !== undefined) startHeartbeat();
}

function listen(page: DeckPage, show: Show, memory: ReturnType<typeof openMemory>): void {
  const parts = makeParts(page, show, memory);
  const commandOf = keyReader();
  addEventListener("keydown", (event) => {
    if (isForField(event)) return;
    const command = commandOf(event);
    const wasOpen = parts.help.isOpen();
    if (!isAlone(event.key)) parts.help.close();
    if (command !== "autoplay") parts.autoplay.stop();
    if (command === undefined) return;
    event.preventDefault();
    if (!wasOpen || (command !== "help" && command !== "leave")) act(command, parts);
  });
  onGesture((command) => {
    parts.autoplay.stop();
    act(command, parts);
  });
}

/** Keys that are only held while another one is pressed. */
const isAlone = (key: string) => ["Shift", "Control", "Alt", "Meta"].includes(key);

function makeParts(page: DeckPage, show: Show, memory: ReturnType<typeof openMemory>) {
  const {csrf, meeting, agenda} = page;
  const isInMeeting = csrf !== undefined && meeting !== undefined;
  const autoplay = makeAutoplay(show);
  const byPhone = (command: Command) => {
    autoplay.stop();
    moveBy(command, show);
  };
  return {
    show,
    memory,
    autoplay,
    outcome: isInMeeting ? makeOutcomeLine({meeting, agenda, csrf}) : undefined,
    remote: csrf === undefined ? undefined : makeRemote({name: nameOf(page), csrf, act: byPhone}),
    help: makeHelpSheet({isOnline: csrf !== undefined, hasOutcomes: isInMeeting}),
    notes: makeNotesPanel(show, {isOpen: memory.read().hasNotes, onToggle: memory.write})
  };
}

type Parts = ReturnType<typeof makeParts>;

function act(command: Command, parts: Parts): void {
  if (!moveBy(command, parts.show) && typeof command !== "object") actsOf(parts)[command]?.();
}

/** What a key does besides moving. */
function actsOf(parts: Parts): Partial<Record<Exclude<Command, object>, () => void>> {
  const {memory, autoplay, help, notes, remote, outcome} = parts;
  return {
    "full-screen": () => void toggleFullScreen(),
    notes: notes.toggle,
    theme: () => toggleTheme(memory),
    autoplay: autoplay.toggle,
    help: help.open,
    remote: remote?.toggle,
    outcome: outcome?.open,
    leave: () => leave(parts)
  };
}

function toggleTheme({write}: {write: (change: Partial<Memory>) => void}): void {
  const theme = root.dataset.theme === "dark" ? "light" : "dark";
  mark("theme", theme);
  write({theme});
}

/** Leaves one thing at a time, the uppermost first. */
function leave({show, notes, remote, outcome}: Parts): void {
  if (remote?.isOpen()) return remote.toggle();
  if (outcome?.isOpen()) return outcome.close();
  if (show.place.blank !== "none") return show.move({blank: "none"});
  if (notes.isOpen()) return notes.toggle();
  leaveFullScreen();
}

const page = readDeckPage();
if (page.slides.length > 0) play(page);
