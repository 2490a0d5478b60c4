import {createHash} from "node:crypto";
import {mkdtempSync, readdirSync, readFileSync, rmSync} from "node:fs";
import {request as httpRequest} from "node:http";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {type RunningServer, startServer} from "../running-server.ts";

const UNITS = `单位编码,单位名称,单位类型,工会层级,工会组织设置状态,在岗教职工数,工会主席是否由行政负责人兼任,本年度是否应召开二级教代会
U01,示例一学院,学院,二级单位工会,独立设置,3,是,是
`;
const MEDIA = `条目编号,类型,标题,刊物或平台,发布日期
N1,微信推文,示例一,示例公众号,2026-02-03
N2,微信推文,示例二,示例公众号,2026-02-04
`;

let folder: string;
let server: RunningServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "api-"));
  server = await startServer(join(folder, "data"), {today: "2026-11-22"});
});

afterAll(async () => {
  await server?.stop();
  rmSync(folder, {recursive: true, force: true});
});

async function send(path: string, body: string, headers: Record<string, string> = {}) {
  const address = path === "" || path.startsWith("?") ? `/api/submissions${path}` : `/api/submissions/${path}`;
  const response = await server.ask(address, {method: "POST", body, headers});
  return {status: response.status, body: await response.json()};
}

async function postsOf(month: string) {
  const kpis = (await (await server.ask(`/api/kpis.json?month=${month}`)).json()) as {
    code: string;
    value: number | null;
  }[];
  return kpis.find(({code}) => code === "K05")?.value;
}

const stored = () => readdirSync(join(folder, "data", "submissions"));

test("a file sent by a program counts at once, is kept byte for byte, and leaves no trace when withdrawn", async () => {
  expect(await send("units?as_of=2026-01-01", UNITS)).toMatchObject({status: 201, body: {counts: {read: 1, added: 1}}});
  expect(await postsOf("2026-02")).toBeNull();
  const dryRun = await send("media?dry_run=1", MEDIA);
  expect(dryRun).toMatchObject({status: 200, body: {dry_run: true, counts: {read: 2, added: 2, refused: 0}}});
  const sent = await send("media", MEDIA, {"x-file-name": encodeURIComponent("推文.csv")});
  expect(sent).toMatchObject({
    status: 201,
    body: {counts: {read: 2, added: 2, updated: 0, unchanged: 0, refused: 0, skipped: 0}}
  });
  expect(await postsOf("2026-02")).toBe(2);
  const original = readFileSync(join(folder, "data", "submissions", sent.body.id, "original"));
  expect(createHash("sha256").update(original).digest("hex")).toBe(createHash("sha256").update(MEDIA).digest("hex"));
  expect(await send("media", MEDIA)).toMatchObject({
    status: 409,
    body: {id: sent.body.id, error: {code: "already_accepted"}}
  });
  expect(await send(`${sent.body.id}/withdraw`, "")).toMatchObject({status: 200, body: {id: sent.body.id}});
  expect(await postsOf("2026-02")).toBeNull();
});

test("a file with a wrong cell is answered with the cell, and nothing is stored", async () => {
  const before = stored();
  const {status, body} = await send("media", MEDIA.replace("2026-02-04", "2026-02-30"));
  expect(status).toBe(422);
  expect(body.findings[0]).toMatchObject({
    code: "cell/type",
    is_blocking: true,
    place: {cell: "E3", line: 3},
    value: "2026-02-30"
  });
  expect(body.counts).toMatchObject({read: 2, refused: 2});
  expect(stored()).toEqual(before);
});

/** A form as the page sends it: corrections, then the file. */
async function sendForm(path: string, parts: [name: string, value: string | Blob][]) {
  const body = new FormData();
  for (const [name, value] of parts) {
    if (typeof value === "string") body.append(name, value);
    else body.append(name, value, "推文.csv");
  }
  const response = await server.ask(`/api/submissions/${path}`, {method: "POST", body});
  return {status: response.status, body: await response.json()};
}

const WRONG = MEDIA.replaceAll("N", "M").replace("2026-02-04", "2026-02-30");
const RIGHT = JSON.stringify([{cell: "E3", was: "2026-02-30", is: "2026-02-28"}]);

test("a file is sent with what its sender corrected in it: both are kept, and the history shows each cell", async () => {
  const file = new Blob([WRONG]);
  const dryRun = await sendForm("media?dry_run=1", [
    ["corrections", "[]"],
    ["file", file]
  ]);
  expect(dryRun.status).toBe(422);
  expect(dryRun.body.reading.found_rows).toEqual([
    {row: 3, cells: ["M2", "微信推文", "示例二", "示例公众号", "2026-02-30"], untold: []}
  ]);
  const sent = await sendForm("media", [
    ["corrections", RIGHT],
    ["file", file]
  ]);
  expect(sent).toMatchObject({status: 201, body: {corrected: 1, counts: {read: 2, added: 2}}});
  const kept = join(folder, "data", "submissions", sent.body.id);
  expect(readFileSync(join(kept, "original"), "utf8")).toBe(WRONG);
  const page = await (await server.ask(`/submissions/${sent.body.id}`)).text();
  expect(page).toContain("推文.csv");
  for (const text of ["E3", "2026-02-30", "2026-02-28", "发布日期"]) expect(page).toContain(text);
  const list = await server.ask(`/submissions/${sent.body.id}/corrections`);
  expect(list.headers.get("content-disposition")).toContain("attachment");
  expect(await list.json()).toEqual(JSON.parse(RIGHT));
  expect(
    await sendForm("media", [
      ["corrections", RIGHT],
      ["file", file]
    ])
  ).toMatchObject({status: 409, body: {id: sent.body.id}});
});

