/** One page shows at most so many. */
export const MOST_PINS = 24;

/** A task, a KPI or a unit. */
const CODE = /^[TKU]\d{2,3}$/;

export const isPinCode = (text: string) => CODE.test(text);

/** The codes of an address or a form, in its order: K23,T05,U12. */
export function pinsOf(text: string): string[] {
  const codes = text
    .toUpperCase()
    .split(/[\s,，、]+/u)
    .filter(isPinCode);
  return [...new Set(codes)].slice(0, MOST_PINS);
}

export const withPin = (codes: string[], code: string) => (codes.includes(code) ? codes : [...codes, code]);

export const withoutPin = (codes: string[], code: string) => codes.filter((each) => each !== code);

/** Moves a pin one place up (-1) or down (1); at the end it stays. */
export function movedPin(codes: string[], code: string, step: -1 | 1): string[] {
  const at = codes.indexOf(code);
  const to = at + step;
  if (at < 0 || to < 0 || to >= codes.length) return codes;
  return codes.toSpliced(at, 1).toSpliced(to, 0, code);
}
