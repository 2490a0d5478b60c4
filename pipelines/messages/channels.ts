import {type Environment, readEnvironment} from "#pipelines/environment/environment.ts";
import type {RobotKind} from "./state.ts";

/** A robot of a group; address and secret are keys, and are never logged nor shown. */
export interface Robot {
  kind: RobotKind;
  url: string;
  secret: string | undefined;
}

/** What is set up to send by. */
export interface Channels {
  mail: {server: string; from: string} | undefined;
  robots: Robot[];
}

export const CHANNEL_WORDS = {
  mail: "邮件",
  wecom: "企业微信机器人",
  dingtalk: "钉钉机器人",
  feishu: "飞书机器人",
  text: "待发文本"
} as const;

export function channelsIn(environment: Environment = readEnvironment()): Channels {
  const {SMTP_URL, MAIL_FROM, WECOM_ROBOT_URL, DINGTALK_ROBOT_URL, FEISHU_ROBOT_URL} = environment;
  const robots: {kind: RobotKind; url: string | undefined; secret: string | undefined}[] = [
    {kind: "wecom", url: WECOM_ROBOT_URL, secret: undefined},
    {kind: "dingtalk", url: DINGTALK_ROBOT_URL, secret: environment.DINGTALK_ROBOT_SECRET},
    {kind: "feishu", url: FEISHU_ROBOT_URL, secret: environment.FEISHU_ROBOT_SECRET}
  ];
  return {
    mail: SMTP_URL && MAIL_FROM ? {server: SMTP_URL, from: MAIL_FROM} : undefined,
    robots: robots.flatMap(({url, ...robot}) => (url === undefined ? [] : [{...robot, url}]))
  };
}