test.each<[what: string, parts: [string, string | Blob][]]>([
  ["no file", [["corrections", "[]"]]],
  ["no corrections before the file", [["file", new Blob([MEDIA])]]],
  [
    "corrections that are no list",
    [
      ["corrections", "{}"],
      ["file", new Blob([MEDIA])]
    ]
  ]
])("a form with %s is refused by a sentence", async (_, parts) => {
  const before = stored();
  const {status, body} = await sendForm("media", parts);
  expect(status).toBe(400);
  expect(body.error.message).toMatch(/[\u4e00-\u9fff]/);
  expect(stored()).toEqual(before);
});

test.each([
  ["nothing", "a", {}, 404],
  ["media?as_of=2026-02-30", MEDIA, {}, 400],
  ["media", "", {}, 422],
  ["media?unit=U99", MEDIA, {}, 422],
  ["media", MEDIA, {"x-file-name": "%E4%ZZ"}, 400],
  ["media", MEDIA, {origin: "http://elsewhere.example"}, 403],
  ["00000000-0000-7000-8000-000000000000/withdraw", "", {}, 404]
])("%s is refused by a sentence", async (path, body, headers, status) => {
  const before = stored();
  const answer = await send(path, body, headers as Record<string, string>);
  expect(answer.status).toBe(status);
  expect(answer.body.error.message).toMatch(/[\u4e00-\u9fff]/);
  expect(stored()).toEqual(before);
});

test("a file that says it is larger than the limit is refused before it is read", async () => {
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const headers = {...server.headers, "content-length": String(2 ** 31), "content-type": "text/csv"};
    const sending = httpRequest(`${server.url}/api/submissions/media`, {method: "POST", headers}, (response) => {
      resolve(response.statusCode);
      sending.destroy();
    });
    sending.on("error", reject);
    sending.write("条目编号");
  });
  expect(status).toBe(413);
});

test.each([
  ["one line of 2 MB", Buffer.alloc(2 << 20, "x")],
  ["two million columns", Buffer.from(`${Array.from({length: 2_000_000}, (_, at) => `c${at}`).join(",")}\n`)],
  ["one line of 40 MB", Buffer.alloc(40 << 20, "x")]
])("%s is answered, and the connection stands", async (_, bytes) => {
  const before = stored();
  for (const path of ["media", "media?dry_run=1"]) {
    // Through Node's own client, which reports a connection that is cut.
    const answer = await new Promise<{status?: number; text: string}>((resolve, reject) => {
      const headers = {...server.headers, "content-length": String(bytes.length)};
      const sending = httpRequest(`${server.url}/api/submissions/${path}`, {method: "POST", headers}, (response) => {
        let text = "";
        response.on("data", (chunk: Buffer) => (text += chunk.toString()));
        response.on("end", () => resolve({status: response.statusCode, text}));
      });
      sending.on("error", reject);
      sending.end(bytes);
    });
    expect(answer.status).toBe(422);
    expect(JSON.parse(answer.text)).toMatchObject({findings: [{code: "file/long-line", line: 1}]});
  }
  expect(stored()).toEqual(before);
});

test("a line of 40 MB is answered to the form that needs no JavaScript, too", async () => {
  const form = new FormData();
  form.set("dataset", "media");
  form.set("file", new Blob([Buffer.alloc(40 << 20, "x")]), "媒体.csv");
  const response = await server.ask("/submissions/new?intent=check", {method: "POST", body: form});
  expect(response.status).toBe(422);
  expect(await response.text()).toContain("这一行超过 1024 KB，读不成表格");
});

test("a sender who breaks off leaves nothing, and the server goes on", async () => {
  const before = stored();
  await new Promise<void>((resolve) => {
    const sending = httpRequest(`${server.url}/api/submissions/media`, {
      method: "POST",
      headers: {...server.headers, "content-length": "1000"}
    });
    sending.on("error", () => resolve());
    sending.write(MEDIA.slice(0, 60), () => setTimeout(() => sending.destroy(), 200));
  });
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(stored()).toEqual(before);
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
});

test("a foreign name that was made to point at this machine is turned away", async () => {
  const status = await new Promise<number | undefined>((resolve, reject) => {
    httpRequest(`${server.url}/healthz`, {headers: {host: "elsewhere.example"}}, (response) =>
      resolve(response.statusCode)
    )
      .on("error", reject)
      .end();
  });
  expect(status).toBe(403);
});

