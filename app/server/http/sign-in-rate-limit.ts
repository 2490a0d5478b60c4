import type {Request, RequestHandler} from "express";
import {addressRange} from "#pipelines/accounts/address-range.ts";

const MINUTE_MS = 60_000;
/** A whole campus may share one address. */
const MOST_A_MINUTE = 120;
/** The limit remembers so many addresses; real visitors have fewer. */
const MOST_ADDRESSES = 10_000;

/** The pages that check a password, a code or a link. They are limited before anything is hashed or recorded. */
const DOORS = /^\/(sign-in|link)(\/|\.data|$)/i;

interface Count {
  since: number;
  posts: number;
}

/** Calendar programs open these by a secret alone, so reading one is a try too. */
const FEEDS = /^\/calendar\//i;

/** A phone opens these by a one-time code alone; once it is paired, it is limited by its pairing. */
const REMOTE_CODES = /^\/present\/remote\/(?!events$|hand\/)/i;

/** Limits sign-in attempts per minute and address; the growing wait after wrong passwords applies as well. */
export function signInRateLimit(): RequestHandler {
  return rateLimit(
    ({method, path}) => method === "POST" && DOORS.test(path),
    "来自这个地址的登录太频繁，请一分钟后再试。"
  );
}

/** Limits how many secret addresses of calendars are tried; it leaves the tries of those who sign in alone. */
export function feedRateLimit(): RequestHandler {
  return rateLimit(({path}) => FEEDS.test(path), "来自这个地址的日历请求太频繁，请一分钟后再试。");
}

/** Limits how many codes of phone remotes are tried. */
export function remoteRateLimit(): RequestHandler {
  return rateLimit(({path}) => REMOTE_CODES.test(path), "来自这个地址的扫码太频繁，请一分钟后再试。");
}

function rateLimit(isCounted: (request: Request) => boolean, message: string): RequestHandler {
  const counts = new Map<string, Count>();
  return (request, response, next) => {
    if (!isCounted(request)) return next();
    const now = performance.now();
    const who = addressRange(request.ip ?? "");
    const known = counts.get(who);
    const count = known && now - known.since < MINUTE_MS ? known : {since: now, posts: 0};
    count.posts++;
    if (counts.size >= MOST_ADDRESSES) counts.clear();
    counts.set(who, count);
    if (count.posts <= MOST_A_MINUTE) return next();
    response.setHeader("retry-after", String(Math.ceil((count.since + MINUTE_MS - now) / 1000)));
    response.status(429).type("text/plain").send(message);
  };
}
