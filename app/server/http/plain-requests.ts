import type {ErrorRequestHandler, RequestHandler} from "express";
import {refuse} from "./refuse.ts";

const METHODS = ["GET", "HEAD", "POST"];

/** Refuses other methods before any other handler sees them. */
export function plainRequestsOnly(): RequestHandler {
  return (request, response, next) => {
    if (!METHODS.includes(request.method)) {
      response.setHeader("allow", METHODS.join(", "));
      return refuse(response, 405, "method_not_allowed", "只接受 GET、HEAD 和 POST。");
    }
    next();
  };
}

/** Answers an error that no page could catch: the log has it, and the client learns nothing about it. */
export function answerDefects(): ErrorRequestHandler {
  // Express recognises an error handler by its four parameters.
  return (error: unknown, _request, response, _next) => {
    console.error(error);
    if (response.headersSent) return response.destroy();
    refuse(
      response,
      500,
      "defect",
      `出了问题，已记入日志。请稍后再试；若仍如此，请把编号告诉管理员：${response.locals.requestId}`
    );
  };
}
