/** A whole number, exact: a bigint where it is too large for the other. */
export type Decimal = number | bigint;

const LEAST = -(2n ** 63n);
const MOST = 2n ** 63n - 1n;

/** A text of digits as DuckDB's bigint holds it. */
export function wholeOf(text: string): Decimal | undefined {
  if (!/^-?[0-9]+$/.test(text)) return undefined;
  if (text.length <= 15) return Number(text) + 0;
  const whole = BigInt(text);
  return whole >= LEAST && whole <= MOST ? simplest(whole) : undefined;
}

const PLACES = 4;
const WHOLE_DIGITS = 14;
const LIMIT = 10n ** 18n;
const PLAIN = /^[+-]?([0-9]{1,10})(?:\.([0-9]{0,4}))?$/;
const DIGITS = "[0-9]+(?:_[0-9]+)*";
const NUMBER = new RegExp(`^([+-]?)(${DIGITS})?(?:\\.(${DIGITS})?)?(?:[eE]([+-]?${DIGITS})\\.?)?$`);

/** A text as DuckDB's decimal(18, 4) holds it, in ten-thousandths. */
export function decimalOf(text: string): Decimal | undefined {
  const plain = PLAIN.exec(text);
  if (plain) {
    const [, whole = "", part = ""] = plain;
    const value = Number(whole) * 10_000 + Number(part.padEnd(PLACES, "0"));
    return text.startsWith("-") ? 0 - value : value;
  }
  const [, sign = "", ...written] = NUMBER.exec(text) ?? [];
  const [whole = "", part = "", exponent = "0"] = written.map((digits) => digits?.replaceAll("_", ""));
  if (whole === "" && part === "") return undefined;
  const scaled = scaledOf(whole, part, Number(exponent));
  return scaled === undefined || scaled >= LIMIT ? undefined : simplest(sign === "-" ? -scaled : scaled);
}

/** Step by step as DuckDB goes, whose roundings under an exponent are its own. */
function scaledOf(whole: string, part: string, exponent: number): bigint | undefined {
  let wholeDigits = whole.replace(/^0+/, "").length;
  if (wholeDigits > WHOLE_DIGITS || Math.abs(exponent) > 32_767) return undefined;
  const surplus = Math.max(0, part.length - PLACES);
  // A positive exponent takes decimals that would else be too many.
  const dropped = exponent > 0 ? Math.max(0, surplus - exponent) : surplus;
  const digits = BigInt(whole + part);
  let scaled = digits / 10n ** BigInt(dropped);
  const first = exponent > 0 ? part[part.length - dropped] : part[PLACES];
  if (exponent >= 0 && dropped > 0 && first! >= "5") scaled++;
  if (part.length < PLACES) scaled *= 10n ** BigInt(PLACES - part.length);
  for (let left = Math.max(0, exponent - surplus); left > 0 && scaled !== 0n; left--) {
    if (wholeDigits++ === WHOLE_DIGITS) return undefined;
    scaled *= 10n;
  }
  return exponent < 0 ? shortened(scaled, -exponent) : scaled;
}

/** Divides until nothing is left, and rounds by the last digit taken off. */
function shortened(scaled: bigint, places: number): bigint {
  let last = 0n;
  for (let left = places; left > 0; left--) {
    last = scaled % 10n;
    scaled /= 10n;
    if (scaled === 0n) break;
  }
  return last >= 5n ? scaled + 1n : scaled;
}

function simplest(whole: bigint): Decimal {
  const small = Number(whole);
  return Number.isSafeInteger(small) ? small + 0 : whole;
}