test("columns are named in a header, and what names none is told", async () => {
  const media = MEDIA.replaceAll("N1", "C1").replaceAll("N2", "C2").replace("发布日期", "见报日");
  const columns = (said: unknown) => ({"x-columns": encodeURIComponent(JSON.stringify(said))});
  const dryRun = (headers: Record<string, string>) => send("media?dry_run=1", media, headers);
  expect(await dryRun({})).toMatchObject({status: 422});
  expect(await dryRun(columns({"见 报日": "publish_date"}))).toMatchObject({status: 200, body: {counts: {read: 2}}});
  expect(await dryRun(columns({见报日: "no_such"}))).toMatchObject({
    status: 400,
    body: {error: {message: "x-columns 里的“no_such”不是“理论成果与宣传台账”的列。"}}
  });
  for (const wrong of ["%", "{", "[]", "null", '{"a":1}']) {
    const {status, body} = await dryRun({"x-columns": wrong});
    expect([wrong, status]).toEqual([wrong, 400]);
    expect(body.error.message).toMatch(/^x-columns 应是百分号编码的 JSON/);
  }
});

test("a dry run says how the file was read, be it taken or refused; what is sent for good does not", async () => {
  const media = MEDIA.replaceAll("N1", "R1").replaceAll("N2", "R2");
  const reading = {
    dataset: "media",
    candidates: [],
    encoding: "utf-8",
    header_row: 1,
    rows: [
      {row: 2, cells: ["R1", "微信推文", "示例一", "示例公众号", "2026-02-03"]},
      {row: 3, cells: ["R2", "微信推文", "示例二", "示例公众号", "2026-02-04"]}
    ]
  };
  const taken = await send("media?dry_run=1", media);
  expect(taken).toMatchObject({status: 200, body: {dry_run: true, reading}});
  expect(taken.body.reading.columns[4]).toEqual({
    header: "发布日期",
    letters: "E",
    field: "publish_date",
    title: "发布日期"
  });
  const refused = await send("media?dry_run=1", media.replace("2026-02-04", "2026-02-30"));
  expect(refused).toMatchObject({status: 422, body: {reading: {dataset: "media", header_row: 1}}});
  const sent = await send("media", media.replace("2026-02-04", "2026-02-30"));
  expect(sent.status).toBe(422);
  expect(sent.body).not.toHaveProperty("reading");
});

test("without a dataset a dry run tells it, and nothing can be sent", async () => {
  const before = stored();
  const media = MEDIA.replaceAll("N1", "D1").replaceAll("N2", "D2");
  expect(await send("?dry_run=1", media)).toMatchObject({
    status: 200,
    body: {dry_run: true, counts: {read: 2, added: 2}, reading: {dataset: "media", candidates: []}}
  });
  expect(await send("?dry_run=1", "天气,温度\n晴,21\n")).toMatchObject({
    status: 422,
    body: {
      error: {code: "findings", message: "没认出这是哪一种表，什么都没有保存。请写明数据集再查。"},
      findings: [{code: "file/unrecognised", is_blocking: true}],
      reading: {candidates: [], rows: [{row: 1}, {row: 2}]}
    }
  });
  const columns = {"x-columns": encodeURIComponent(JSON.stringify({发布日期: "publish_date"}))};
  for (const [path, headers] of [
    ["", {}],
    ["?dry_run=0", {}],
    ["?dry_run=1", columns]
  ] as const) {
    const {status, body} = await send(path, media, headers);
    expect([path, status]).toEqual([path, 400]);
    expect(body.error.message).toMatch(/写明数据集/);
  }
  expect(stored()).toEqual(before);
});

test.each(["一季度=终稿.csv", "推文;二.csv", "a; b=c; filename=x.csv", "终稿(1)'.csv", "“推文”.csv"])(
  "a file called %s is taken from a form like any other",
  async (name) => {
    const form = new FormData();
    form.append("corrections", "[]");
    form.append("file", new Blob([WRONG]), name);
    const response = await server.ask("/api/submissions/media?dry_run=1", {method: "POST", body: form});
    expect([response.status, (await response.json()).counts?.read]).toEqual([422, 2]);
  }
);

test.each([
  ["cut in its file", (form: string) => form.slice(0, form.indexOf("file") + 60)],
  ["cut in a head", (form: string) => form.slice(0, 40)],
  ["without a name", (form: string) => form.replaceAll(/; name="\w+"/g, "")],
  ["without its end", (form: string) => form.replace("--x--", "")],
  ["of nothing", () => ""]
])("a form %s is refused by a sentence, and nothing is kept", async (_, spoil) => {
  const before = stored();
  const form = `--x\r\ncontent-disposition: form-data; name="corrections"\r\n\r\n[]\r\n--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n${MEDIA}\r\n--x--\r\n`;
  const headers = {"content-type": "multipart/form-data; boundary=x"};
  const response = await server.ask("/api/submissions/media", {method: "POST", body: spoil(form), headers});
  expect([response.status, (await response.json()).error.message]).toEqual([400, expect.stringMatching(/[一-鿿]/)]);
  expect(stored()).toEqual(before);
});
