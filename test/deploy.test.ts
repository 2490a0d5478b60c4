import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {validate} from "dockerfile-utils";
import {expect, test} from "vitest";
import {parse} from "yaml";
import {readEnvironment} from "#pipelines/environment/environment.ts";
import {projectRoot} from "#pipelines/host/root.ts";

const folder = join(projectRoot, "docs", "deploy");
const textOf = (name: string) => readFileSync(join(folder, name), "utf8");

interface Compose {
  services: Record<string, Record<string, unknown> & {build: {context: string; dockerfile: string}}>;
  volumes: Record<string, unknown>;
}

test("the linter of Dockerfiles finds nothing, and would", () => {
  expect(validate(textOf("Dockerfile"))).toEqual([]);
  expect(validate(textOf("Dockerfile").replace("WORKDIR", "WORKDRI"))).not.toEqual([]);
});

test("the container runs as nobody special, over a read-only program, and listens for this machine alone", () => {
  const {services, volumes} = parse(textOf("compose.yaml"), {strict: true}) as Compose;
  const {dashboard} = services;
  expect(dashboard).toMatchObject({
    read_only: true,
    cap_drop: ["ALL"],
    security_opt: ["no-new-privileges:true"],
    ports: ["127.0.0.1:3000:3000"],
    volumes: ["data:/var/lib/union-plan-dashboard"]
  });
  expect(Object.keys(volumes)).toEqual(["data"]);
  const {context, dockerfile} = dashboard!.build;
  expect(existsSync(join(folder, context, dockerfile))).toBe(true);
  expect(textOf("Dockerfile")).toMatch(/\nUSER node\n/);
});

test("every variable that the examples set is one of the program's", () => {
  const [, set = ""] = /\nENV (.+)/.exec(textOf("Dockerfile")) ?? [];
  const given = Object.fromEntries(set.split(" ").map((each) => each.split("=") as [string, string]));
  const {NODE_ENV, UV_THREADPOOL_SIZE, ...ours} = given;
  expect([NODE_ENV, UV_THREADPOOL_SIZE]).toEqual(["production", "16"]);
  const {services} = parse(textOf("compose.yaml")) as {services: {dashboard: {environment: Record<string, string>}}};
  const all = {...ours, ...services.dashboard.environment};
  expect(readEnvironment(all)).toMatchObject({
    ...all,
    PORT: 3000,
    DATA_DIR: "/var/lib/union-plan-dashboard/data",
    HOST: "0.0.0.0"
  });
});

test("the service may write its data and nothing else, and what it starts is there", () => {
  const lines = textOf("union-plan-dashboard.service").split("\n");
  const valuesOf = (key: string) =>
    lines.filter((line) => line.startsWith(`${key}=`)).map((line) => line.slice(key.length + 1));
  expect(valuesOf("ReadWritePaths")).toEqual(["/var/lib/union-plan-dashboard"]);
  expect(valuesOf("ProtectSystem")).toEqual(["strict"]);
  expect(valuesOf("NoNewPrivileges")).toEqual(["yes"]);
  expect(valuesOf("User")).toEqual(["unionplan"]);
  const [started = ""] = valuesOf("ExecStart");
  expect(existsSync(join(projectRoot, started.split(" ").at(-1)!))).toBe(true);
});

test("the proxy keeps the operator's addresses and secret addresses to itself, and lets a largest file through", () => {
  const text = textOf("nginx.conf");
  for (const path of ["/metrics", "/readyz"])
    expect(text).toMatch(new RegExp(`location = ${path} +\\{ return 404; \\}`));
  expect(text).toContain("client_max_body_size 1g;");
  expect(text).toMatch(/~\^\/\(calendar\|link\|present\/remote\)\/ +0;/);
  // Only what it overwrites can be trusted.
  for (const header of ["Host", "X-Forwarded-Host", "X-Forwarded-For", "X-Forwarded-Proto", "X-Real-IP", "Forwarded"])
    expect(text).toMatch(new RegExp(`proxy_set_header ${header} +`));
});
