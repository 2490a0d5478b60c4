/** A text as UTF-8 can carry it: halves of a character become U+FFFD. */
export const wellFormed = (text: string) => Buffer.from(text).toString();
