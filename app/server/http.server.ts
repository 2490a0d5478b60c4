/** Responses for a visitor's mistake. They are thrown, and the nearest error boundary shows their Chinese body. */
export const badRequest = (message: string) => answer(400, message);
export const unauthorized = (message: string) => answer(401, message);
export const forbidden = (message: string) => answer(403, message);
export const notFound = (message: string) => answer(404, message);
export const conflict = (message: string) => answer(409, message);
export const gone = (message: string) => answer(410, message);
export const tooMany = (message: string, seconds: number) => answer(429, message, {"retry-after": String(seconds)});
export const tooLarge = (message: string) => answer(413, message);
/** The connection is closed, because the rest would come as slowly. */
export const tooSlow = (message: string) => answer(408, message, {connection: "close"});
/** Responds 503: something is temporarily unavailable through no fault of the visitor. */
export const unavailable = (message: string) => answer(503, message);

function answer(status: number, message: string, headers: Record<string, string> = {}): Response {
  return new Response(message, {status, headers: {"content-type": "text/plain; charset=utf-8", ...headers}});
}
