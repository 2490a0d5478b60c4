/** Numbers that look like a person's and are nobody's: made at run time of zeros and invented parts. */
export function inventedId(birthday = "19000101", serial = "001"): string {
  const body = `000000${birthday}${serial}`;
  const sum = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2].reduce(
    (total, weight, at) => total + weight * Number(body[at]),
    0
  );
  return body + "10X98765432"[sum % 11];
}

export function inventedOldId(): string {
  return ["000000", "000228", "001"].join("");
}

export function inventedMobile(end = 0): string {
  return ["138", "0000", String(end).padStart(4, "0")].join("");
}

/** The last digit is what the check of bank cards asks for. */
export function inventedCard(length = 16): string {
  const body = "62" + "0".repeat(length - 3);
  const sum = [...body].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return body + String((10 - (sum % 10)) % 10);
}
