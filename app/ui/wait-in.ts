/** Returns the `Retry-After` header of an error response, which an error page would otherwise lose. */
export function waitIn(headers: Headers | undefined): HeadersInit {
  const wait = headers?.get("retry-after");
  return wait ? {"retry-after": wait} : {};
}
