import {join} from "node:path";
import {build} from "esbuild";
import {projectRoot} from "#pipelines/host/root.ts";

/** Bundles the child, because thousands of them are started; each loads only what its scenario needs. */
export async function bundleChild(): Promise<string> {
  const outdir = join(projectRoot, "node_modules", ".cache", "crash");
  await build({
    entryPoints: [join(projectRoot, "test", "crash", "child.ts")],
    outdir,
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    outExtension: {".js": ".mjs"},
    // Native modules stay where they are, and what is not written as a module still calls `require`.
    external: ["@duckdb/node-bindings", "libsql", "sharp"],
    banner: {
      js: 'import {createRequire as requireFrom} from "node:module"; const require = requireFrom(import.meta.url);'
    },
    logLevel: "error"
  });
  return join(outdir, "child.mjs");
}
