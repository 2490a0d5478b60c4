/** Text in the encoding of a Chinese Excel; of two-byte characters only, which is all that tables hold nearly always. */
export function gb18030Of(text: string): Buffer {
  const bytes = Buffer.alloc(text.length * 2);
  let at = 0;
  for (const character of text) {
    const code = character.charCodeAt(0);
    if (code < 0x80) bytes[at++] = code;
    else at = bytes.writeUInt16BE(PAIRS.get(character)!, at);
  }
  return bytes.subarray(0, at);
}

const PAIRS = pairs();

function pairs(): Map<string, number> {
  const decoder = new TextDecoder("gb18030");
  const found = new Map<string, number>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if (character.length === 1 && character !== "\uFFFD") found.set(character, (lead << 8) | trail);
    }
  }
  return found;
}
