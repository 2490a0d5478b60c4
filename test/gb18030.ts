let codes: Map<string, number[]> | undefined;

/** Text as Chinese Excel and WPS write it; Node only reads this encoding, so its own reading is turned round. */
export function gb18030(text: string): Buffer {
  codes ??= readCodes();
  const bytes: number[] = [];
  for (const character of text) {
    const known = character < "\u0080" ? [character.charCodeAt(0)] : codes.get(character);
    if (!known) throw new Error(`no two bytes for ${character}`);
    bytes.push(...known);
  }
  return Buffer.from(bytes);
}

function readCodes(): Map<string, number[]> {
  const decoder = new TextDecoder("gb18030");
  const found = new Map<string, number[]>();
  for (let first = 0x81; first <= 0xfe; first++) {
    for (let second = 0x40; second <= 0xfe; second++) {
      const text = decoder.decode(Uint8Array.of(first, second));
      if (second !== 0x7f && [...text].length === 1) found.set(text, [first, second]);
    }
  }
  return found;
}
