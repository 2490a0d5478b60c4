/**
 * 53 bits of a text and a salt, the same on the server and in a browser (cyrb53). It tells values apart and keeps them
 * out of sight; it is no lock: who knows the salt can try out short numbers one by one.
 */
export function saltedHash(salt: string, text: string): number {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  const mix = (code: number) => {
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  };
  for (let at = 0; at < salt.length; at++) mix(salt.charCodeAt(at));
  for (let at = 0; at < text.length; at++) mix(text.charCodeAt(at));
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}
