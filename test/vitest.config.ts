import {fileURLToPath} from "node:url";
import {defineConfig} from "vitest/config";
import {deckScripts} from "../app/features/deck/player/scripts-plugin.ts";

/** What each kind of test needs to run, from the least to the most; a folder belongs to one kind. */
const PROJECTS = {
  // Files, SQL and pure functions: nothing is listened on, no sample year is loaded.
  unit: ["test/*.test.ts", "test/{environment,findings,kpis,marts,materials,plan,prove,ui}/**/*.test.ts"],
  // Whole submissions, commands, processes that are killed, requests to the real server.
  server: ["test/{api,app,fuzz,pipelines,sample}/**/*.test.ts"],
  // The built app in Chromium.
  browser: ["test/browser/**/*.test.ts"]
};

export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  plugins: [deckScripts()],
  test: {
    globalSetup: ["test/kept-for-run.ts"],
    pool: "forks",
    maxWorkers: 2,
    // Style sheets that are written into documents as text.
    css: {include: [/\.css\?inline$/]},
    projects: Object.entries(PROJECTS).map(([name, include]) => ({
      extends: true,
      test: {
        name,
        include,
        // Units change nothing that another one sees, so each worker loads the modules once.
        isolate: name !== "unit",
        setupFiles: ["test/setup.ts"],
        globalSetup: name === "browser" ? ["test/browser/find-browser.ts"] : [],
        // Plainly invented, so that no store of a test leaves a key file beside it.
        env: {SENSITIVE_KEY: "5e".repeat(32)},
        // A machine that is too busy for a browser must not fail a page; the runner names what it had to repeat.
        retry: name === "browser" ? 1 : 0,
        // A busy machine is no failure; what hangs still ends.
        testTimeout: 120_000,
        expect: {poll: {timeout: 20_000}},
        hookTimeout: 180_000
      }
    }))
  }
});
