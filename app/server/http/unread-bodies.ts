import type {RequestHandler} from "express";

/**
 * Lets the rest of a body through unread once the request is answered. Without it, a file that was refused before it
 * was read would stop the connection, and the next request on it, a proxy's maybe of somebody else, would wait for ever.
 */
export function drainUnreadBodies(): RequestHandler {
  return (request, response, next) => {
    response.on("finish", () => {
      if (request.readableEnded) return;
      // The wrapper around the body pauses it again at each piece that nobody takes.
      request.removeAllListeners("data");
      request.resume();
    });
    next();
  };
}
