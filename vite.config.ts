import {vitePlugin as remix} from "@remix-run/dev";
import {defineConfig, type UserConfig} from "vite";
import {compression} from "vite-plugin-compression2";
import {deckScripts} from "./app/features/deck/player/scripts-plugin.ts";
import remixConfig from "./remix.config.js";

const LIBRARIES = /\/node_modules\/(react|react-dom|scheduler|react-router|react-router-dom|@remix-run\/[^/]+)\//;
/** The parts that most pages are made of; the grid for editing rows is fetched where it is used. */
const PARTS = /\/app\/(format\.ts|ui\/(?!edit-grid)|charts\/(chart|use-))/;

/**
 * Puts the parts of most pages into one file: a cold browser asks for two style sheets and a handful of scripts, and
 * not for forty files of a kilobyte.
 */
function chunkOf(id: string): string | undefined {
  if (LIBRARIES.test(id)) return "libraries";
  return PARTS.test(id) ? "parts" : undefined;
}

/** What every build of the app has in common. */
export function sharedConfig(isSsrBuild = false): UserConfig {
  return {
    // Charts are drawn on the server by a module that browsers only load when asked: it is awaited at the top there.
    build: isSsrBuild ? {target: "node20"} : {rollupOptions: {output: {manualChunks: chunkOf}}},
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
  plugins: [remix(remixConfig), deckScripts(), ...(isSsrBuild ? [] : [compressedFiles()])]
}));
