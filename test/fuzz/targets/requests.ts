import {mkdtempSync, rmSync} from "node:fs";
import {Agent} from "node:http";
import {tmpdir} from "node:os";
import {join} from "node:path";
import fc from "fast-check";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import {openStore} from "#pipelines/store/store.ts";
import {now} from "#pipelines/time/clock.ts";
import {askRaw, Browserless} from "../../browserless.ts";
import {sendBasics} from "../../pipelines/store.ts";
import {startServer} from "../../running-server.ts";
import {sessionOf} from "../../signed-in.ts";
import {property} from "../case.ts";
import {corpus} from "../corpus.ts";
import {expectTrue} from "../equal.ts";
import {mutated} from "../mutated.ts";
import type {Target} from "../target.ts";
import {wordsOfSource} from "../words-of-source.ts";

const SECONDS = 5;
const TOKEN = "a-token-for-the-figures-of-trials-only";
const {paths, names, intents} = wordsOfSource();

const value = fc.oneof(
  fc.constantFrom(
    "T05",
    "T05-09",
    "K23",
    "U01",
    "U02",
    "media",
    "K23.json",
    "K23.csv",
    "U01.svg",
    "media.xlsx",
    "2026",
    "2026-10",
    "2026-10-31",
    "1",
    "0",
    "-1"
  ),
  fc.constantFrom(...intents),
  fc.constantFrom(
    "__proto__",
    "constructor",
    "NaN",
    "1e999",
    "9".repeat(30),
    "２０２６-10",
    "2026-13",
    "'",
    '"',
    "<",
    "；",
    "😀",
    "\ud800",
    "\u202e",
    " ",
    "a\nb",
    "{}",
    "[]",
    "[1]",
    "null"
  ),
  fc.string({maxLength: 8})
);
const segment = fc.oneof(
  {weight: 8, arbitrary: value.map((text) => encodeURIComponent(Buffer.from(text).toString()))},
  fc.constantFrom("%", "%ff", "%2e", "..", "", ";", "a.data", "%E4%B8")
);
const query = fc.array(fc.tuple(fc.constantFrom(...names), value), {maxLength: 4});

const address = fc
  .record({
    pattern: fc.constantFrom(...paths),
    segments: fc.array(segment, {minLength: 3, maxLength: 3}),
    query,
    end: fc.constantFrom("", "", "", "", ".data", "/", "?index", "#x")
  })
  .map(({pattern, segments, query, end}) => {
    let at = 0;
    const path = pattern.replaceAll(/\$\w*/g, () => segments[at++] ?? "x");
    const search = new URLSearchParams(query.map(([name, text]) => [name, Buffer.from(text).toString()])).toString();
    return `${path}${end}${search === "" ? "" : `${end.includes("?") ? "&" : "?"}${search}`}`;
  });

const fields = fc.array(fc.tuple(fc.constantFrom("intent", ...names), fc.oneof(value, fc.constantFrom(...intents))), {
  maxLength: 6
});
const type = fc.constantFrom(
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "application/json",
  "text/csv",
  "multipart/form-data",
  ""
);

const headers = fc.record(
  {
    cookie: fc.constantFrom("session=x", "session=", "session=%E4; a", "=;=;", `a=${"b".repeat(3000)}`),
    accept: fc.constantFrom("*/*", "text/html", "application/json", "q=zz"),
    "accept-encoding": fc.constantFrom("br", "gzip;q=x", "identity", "*"),
    "content-type": type,
    "x-file-name": fc.constantFrom("a.csv", "%E4", "%00", "..%2f..%2fa.xlsx", "%F0%9F%98%80.csv"),
    "x-columns": fc.constantFrom("%7B%7D", "%7B%22a%22%3A%22title%22%7D", "[]", "%", "%7B%22__proto__%22%3A%22%22%7D"),
    "x-csrf": fc.string({unit: fc.constantFrom(..."Aa0_-="), maxLength: 60}),
    "if-none-match": fc.constantFrom("*", '"x"', 'W/"0"'),
    range: fc.constantFrom("bytes=0-", "bytes=9-1", "x"),
    authorization: fc.constantFrom("Bearer x", "Basic eDp5", "Bearer", "bearer upd_x"),
    "x-forwarded-for": fc.oneof(fc.ipV4(), fc.ipV6(), fc.constantFrom("x", "::ffff:1.2.3.4", "1.2.3.4, ::1")),
    "x-forwarded-proto": fc.constantFrom("https", "http", "ws, http")
  },
  {requiredKeys: []}
);

