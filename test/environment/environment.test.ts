import {expect, test} from "vitest";
import {EnvironmentError, readEnvironment} from "#pipelines/environment/environment.ts";

test("without any variable everything has its default", () => {
  expect(readEnvironment({})).toEqual({
    DATA_DIR: "data",
    HOST: "127.0.0.1",
    PORT: 3000,
    OIDC_SCOPE: "openid profile",
    OIDC_STAFF_CLAIM: "sub"
  });
});

test("an empty variable is as good as none, and blanks around a value do not count", () => {
  expect(readEnvironment({DATA_DIR: "", PORT: " 8080 ", PUBLIC_URL: " https://plan.example.edu.cn/ "})).toMatchObject({
    DATA_DIR: "data",
    PORT: 8080,
    PUBLIC_URL: "https://plan.example.edu.cn"
  });
});

test.each([
  [{PORT: "eighty"}, "环境变量 PORT 应是 0 到 65535 的整数。"],
  [{PORT: "70000"}, "环境变量 PORT 应是 0 到 65535 的整数。"],
  [{PUBLIC_URL: "plan.example.edu.cn"}, "环境变量 PUBLIC_URL 应是 http:// 或 https:// 开头的网址。"],
  [{SESSION_SECRET: "short"}, "环境变量 SESSION_SECRET 至少要 32 个字符。"],
  [{UNION_PLAN_TODAY: "2026-02-30"}, "环境变量 UNION_PLAN_TODAY 应是存在的日期，写成 2026-11-15。"],
  [{OIDC_ISSUER: "https://id.example.edu.cn"}, "设置了环境变量 OIDC_ISSUER，还要设置 OIDC_CLIENT_ID。"]
])("%j stops the start and says what is wanted", (given, sentence) => {
  expect(() => readEnvironment(given)).toThrow(new EnvironmentError([sentence]));
});

test("all that is wrong is said at once", () => {
  expect(() => readEnvironment({PORT: "x", CAS_URL: "y"})).toThrow(/PORT.*\n.*CAS_URL/);
});
