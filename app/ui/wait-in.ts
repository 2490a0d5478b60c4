/** When to come again, out of headers that a page would not hand on by itself. */
export function waitIn(headers: Headers | undefined): HeadersInit {
  const wait = headers?.get("retry-after");
  return wait ? {"retry-after": wait} : {};
}
