import {vitePlugin as remix} from "@remix-run/dev";
import {defineConfig, type UserConfig} from "vite";
import {compression} from "vite-plugin-compression2";
import remixConfig from "./remix.config.js";

/** What every build of the app has in common. */
export function sharedConfig(isSsrBuild = false): UserConfig {
  return {
    // Charts are drawn on the server by a module that browsers only load when asked: it is awaited at the top there.
    build: isSsrBuild ? {target: "node20"} : {},
    // The dev server must not try to bundle native modules for the browser.
    optimizeDeps: {
      exclude: ["@duckdb/node-api", "@duckdb/node-bindings", "libsql"],
      include: ["echarts", "apache-arrow"]
    }
  };
}

/** Each file of the browser as brotli and gzip beside it, so that the server compresses nothing while it answers. */
export const compressedFiles = () => compression({include: /\.(js|css|svg)$/, algorithms: ["brotliCompress", "gzip"]});

export default defineConfig(({isSsrBuild}) => ({
  ...sharedConfig(isSsrBuild),
  plugins: [remix(remixConfig), ...(isSsrBuild ? [] : [compressedFiles()])]
}));
