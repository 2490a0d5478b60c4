export type Command =
  | "next"
  | "previous"
  | "first"
  | "last"
  | "black"
  | "white"
  | "full-screen"
  | "notes"
  | "theme"
  | "autoplay"
  | "leave"
  | "help"
  | "remote"
  | "outcome"
  | {goTo: number};

/** By the name of the key; letters are written small. Clickers send Page keys, `b` or `.`, F5 and Escape. */
const COMMANDS: Record<string, Command> = {
  ArrowRight: "next",
  ArrowDown: "next",
  PageDown: "next",
  " ": "next",
  ArrowLeft: "previous",
  ArrowUp: "previous",
  PageUp: "previous",
  Home: "first",
  End: "last",
  b: "black",
  ".": "black",
  w: "white",
  ",": "white",
  f: "full-screen",
  F5: "full-screen",
  n: "notes",
  t: "theme",
  p: "autoplay",
  Escape: "leave",
  "?": "help",
  h: "help",
  r: "remote",
  d: "outcome"
};

type KeyPress = Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "altKey" | "metaKey">;

/** Returns a reader of keys that remembers the digits of a slide's number until Enter or another key. */
export function keyReader(): (press: KeyPress) => Command | undefined {
  let digits = "";
  return ({key, shiftKey, ctrlKey, altKey, metaKey}) => {
    if (ctrlKey || altKey || metaKey || key === "Shift") return undefined;
    const typed = digits;
    digits = /^\d$/.test(key) ? (digits + key).slice(-4) : "";
    if (key === "Enter") return typed === "" ? undefined : {goTo: Number(typed) - 1};
    if (key === " " && shiftKey) return "previous";
    return COMMANDS[key.length === 1 ? key.toLowerCase() : key];
  };
}

const TYPED_IN = "input, textarea, select, [contenteditable]";
/** A clicker moves the slides wherever the cursor is; these do nothing in a line of text. */
const CLICKER = ["PageUp", "PageDown", "F5"];

/** Tells whether a key belongs to what has the focus: a field takes all, a button or a link what presses it. */
export function isForField({key, target}: KeyboardEvent): boolean {
  if (!(target instanceof Element) || CLICKER.includes(key)) return false;
  if (target.closest(TYPED_IN)) return true;
  return (key === "Enter" || key === " ") && target.closest("button, a[href], summary") !== null;
}
