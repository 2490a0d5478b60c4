import {randomBytes} from "node:crypto";
import type {RequestHandler, Response} from "express";

/** What a page shows is for who is signed in now: unless an answer says otherwise, nobody keeps a copy. */
function keepNowhere(response: Response): void {
  const writeHead = response.writeHead.bind(response) as typeof response.writeHead;
  response.writeHead = ((...given: Parameters<typeof writeHead>) => {
    if (!response.hasHeader("cache-control")) response.setHeader("cache-control", "no-store");
    return writeHead(...given);
  }) as typeof writeHead;
}

/** Nothing comes from outside, and no script runs that the server did not write. */
export function securityHeaders({isDev}: {isDev: boolean}): RequestHandler {
  const isPublicByHttps = (process.env.PUBLIC_URL ?? "").startsWith("https:");
  return (request, response, next) => {
    const nonce = randomBytes(16).toString("base64");
    response.locals.cspNonce = nonce;
    const policy = [
      "default-src 'self'",
      `script-src 'self' 'nonce-${nonce}'`,
      // The UI and chart libraries write style attributes.
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data: blob:",
      `connect-src 'self'${isDev ? " ws:" : ""}`,
      "object-src 'none'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "form-action 'self'"
    ];
    response.setHeader("content-security-policy", policy.join("; "));
    response.setHeader("x-content-type-options", "nosniff");
    response.setHeader("referrer-policy", "same-origin");
    // No page of another site holds a window of ours, or shows a file of ours as its own.
    response.setHeader("cross-origin-opener-policy", "same-origin");
    response.setHeader("cross-origin-resource-policy", "same-origin");
    response.setHeader("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    if (request.secure || isPublicByHttps)
      response.setHeader("strict-transport-security", "max-age=31536000; includeSubDomains");
    keepNowhere(response);
    next();
  };
}
