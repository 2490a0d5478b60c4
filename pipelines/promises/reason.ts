const SHORTEST = 2;
const LONGEST = 500;

/** Tells whether a text says enough to be read a year later, and not too much. */
export function isReason(text: string): boolean {
  const {length} = [...text.trim()];
  return length >= SHORTEST && length <= LONGEST;
}
