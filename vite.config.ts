import {vitePlugin as remix} from "@remix-run/dev";
import {fileURLToPath} from "node:url";
import {defineConfig} from "vite";
import remixConfig from "./remix.config.js";

export default defineConfig(({isSsrBuild}) => ({
  // Charts are drawn on the server by a module that browsers only load when asked: it is awaited at the top there.
  build: isSsrBuild ? {target: "node20"} : {},
  plugins: [remix(remixConfig)],
  resolve: {alias: {"~": fileURLToPath(new URL("./app", import.meta.url))}},
  // The dev server must not try to bundle native modules for the browser.
  optimizeDeps: {
    exclude: ["@duckdb/node-api", "@duckdb/node-bindings", "libsql"],
    include: ["echarts", "apache-arrow", "@mantine/core", "@mantine/hooks"]
  }
}));
