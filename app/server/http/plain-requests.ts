import type {ErrorRequestHandler, RequestHandler} from "express";
import {refuse} from "./refuse.ts";

const METHODS = ["GET", "HEAD", "POST"];

/** Nobody asks us in other ways than these; what cannot be read as an address is told so before anything else looks at it. */
export function plainRequestsOnly(): RequestHandler {
  return (request, response, next) => {
    if (!METHODS.includes(request.method)) {
      response.setHeader("allow", METHODS.join(", "));
      return refuse(response, 405, "method_not_allowed", "只接受 GET、HEAD 和 POST。");
    }
    const [path = "", search] = request.originalUrl.split("?", 2);
    // `_data` is how Remix once fetched data; nothing of ours asks so.
    if (!path.startsWith("/") || !isReadable(path) || new URLSearchParams(search).has("_data"))
      return refuse(response, 400, "bad_request", "这个网址看不懂，请核对后再打开。");
    next();
  };
}

function isReadable(path: string): boolean {
  try {
    return !decodeURIComponent(path).includes("\0");
  } catch {
    return false;
  }
}

/** What was thrown where no page could catch it: the log has it, who asked learns nothing of it. */
export function answerDefects(): ErrorRequestHandler {
  // Express knows by the four parameters that errors come here.
  return (error: unknown, _request, response, _next) => {
    console.error(error);
    if (response.headersSent) return response.destroy();
    refuse(response, 500, "defect", "出了问题，已记入日志。请稍后再试；若仍如此，请告知管理员。");
  };
}
