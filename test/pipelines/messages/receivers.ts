import {createHmac} from "node:crypto";
import {createServer, type IncomingMessage} from "node:http";
import type {AddressInfo} from "node:net";
import {SMTPServer} from "smtp-server";
import {onTestFinished} from "vitest";
import type {RobotKind} from "#pipelines/messages/state.ts";

export interface Received {
  id: string;
  text: string;
  code: number;
}

export interface RobotReceiver {
  url: string;
  host: string;
  received: Received[];
  /** What is answered instead, one after the other. */
  answers: {status?: number; body: string}[];
  /** Runs when a message is here and not answered yet. */
  onReceived: () => void;
}

export const SECRET = "SEC-invented-0001";
const HOUR_MS = 3_600_000;

/** A robot as its platform documents it: signature, clock, rate; every refusal is a 200 with a code. */
export async function robotReceiver(kind: RobotKind, now: () => number): Promise<RobotReceiver> {
  const times: number[] = [];
  const receiver: RobotReceiver = {url: "", host: "", received: [], answers: [], onReceived: () => undefined};
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const parsed = JSON.parse(body) as Record<string, never>;
      const given = receiver.answers.shift();
      const code = given ? -1 : codeFor(kind, {address: request.url ?? "", body: parsed, times, now: now()});
      const text = kind === "feishu" ? parsed["content"]!["text"] : parsed["text"]!["content"];
      receiver.received.push({id: String(request.headers["x-request-id"]), text: String(text), code});
      receiver.onReceived();
      const name = kind === "feishu" ? "code" : "errcode";
      response.writeHead(given?.status ?? 200, {"content-type": "application/json"});
      response.end(given?.body ?? JSON.stringify({[name]: code, msg: "x"}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  receiver.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  receiver.url = `http://${receiver.host}/robot?access_token=invented`;
  return receiver;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

interface Asked {
  address: string;
  body: Record<string, unknown>;
  times: number[];
  now: number;
}

const TOO_OFTEN = {wecom: 45009, dingtalk: 130101, feishu: 11232};

function codeFor(kind: RobotKind, {address, body, times, now}: Asked): number {
  times.push(now);
  const since = (ms: number) => times.filter((time) => time > now - ms).length;
  if (since(60_000) > 20 || (kind === "feishu" && since(1000) > 5)) return TOO_OFTEN[kind];
  if (kind === "dingtalk") {
    const {searchParams} = new URL(address, "http://robot");
    const at = searchParams.get("timestamp") ?? "";
    const sign = createHmac("sha256", SECRET).update(`${at}\n${SECRET}`, "utf8").digest("base64");
    return searchParams.get("sign") === sign && Math.abs(Number(at) - now) < HOUR_MS ? 0 : 310000;
  }
  if (kind === "feishu") {
    const sign = createHmac("sha256", `${String(body["timestamp"])}\n${SECRET}`)
      .update("")
      .digest("base64");
    return body["sign"] === sign && Math.abs(Number(body["timestamp"]) * 1000 - now) < HOUR_MS ? 0 : 19021;
  }
  return 0;
}

export interface Mailbox {
  url: string;
  received: {to: string[]; text: string}[];
  /** Refuses the next with this code. */
  refuseWith: number | undefined;
}

export async function mailbox(): Promise<Mailbox> {
  const box: Mailbox = {url: "", received: [], refuseWith: undefined};
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    onRcptTo: (_address, _session, answer) => {
      const code = box.refuseWith;
      box.refuseWith = undefined;
      answer(code === undefined ? null : Object.assign(new Error("no"), {responseCode: code}));
    },
    onData: (stream, session, answer) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        box.received.push({
          to: session.envelope.rcptTo.map(({address}) => address),
          text: Buffer.concat(chunks).toString("utf8")
        });
        answer();
      });
    }
  });
  const listening = await new Promise<AddressInfo>((resolve) => {
    const inner = server.listen(0, "127.0.0.1", () => resolve(inner.address() as AddressInfo));
  });
  onTestFinished(() => void server.close(() => undefined));
  box.url = `smtp://127.0.0.1:${listening.port}`;
  return box;
}
