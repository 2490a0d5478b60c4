import {join} from "node:path";
import {Router} from "express";
import expressStaticGzip from "express-static-gzip";

/** Serves the browser's files of a build, as `.br` or `.gz` where the browser accepts it. */
export function builtFiles(folder: string): Router {
  const client = join(folder, "client");
  const options = {enableBrotli: true, orderPreference: ["br", "gz"], index: false};
  const router = Router();
  // The name of an asset contains a hash of its content, so browsers may cache it for ever.
  router.use(
    "/assets",
    expressStaticGzip(join(client, "assets"), {...options, serveStatic: {immutable: true, maxAge: "1y"}})
  );
  router.use(expressStaticGzip(client, {...options, serveStatic: {maxAge: "1h"}}));
  return router;
}
