import {readFileSync, statfsSync} from "node:fs";
import {join} from "node:path";
import type {AppLoadContext} from "@remix-run/node";
import {formatBytes, formatMoment} from "#app/format.ts";
import {now} from "#app/server/clock.server.ts";
import {readLedger, store} from "#app/server/store.server.ts";
import {countSessions} from "#pipelines/accounts/sessions.ts";
import {checkHealth, HEALTH_WORDS} from "#pipelines/doctor/check-health.ts";
import {bytesIn} from "#pipelines/host/bytes-in.ts";
import {projectRoot} from "#pipelines/host/root.ts";
import {readLastBuilds} from "#pipelines/ledger/builds.ts";
import {readMigrations} from "#pipelines/ledger/migrations.ts";
import {newestBuild} from "#pipelines/rebuild/rebuild.ts";
import {definitionsVersion} from "#pipelines/rebuild/recipe.ts";
import {readWarehouseStanding} from "#pipelines/rebuild/warehouse-standing.ts";

const BUILDS_SHOWN = 10;

/** A thing with what is said of it. */
export interface Fact {
  name: string;
  value: string;
}

const STANDING_WORDS = {
  current: "现在的口径",
  outdated: "旧口径，请运行 npm run rebuild 或重新启动",
  missing: "还没有，请运行 npm run rebuild"
};

/** Reads how the installation does, for the person who runs it. */
export async function readSystemPage({observed}: AppLoadContext) {
  const {dir} = await store();
  const ledger = await readLedger();
  const {bsize, bavail, blocks} = statfsSync(dir.root);
  const newest = newestBuild(dir);
  const seen = new Map(observed?.builds.map((build) => [build.build_id, build]));
  const health = await checkHealth(dir, {now: now(), isThorough: false});
  return {
    // What needs something done comes first.
    health: [...health.filter(({todo}) => todo), ...health.filter(({todo}) => !todo)].map(({state, ...line}) => ({
      ...line,
      state: HEALTH_WORDS[state]
    })),
    versions: [
      fact("程序", versionOf(join(projectRoot, "package.json"))),
      fact("Node", process.versions.node),
      fact("DuckDB", libraryVersion("@duckdb/node-api")),
      fact("libsql", libraryVersion("libsql")),
      fact("台账结构", `第 ${readMigrations().length} 版`),
      fact("口径版本", definitionsVersion())
    ],
    now: [
      fact("启动于", observed ? formatMoment(observed.started_at) : "未知"),
      fact("有效的登录", `${await countSessions(ledger, now())} 个`),
      fact("正在查的文件", `${observed?.checks.running ?? 0} 份，排队 ${observed?.checks.waiting ?? 0} 份`),
      fact("数据仓库", STANDING_WORDS[await readWarehouseStanding(dir, ledger)]),
      fact("数据含到", newest ? `台账的第 ${newest.revision} 次变动` : "还没有数据")
    ],
    space: [
      fact("磁盘剩余", `${formatBytes(bsize * bavail)}，共 ${formatBytes(bsize * blocks)}`),
      fact("台账", formatBytes(bytesIn(dir.ledger))),
      fact("报送的文件", formatBytes(bytesIn(dir.submissions))),
      fact("数据仓库", formatBytes(bytesIn(dir.warehouse))),
      fact("佐证材料", formatBytes(bytesIn(dir.evidence))),
      fact("会议和封存的数字", formatBytes(bytesIn(dir.frozen) + bytesIn(dir.closings)))
    ],
    builds: (await readLastBuilds(ledger, BUILDS_SHOWN)).map(({build_id, started_at}) => ({
      id: String(build_id),
      at: formatMoment(started_at),
      took: tookOf(seen.get(build_id)?.ms)
    })),
    defects: (observed?.defects ?? []).map(({id, type, at}) => ({id, type, at: formatMoment(at)}))
  };
}

export type SystemPage = Awaited<ReturnType<typeof readSystemPage>>;

const fact = (name: string, value: string): Fact => ({name, value});

/** Only the process that built knows how long it took. */
const tookOf = (ms: number | undefined) =>
  ms === undefined ? "不是这次启动以来建的，或没有建成" : `${(ms / 1000).toFixed(1)} 秒`;

const libraryVersion = (name: string) => versionOf(join(projectRoot, "node_modules", name, "package.json"));

const versionOf = (path: string) => (JSON.parse(readFileSync(path, "utf8")) as {version: string}).version;
