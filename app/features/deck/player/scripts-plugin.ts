import {fileURLToPath} from "node:url";
import {build, type Plugin, type Rollup} from "vite";

/** The scripts of the deck's documents, each by the name under which it is imported as text. */
const ENTRIES = new Map([
  ["virtual:deck-player", "main.ts"],
  ["virtual:deck-desk", "desk-main.ts"],
  ["virtual:deck-hand", "hand-main.ts"]
]);

/**
 * Lets the server import the deck's scripts as text: they stand in the document itself, so that a running meeting
 * loads nothing and the offline file needs nothing beside it.
 */
export function deckScripts(): Plugin {
  return {
    name: "deck-scripts",
    resolveId: (id) => (ENTRIES.has(id) ? `\0${id}` : undefined),
    async load(id) {
      const entry = ENTRIES.get(id.replace(/^\0/, ""));
      if (entry === undefined) return undefined;
      const {code, moduleIds} = await deckScript(entry);
      for (const path of moduleIds.filter((name) => name.startsWith("/"))) this.addWatchFile(path);
      return `export default ${JSON.stringify(code)};`;
    }
  };
}

/** Returns one of the scripts, bundled and minified, as it may stand in a `script` element. */
export async function deckScript(entry: string): Promise<{code: string; moduleIds: string[]}> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    publicDir: false,
    build: {
      write: false,
      target: "es2020",
      lib: {entry: fileURLToPath(new URL(entry, import.meta.url)), formats: ["iife"], name: "deck"}
    }
  });
  const [chunk] = outputsOf(built);
  if (chunk?.type !== "chunk") throw new Error(`${entry}: the bundle holds no script`);
  return {code: inElement(chunk.code), moduleIds: chunk.moduleIds};
}

function outputsOf(built: Awaited<ReturnType<typeof build>>): (Rollup.OutputChunk | Rollup.OutputAsset)[] {
  const [first] = Array.isArray(built) ? built : [built];
  return first && "output" in first ? first.output : [];
}

/** These would end the element, or hide its end; in a script's strings they mean the same with a backslash. */
const inElement = (code: string) => code.replace(/<(\/script|!--)/gi, "<\\$1").trim();
