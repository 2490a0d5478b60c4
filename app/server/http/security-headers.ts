import {randomBytes} from "node:crypto";
import type {RequestHandler, Response} from "express";
import {isServedByHttps} from "#pipelines/host/site-address.ts";
import helmet, {type HelmetOptions} from "helmet";

/** Sets the security headers: nothing loads from other sites, and only scripts with the server's nonce run. */
export function securityHeaders({isDev}: {isDev: boolean}): RequestHandler[] {
  const isPublicByHttps = isServedByHttps();
  const byHttp = helmet({...optionsOf(isDev), strictTransportSecurity: false});
  const byHttps = helmet({...optionsOf(isDev), strictTransportSecurity: {maxAge: 31_536_000, includeSubDomains: true}});
  return [
    (_request, response, next) => {
      response.locals.cspNonce = randomBytes(16).toString("base64");
      response.setHeader("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
      storeNothing(response);
      next();
    },
    (request, response, next) => (request.secure || isPublicByHttps ? byHttps : byHttp)(request, response, next)
  ];
}

function optionsOf(isDev: boolean) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", (_request, response) => `'nonce-${(response as Response).locals.cspNonce}'`],
        // React and the chart library write style attributes.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:", "blob:"],
        connectSrc: isDev ? ["'self'", "ws:"] : ["'self'"],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"]
      }
    },
    referrerPolicy: {policy: "same-origin"},
    xFrameOptions: {action: "deny"}
  } satisfies HelmetOptions;
}

/**
 * Tells caches to store nothing, unless a response says otherwise: a page is only for the visitor who is signed in now.
 */
function storeNothing(response: Response): void {
  const writeHead = response.writeHead.bind(response) as typeof response.writeHead;
  response.writeHead = ((...given: Parameters<typeof writeHead>) => {
    if (!response.hasHeader("cache-control")) response.setHeader("cache-control", "no-store");
    return writeHead(...given);
  }) as typeof writeHead;
}
