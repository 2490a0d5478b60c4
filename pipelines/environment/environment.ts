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

const mailServer = v.pipe(
  v.string(),
  v.trim(),
  v.check(
    (given) => isMailServer(given),
    "应是 smtp:// 或 smtps:// 开头的网址，如 smtps://账户:密码@mail.example.edu.cn"
  )
);

const mailAddress = v.pipe(
  v.string(),
  v.trim(),
  v.check((given) => isMailAddress(given), "应是邮箱地址，如 plan@example.edu.cn")
);

/** Hosts with or without a port, separated by commas. */
const hosts = v.pipe(
  v.string(),
  v.transform((given) =>
    given
      .split(/[,，\s]+/)
      .filter(Boolean)
      .map((host) => host.toLowerCase())
  ),
  v.array(
    v.pipe(
      v.string(),
      v.check((host) => isHost(host), "应是主机名，可带端口，用逗号分开，如 robot.example.edu.cn")
    )
  )
);

const LOG_LEVELS = ["error", "warn", "info", "debug", "silent"] as const;

const SCHEMA = v.object({
  DATA_DIR: v.optional(v.pipe(v.string(), v.trim()), "data"),
  BACKUP_DIR: text,
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
  SMTP_URL: v.optional(mailServer),
  MAIL_FROM: v.optional(mailAddress),
  WECOM_ROBOT_URL: v.optional(address),
  DINGTALK_ROBOT_URL: v.optional(address),
  DINGTALK_ROBOT_SECRET: text,
  FEISHU_ROBOT_URL: v.optional(address),
  FEISHU_ROBOT_SECRET: text,
  ROBOT_HOSTS: v.optional(hosts),
  LOG_LEVEL: v.optional(v.picklist(LOG_LEVELS, `应是 ${LOG_LEVELS.join("、")} 之一`)),
  METRICS_TOKEN: v.optional(v.pipe(v.string(), v.minLength(SHORTEST_SECRET, `至少要 ${SHORTEST_SECRET} 个字符`))),
  CHROMIUM_PATH: text,
  PATH: text,
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

/** What a child process is started with; an empty variable counts as unset. */
export function environmentWith(given: Partial<Record<keyof Environment, string>>): NodeJS.ProcessEnv {
  return {...process.env, ...given};
}

function problemOf({path, message}: v.BaseIssue<unknown>): string {
  return `环境变量 ${path?.[0]?.key} ${message}。`;
}

/** Checks variables that are valid alone but not together. */
function togetherProblems(given: Environment): string[] {
  const {OIDC_ISSUER, OIDC_CLIENT_ID, SMTP_URL, MAIL_FROM} = given;
  return [
    ...(OIDC_ISSUER && !OIDC_CLIENT_ID ? ["设置了环境变量 OIDC_ISSUER，还要设置 OIDC_CLIENT_ID。"] : []),
    ...(SMTP_URL && !MAIL_FROM ? ["设置了环境变量 SMTP_URL，还要设置 MAIL_FROM（发件人的邮箱）。"] : []),
    ...ROBOT_NAMES.flatMap((name) => robotProblem(given, name) ?? [])
  ];
}

/** The hosts that messages to robots may go to; the operator may add others by ROBOT_HOSTS. */
export const ROBOT_HOST = {
  WECOM_ROBOT_URL: "qyapi.weixin.qq.com",
  DINGTALK_ROBOT_URL: "oapi.dingtalk.com",
  FEISHU_ROBOT_URL: "open.feishu.cn"
} as const;

type RobotName = keyof typeof ROBOT_HOST;
const ROBOT_NAMES = Object.keys(ROBOT_HOST) as RobotName[];

/** Never names more of the address than its host, because the rest is the key. */
function robotProblem(given: Environment, name: RobotName): string | undefined {
  const url = given[name];
  if (url === undefined) return undefined;
  const {host, protocol, username} = new URL(url);
  if (username !== "") return `环境变量 ${name} 的网址里不能有账户。`;
  if (given.ROBOT_HOSTS?.includes(host)) return undefined;
  if (host !== ROBOT_HOST[name])
    return `环境变量 ${name} 的主机应是 ${ROBOT_HOST[name]}，实为 ${host}；确要发往别的主机，请把它写进 ROBOT_HOSTS。`;
  return protocol === "https:" ? undefined : `环境变量 ${name} 应是 https:// 开头的网址。`;
}

function isMailServer(given: string): boolean {
  return URL.canParse(given) && ["smtp:", "smtps:"].includes(new URL(given).protocol) && new URL(given).hostname !== "";
}

/** What can be written into a header without quoting, and no more. */
export function isMailAddress(given: string): boolean {
  return (
    given.length <= 254 &&
    /^[\w.+-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,}$/.test(given)
  );
}

function isHost(given: string): boolean {
  return URL.canParse(`https://${given}`) && new URL(`https://${given}`).host === given;
}

function isWebAddress(given: string): boolean {
  return URL.canParse(given) && ["http:", "https:"].includes(new URL(given).protocol);
}

function isExistingDay(given: string): boolean {
  const at = new Date(`${given}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(given) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(given);
}
