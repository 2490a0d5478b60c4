import * as v from "valibot";

const SHORTEST_SECRET = 32;
const HIGHEST_PORT = 65_535;

/** A wrong variable, with a message that says which one, its value and what it should be. */
export class EnvironmentError extends Error {
  constructor(problems: string[]) {
    super(`环境变量有误，已停止：\n${problems.join("\n")}`);
    this.name = "EnvironmentError";
  }
}

/** An empty variable counts as unset. */
const text = v.optional(v.pipe(v.string(), v.trim()));

const port = v.pipe(
  v.string(),
  v.trim(),
  v.regex(/^\d+$/, "应是 0 到 65535 的整数"),
  v.transform(Number),
  v.maxValue(HIGHEST_PORT, "应是 0 到 65535 的整数")
);

const address = v.pipe(
  v.string(),
  v.trim(),
  v.check((given) => isWebAddress(given), "应是 http:// 或 https:// 开头的网址")
);

/** The address has no trailing slash, because paths are appended to it. */
const site = v.pipe(
  address,
  v.transform((given) => given.replace(/\/$/, ""))
);

const day = v.pipe(
  v.string(),
  v.trim(),
  v.check((given) => isExistingDay(given), "应是存在的日期，写成 2026-11-15")
);

const SCHEMA = v.object({
  DATA_DIR: v.optional(v.pipe(v.string(), v.trim()), "data"),
  HOST: v.optional(v.pipe(v.string(), v.trim()), "127.0.0.1"),
  PORT: v.optional(port, "3000"),
  PUBLIC_URL: v.optional(site),
  SESSION_SECRET: v.optional(v.pipe(v.string(), v.minLength(SHORTEST_SECRET, `至少要 ${SHORTEST_SECRET} 个字符`))),
  SENSITIVE_KEY: text,
  SENSITIVE_KEY_FILE: text,
  OIDC_ISSUER: v.optional(address),
  OIDC_CLIENT_ID: text,
  OIDC_CLIENT_SECRET: text,
  OIDC_SCOPE: v.optional(v.pipe(v.string(), v.trim()), "openid profile"),
  OIDC_STAFF_CLAIM: v.optional(v.pipe(v.string(), v.trim()), "sub"),
  CAS_URL: v.optional(site),
  UNION_PLAN_TODAY: v.optional(day)
});

/** All variables of this program with their defaults. */
export type Environment = v.InferOutput<typeof SCHEMA>;

const NAMES = Object.keys(SCHEMA.entries) as (keyof Environment)[];

/** Reads `process.env`; no other module does. Throws an EnvironmentError that names every wrong variable. */
export function readEnvironment(given: Record<string, string | undefined> = process.env): Environment {
  const filled = NAMES.flatMap((name) => (given[name]?.trim() ? [[name, given[name]] as const] : []));
  const parsed = v.safeParse(SCHEMA, Object.fromEntries(filled));
  if (!parsed.success) throw new EnvironmentError(parsed.issues.map(problemOf));
  const problems = togetherProblems(parsed.output);
  if (problems.length > 0) throw new EnvironmentError(problems);
  return parsed.output;
}

function problemOf({path, message}: v.BaseIssue<unknown>): string {
  return `环境变量 ${path?.[0]?.key} ${message}。`;
}

/** Checks variables that are valid alone but not together. */
function togetherProblems({OIDC_ISSUER, OIDC_CLIENT_ID}: Environment): string[] {
  return OIDC_ISSUER && !OIDC_CLIENT_ID ? ["设置了环境变量 OIDC_ISSUER，还要设置 OIDC_CLIENT_ID。"] : [];
}

function isWebAddress(given: string): boolean {
  return URL.canParse(given) && ["http:", "https:"].includes(new URL(given).protocol);
}

function isExistingDay(given: string): boolean {
  const at = new Date(`${given}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(given) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(given);
}
