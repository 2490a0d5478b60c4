import {join} from "node:path";
import {Router} from "express";
import expressStaticGzip from "express-static-gzip";

/** The browser's files of a build, sent as the `.br` or `.gz` beside them where the browser takes it. */
export function builtFiles(folder: string): Router {
  const client = join(folder, "client");
  const options = {enableBrotli: true, orderPreference: ["br", "gz"], index: false};
  const router = Router();
  // An asset's name holds a hash of its content, so what stands under a name never changes.
  router.use(
    "/assets",
    expressStaticGzip(join(client, "assets"), {...options, serveStatic: {immutable: true, maxAge: "1y"}})
  );
  router.use(expressStaticGzip(client, {...options, serveStatic: {maxAge: "1h"}}));
  return router;
}
