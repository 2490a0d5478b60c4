import {createHmac} from "node:crypto";
import * as v from "valibot";
import type {Answer} from "./answer.ts";
import type {Robot} from "./channels.ts";
import {cutText} from "./cut-text.ts";
import {ROBOT_ANSWERS} from "./robot-answers.ts";
import {MOST_BYTES} from "./robot-limits.ts";
import type {RobotKind} from "./state.ts";

export interface RobotRequest {
  url: string;
  body: string;
}

/** Signs a text as the robot's platform asks for it; `at` is the moment in milliseconds. */
export function robotRequest({kind, url, secret}: Robot, text: string, at: number): RobotRequest {
  const content = cutText(text, MOST_BYTES[kind]);
  switch (kind) {
    case "wecom":
      // The key in its address is the secret.
      return {url, body: JSON.stringify({msgtype: "text", text: {content}})};
    case "dingtalk":
      return {
        url: secret === undefined ? url : signedAddress(url, secret, at),
        body: JSON.stringify({msgtype: "text", text: {content}})
      };
    case "feishu":
      return {
        url,
        body: JSON.stringify({
          ...(secret !== undefined && signedSeconds(secret, Math.floor(at / 1000))),
          msg_type: "text",
          content: {text: content}
        })
      };
  }
}

/** 钉钉: milliseconds; the secret is the key, and time and secret are the message. */
function signedAddress(url: string, secret: string, at: number): string {
  const signed = new URL(url);
  signed.searchParams.set("timestamp", String(at));
  signed.searchParams.set("sign", createHmac("sha256", secret).update(`${at}\n${secret}`).digest("base64"));
  return signed.href;
}

/** 飞书: seconds; time and secret are the key, and the message is empty. */
function signedSeconds(secret: string, seconds: number) {
  return {timestamp: String(seconds), sign: createHmac("sha256", `${seconds}\n${secret}`).digest("base64")};
}

const ANSWER_MS = 10_000;
/** An answer is a line; whatever is longer comes from something else. */
const LONGEST_ANSWER = 20_000;

/** Sends a text to a robot. The id goes along as a header, for a receiver between that wants to drop repeats. */
export async function sendToRobot(robot: Robot, message: {id: string; text: string}, at: number): Promise<Answer> {
  const {url, body} = robotRequest(robot, message.text, at);
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: {"content-type": "application/json; charset=utf-8", "x-request-id": message.id},
      body,
      // The address was checked, the one that it leads to was not.
      redirect: "error",
      signal: AbortSignal.timeout(ANSWER_MS)
    });
    return answerOf(robot.kind, response.status, await shortText(response));
  } catch (error) {
    return {outcome: "failed", code: codeOf(error), words: "没有连上机器人的服务器，或没有等到回答。"};
  }
}

/** The text of an error may contain the address, so only its code is told. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const {code, name} = v.parse(ERROR, cause);
  return (typeof code === "string" ? code : name) ?? "error";
}

const ERROR = v.object({code: v.optional(v.unknown()), name: v.optional(v.string())});

async function shortText({body}: Response): Promise<string> {
  const decoder = new TextDecoder();
  const reader = body?.getReader();
  let text = "";
  while (reader && text.length <= LONGEST_ANSWER) {
    const {done, value} = await reader.read();
    if (done) break;
    text += decoder.decode(value, {stream: true});
  }
  await reader?.cancel();
  return text;
}

/** 企业微信 and 钉钉 say errcode, 飞书 says code or, in an older form, StatusCode. */
const CODE = v.pipe(
  v.string(),
  v.parseJson(),
  v.union([
    v.pipe(
      v.object({errcode: v.number()}),
      v.transform(({errcode}) => errcode)
    ),
    v.pipe(
      v.object({code: v.number()}),
      v.transform(({code}) => code)
    ),
    v.pipe(
      v.object({StatusCode: v.number()}),
      v.transform(({StatusCode}) => StatusCode)
    )
  ])
);

/** All three answer 200 to what they refuse too: only the code in the body tells. */
export function answerOf(kind: RobotKind, status: number, text: string): Answer {
  const parsed = v.safeParse(CODE, text);
  if (!parsed.success)
    return {outcome: "failed", code: `HTTP ${status}`, words: "机器人的服务器没有按约定的格式回答。"};
  const code = parsed.output;
  if (code === 0) return {outcome: "sent", code: "0", words: "已送达。"};
  const known = ROBOT_ANSWERS[kind][code] ?? {outcome: "failed", words: `机器人没有收下，代码 ${code}。`};
  return {...known, code: String(code)};
}
