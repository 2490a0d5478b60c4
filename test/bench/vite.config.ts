import {vitePlugin as remix} from "@remix-run/dev";
import {defineConfig} from "vite";
import {deckScripts} from "../../app/features/deck/player/scripts-plugin.ts";
import remixConfig from "../../remix.config.js";
import {compressedFiles, sharedConfig} from "../../vite.config.ts";

// As seen from app/, where Remix looks for routes.
const emptyPage = "../test/bench/empty-page.tsx";

// The product's own build with one page more, an empty one, so that both are measured in the same server.
export default defineConfig(({isSsrBuild}) => ({
  ...sharedConfig(isSsrBuild),
  plugins: [
    remix({
      ...remixConfig,
      buildDirectory: "build-bench",
      future: {...remixConfig.future, v3_routeConfig: false},
      routes: (defineRoutes) => defineRoutes((route) => route("bench/empty", emptyPage))
    }),
    deckScripts(),
    ...(isSsrBuild ? [] : [compressedFiles()])
  ]
}));
