import {isIPv6} from "node:net";

/**
 * Returns the range that one client can use: under IPv6 a single machine may take any of the 2⁶⁴ addresses of its
 * prefix.
 */
export function addressRange(address: string): string {
  const [, plain = address] = /^::ffff:([\d.]+)$/i.exec(address) ?? [];
  if (!isIPv6(plain)) return plain;
  const [head = "", tail] = (plain.split("%")[0] ?? "").split("::");
  const first = head === "" ? [] : head.split(":");
  const last = tail ? tail.split(":") : [];
  const groups =
    tail === undefined ? first : [...first, ...Array<string>(8 - first.length - last.length).fill("0"), ...last];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}
