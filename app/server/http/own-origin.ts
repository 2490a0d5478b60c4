import type {RequestHandler} from "express";
import {readEnvironment} from "#pipelines/environment/environment.ts";
import {refuse} from "./refuse.ts";

/** Refuses posts from pages of other sites; a browser always sends their origin. */
export function ownOriginOnly({PUBLIC_URL} = readEnvironment()): RequestHandler {
  const publicHost = PUBLIC_URL ? new URL(PUBLIC_URL).host : undefined;
  return (request, response, next) => {
    const {origin, host} = request.headers;
    const isOwn = origin === undefined || (URL.canParse(origin) && [host, publicHost].includes(new URL(origin).host));
    if (request.method !== "POST" || (isOwn && request.headers["sec-fetch-site"] !== "cross-site")) return next();
    refuse(response, 403, "forbidden", "只接受本系统页面和程序的提交。");
  };
}
