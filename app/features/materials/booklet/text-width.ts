/** The width of a text in ems: a hanzi takes one, a Latin letter or digit about a half. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += /[\u0000-\u024f]/.test(character) ? 0.56 : 1;
  return width;
}
