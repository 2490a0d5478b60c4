import {join} from "node:path";
import {type RequestHandler, Router} from "express";
import expressStaticGzip from "express-static-gzip";
import {refuse} from "./refuse.ts";

/** Serves the browser's files of a build, as `.br` or `.gz` where the browser accepts it. */
export function builtFiles(folder: string): Router {
  const client = join(folder, "client");
  const options = {enableBrotli: true, orderPreference: ["br", "gz"], index: false};
  const router = Router();
  // The name of an asset contains a hash of its content, so browsers may cache it for ever.
  router.use(
    "/assets",
    expressStaticGzip(join(client, "assets"), {...options, serveStatic: {immutable: true, maxAge: "1y"}}),
    fileGone(),
    (_request, response) => {
      response.setHeader("cache-control", "no-store");
      refuse(response, 404, "not_found", "没有这个文件，系统可能刚刚更新过，请刷新页面。");
    }
  );
  router.use(expressStaticGzip(client, {...options, serveStatic: {maxAge: "1h"}}), fileGone());
  return router;
}

/**
 * `express-static-gzip` lists the compressed files once, at the start. If a later build removed one, it passes the
 * request on with the address and the headers of that file, which are those of no other answer.
 */
function fileGone(): RequestHandler {
  return (request, response, next) => {
    response.removeHeader("content-encoding");
    response.removeHeader("content-type");
    request.url = request.originalUrl;
    next();
  };
}
