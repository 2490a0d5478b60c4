import type {RequestHandler} from "express";
import {refuse} from "./refuse.ts";

/** What stands for itself in an address (RFC 3986), written as a percent code. */
const NEEDLESS = /%(?:2[DE]|3\d|[46][1-9A-F]|[57][\dA]|5F|7E)/i;
/** Codes that a later reader could take for the end of a segment or of the text. */
const HIDDEN = /%(?:[01][\dA-F]|2F|5C|7F)/i;
/** Segments that are nothing or lead elsewhere, and what browsers read as a slash. */
const WINDING = /\/\/|\/\.{1,2}(?=\/|$)|\\/;

/**
 * Lets an address through in one spelling only, so that limits, permissions and pages see the same path: what else means
 * the same is refused, and a slash too many at the end is taken away.
 */
export function plainAddressesOnly(): RequestHandler {
  return (request, response, next) => {
    const {originalUrl, method} = request;
    const [path = "", ...query] = originalUrl.split("?");
    // Remix once fetched data with `_data`; this app never does.
    if (!isPlain(path, originalUrl) || new URLSearchParams(query.join("?")).has("_data"))
      return refuse(response, 400, "bad_request", "这个网址看不懂，请核对后再打开。");
    if (path === "/" || !path.endsWith("/")) return next();
    if (method === "POST") return refuse(response, 400, "bad_request", "这个网址的末尾多了一个斜杠，什么都没有改动。");
    response.redirect(301, [path.slice(0, -1), ...query].join("?"));
  };
}

function isPlain(path: string, whole: string): boolean {
  // A reader of addresses drops tabs and line breaks, and cuts at #.
  if (!path.startsWith("/") || !/^[\x21\x22\x24-\x7e]+$/.test(whole)) return false;
  if (NEEDLESS.test(path) || HIDDEN.test(path) || WINDING.test(path)) return false;
  // Remix answers with a page's data there; what is for programs has one address.
  if (/^\/api(\/.*)?\.data$/.test(path)) return false;
  return isReadable(path);
}

function isReadable(path: string): boolean {
  try {
    return decodeURIComponent(path) !== "";
  } catch {
    return false;
  }
}
