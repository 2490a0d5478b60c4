import type {RequestHandler, Response} from "express";
import {listen} from "#pipelines/host/happenings.ts";

const unanswered = new Map<Response, Promise<void>>();

/** Keeps the builds that a request may read until it is answered. */
export function unansweredRequests(): RequestHandler {
  return (_request, response, next) => {
    const closed = new Promise<void>((resolve) => response.once("close", resolve));
    unanswered.set(response, closed);
    void closed.then(() => unanswered.delete(response));
    next();
  };
}

listen("build-unused", ({waitFor}) => {
  // Once an answer begins it is made; a line of events, which stays open for hours, keeps nothing.
  for (const [{headersSent}, closed] of unanswered) if (!headersSent) waitFor(closed);
});
