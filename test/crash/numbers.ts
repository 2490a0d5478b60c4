import {createHash} from "node:crypto";
import {readFileSync} from "node:fs";
import {withFinished} from "#pipelines/duckdb/finished.ts";
import {newestBuild} from "#pipelines/rebuild/rebuild.ts";
import type {DataDir} from "#pipelines/host/data-dir.ts";
import {rows} from "../rows.ts";

/** Everything that pages read of KPIs, without the ids that differ from run to run. */
const TABLES = [
  "select * from kpis.series",
  "select * from kpis.corrections",
  "select month, closed_on, problem, numbers from marts.closed_months",
  "select code, unit_code, month, segment, percent from marts.contradictions",
  "select * from marts.units"
];

/** By the hash of the file: most kills leave the build that was there before. */
const known = new Map<string, string>();

/** The hash of the numbers that are served; undefined without a build. */
export async function servedNumbers(dir: DataDir): Promise<string | undefined> {
  const build = newestBuild(dir);
  if (!build) return undefined;
  const file = createHash("sha256").update(readFileSync(build.path)).digest("hex");
  const seen = known.get(file);
  if (seen !== undefined) return seen;
  const read = await numbersIn(build.path);
  known.set(file, read);
  return read;
}

export function numbersIn(path: string): Promise<string> {
  return withFinished(path, async (db) => {
    const hash = createHash("sha256");
    for (const table of TABLES) {
      const [{text}] = (await rows<{text: string | null}>(
        db,
        `select coalesce(to_json(list(line order by line))::varchar, '[]') as text from (select to_json(each)::varchar as line from (${table}) as each)`
      )) as [{text: string | null}];
      hash.update(text ?? "").update("\n");
    }
    return hash.digest("hex").slice(0, 16);
  });
}