const asked = fc.record({
  who: fc.constantFrom("nobody", "office by a token", "office", "unit", "administrator"),
  method: fc.constantFrom("GET", "GET", "POST", "POST", "HEAD", "PUT"),
  path: address,
  headers,
  body: fc.oneof(
    {
      weight: 3,
      arbitrary: fields.map((list) => ({
        form: new URLSearchParams(list.map(([name, text]) => [name, Buffer.from(text).toString()])).toString()
      }))
    },
    {
      weight: 1,
      arbitrary: mutated(
        corpus().filter(({name, bytes}) => name.startsWith("test/fixtures/submissions") && bytes.length < 4096)
      ).map((file) => ({file}))
    }
  )
});

/** The real server answers whatever is asked of it, by whomever, and never by a defect. */
const requests: Target = {
  name: "requests",
  share: 3_000,
  open: async () => {
    const folder = mkdtempSync(join(tmpdir(), "fuzz-server-"));
    const {dir, ledger} = await openStore(dataDirAt(folder));
    await sendBasics({dir, ledger});
    await rebuildWarehouse(dir, ledger, {now: now()});
    await ledger.close();
    const server = await startServer(folder, {today: "2026-11-15", env: {METRICS_TOKEN: TOKEN}});
    const agent = new Agent({keepAlive: true, maxSockets: 4});
    const signedIn = new Map<string, Record<string, string>>();
    for (const role of ["office", "unit", "administrator"] as const) {
      const session = await sessionOf(folder, role, role === "unit" ? "U01" : undefined);
      const csrf = await new Browserless(server.url, {}, {session}).csrf();
      signedIn.set(role, {cookie: `session=${session}`, "x-csrf": csrf});
    }
    signedIn.set("office by a token", server.headers);
    const memory = async () => {
      const told = await fetch(`${server.url}/metrics`, {headers: {authorization: `Bearer ${TOKEN}`}});
      const [, bytes] = /^union_plan_process_resident_memory_bytes (\S+)/m.exec(await told.text()) ?? [];
      if (bytes === undefined) throw new Error("the server does not tell its memory");
      return Number(bytes);
    };
    const before = await memory();
    return {
      property: property(asked, async ({who, method, path, headers, body}) => {
        const sent = method === "POST" ? ("form" in body ? body.form : body.file.bytes) : undefined;
        const usual = "form" in body ? {"content-type": "application/x-www-form-urlencoded"} : {};
        const ask = async () => {
          const began = performance.now();
          const answer = await askRaw(server.url, {
            method,
            path,
            body: sent,
            agent,
            headers: {...usual, ...headers, ...signedIn.get(who)}
          });
          return {...answer, seconds: (performance.now() - began) / 1000};
        };
        const answer = await ask();
        expectTrue(answer.status < 500, `${answer.status} ${answer.text.slice(0, 300)}`);
        // A machine that is busy with something else answers the second time.
        if (answer.seconds > SECONDS) expectTrue((await ask()).seconds <= SECONDS, `took ${answer.seconds} s`);
      }),
      close: async () => {
        const megabytes = ((await memory()) - before) / 1024 / 1024;
        agent.destroy();
        await server.stop();
        rmSync(folder, {recursive: true});
        expectTrue(megabytes < 500, `the server grew by ${megabytes} MB`);
      }
    };
  }
};

export const REQUESTS = [requests];
