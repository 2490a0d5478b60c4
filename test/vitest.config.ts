import {fileURLToPath} from "node:url";
import {defineConfig} from "vitest/config";

export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  test: {
    include: ["test/**/*.test.ts"],
    pool: "forks",
    // Plainly invented, so that no store of a test leaves a key file beside it.
    env: {SENSITIVE_KEY: "5e".repeat(32)},
    maxWorkers: 2,
    // A busy machine is no failure; what hangs still ends.
    testTimeout: 60_000,
    hookTimeout: 180_000
  }
});
