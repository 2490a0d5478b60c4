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
  [
    {WECOM_ROBOT_URL: "https://evil.example.com/cgi-bin/webhook/send?key=invented-key"},
    "环境变量 WECOM_ROBOT_URL 的主机应是 qyapi.weixin.qq.com，实为 evil.example.com；确要发往别的主机，请把它写进 ROBOT_HOSTS。"
  ],
  [
    {FEISHU_ROBOT_URL: "http://open.feishu.cn/open-apis/bot/v2/hook/x"},
    "环境变量 FEISHU_ROBOT_URL 应是 https:// 开头的网址。"
  ],
  [{DINGTALK_ROBOT_URL: "https://x@oapi.dingtalk.com/robot/send"}, "环境变量 DINGTALK_ROBOT_URL 的网址里不能有账户。"],
  [{SMTP_URL: "smtps://mail.example.edu.cn"}, "设置了环境变量 SMTP_URL，还要设置 MAIL_FROM（发件人的邮箱）。"],
  [{ROBOT_HOSTS: "https://x"}, "环境变量 ROBOT_HOSTS 应是主机名，可带端口，用逗号分开，如 robot.example.edu.cn。"],
  [{MAIL_FROM: "plan"}, "环境变量 MAIL_FROM 应是邮箱地址，如 plan@example.edu.cn。"],
  [{OIDC_ISSUER: "https://id.example.edu.cn"}, "设置了环境变量 OIDC_ISSUER，还要设置 OIDC_CLIENT_ID。"]
])("%j stops the start and says what is wanted", (given, sentence) => {
  expect(() => readEnvironment(given)).toThrow(new EnvironmentError([sentence]));
});

test("all that is wrong is said at once", () => {
  expect(() => readEnvironment({PORT: "x", CAS_URL: "y"})).toThrow(/PORT.*\n.*CAS_URL/);
});

test("a robot's message goes to its platform's own host, or to one that the operator named", () => {
  const own = {DINGTALK_ROBOT_URL: "https://oapi.dingtalk.com/robot/send?access_token=invented"};
  expect(readEnvironment(own)).toMatchObject(own);
  const relay = {
    FEISHU_ROBOT_URL: "http://relay.example.edu.cn:8080/feishu",
    ROBOT_HOSTS: "a.edu.cn, relay.example.edu.cn:8080"
  };
  expect(readEnvironment(relay).FEISHU_ROBOT_URL).toBe(relay.FEISHU_ROBOT_URL);
});
