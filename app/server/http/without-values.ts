/** Names of columns, tables and the like, which say where a defect is. */
const IDENTIFIER = /^[a-z][a-z_]*(\.[a-z_]+)*$/;

/** What an error's message quotes or counts can come out of a file: cells, names of files and people, numbers, keys. */
const VALUES: [RegExp, string | ((found: string, inner: string) => string)][] = [
  [/\bhttps?:\/\/\S+/g, "<address>"],
  [/'[^']*'/g, "'…'"],
  [/"([^"]*)"/g, (found, inner) => (IDENTIFIER.test(inner) ? found : '"…"')],
  [/[“‘《][^”’》]*[”’》]/g, "“…”"],
  [/[\w.+-]+@[\w.-]+/g, "<mail>"],
  [/[\p{Script=Han}][\p{Script=Han}\w·．.]*/gu, "…"],
  [/[\w-]{24,}/g, "<key>"],
  [/\w*\d{4,}\w*/g, "<number>"]
];

/** What quotes a whole cell says no more by its rest, and takes long to look through. */
const LONGEST = 2000;

/** Returns a message without what may be somebody's: the log is read and kept by more people than the data. */
export function withoutValues(message: string): string {
  return VALUES.reduce((text, [value, instead]) => text.replace(value, instead as string), message.slice(0, LONGEST));
}

interface SaidError {
  type: string;
  message: string;
  code?: string;
  stack?: string[];
  cause?: SaidError;
}

/** What the log keeps of a thrown value: where it happened and why, without the values in its message. */
export function saidOf(thrown: unknown): SaidError {
  if (!(thrown instanceof Error)) return {type: typeof thrown, message: withoutValues(String(thrown))};
  const {code} = thrown as NodeJS.ErrnoException;
  return {
    type: thrown.name,
    message: withoutValues(thrown.message),
    ...(typeof code === "string" && {code}),
    stack: framesOf(thrown),
    ...(thrown.cause !== undefined && {cause: saidOf(thrown.cause)})
  };
}

/** The stack begins with the message, whose lines are no frames. */
function framesOf({stack = "", message}: Error): string[] {
  const at = stack.indexOf(message);
  const after = at === -1 ? stack : stack.slice(at + message.length);
  return after.split("\n").flatMap((line) => (line.startsWith("    at ") ? [line.slice(7)] : []));
}
