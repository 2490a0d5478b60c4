import {randomUUID} from "node:crypto";
import type {RequestHandler, Response} from "express";
import {log} from "./log.ts";
import {countRequest} from "./metrics.ts";
import {type RequestFacts, withFacts} from "./request-facts.ts";
import {NO_ROUTE, type RouteOf} from "./route-patterns.ts";

/** What is asked for again and again by programs, or comes along with a page. */
const QUIET = /^\/(assets\/|healthz$|readyz$|metrics$)/;

const METHODS = ["GET", "HEAD", "POST"];

/** The pattern of a response's address; the app's own routes are known once it is loaded. */
const routeOf = ({app, req}: Response): string =>
  (app.locals.routeOf as RouteOf | undefined)?.(req.originalUrl.split("?", 1)[0] ?? "") ?? NO_ROUTE;

/**
 * Gives each request a number, which its answer carries, and writes a line when it ends. The line has the pattern of
 * the address and the role, for an address, a query, a cookie or a name can be about a person.
 */
export function requestLog(): RequestHandler {
  return (request, response, next) => {
    const facts: RequestFacts = {id: randomUUID()};
    const began = performance.now();
    response.locals.requestId = facts.id;
    response.setHeader("x-request-id", facts.id);
    response.once("close", () => {
      const line = {
        method: METHODS.includes(request.method) ? request.method : NO_ROUTE,
        route: routeOf(response),
        status: response.statusCode,
        ms: Math.round(performance.now() - began)
      };
      const isCut = !response.writableFinished;
      countRequest(line);
      log[levelOf(line)](
        {request: facts.id, ...line, role: facts.role ?? "nobody", ...(isCut && {cut: true})},
        "request"
      );
    });
    withFacts(facts, next);
  };
}

function levelOf({status, route}: {status: number; route: string}) {
  if (status >= 500) return "warn";
  return QUIET.test(route) ? "debug" : "info";
}
