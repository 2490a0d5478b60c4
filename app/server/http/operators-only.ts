import {createHash, timingSafeEqual} from "node:crypto";
import type {Request} from "express";
import {readEnvironment} from "#pipelines/environment/environment.ts";

/** Headers that a proxy adds: with one of them, a request from this machine is somebody else's. */
const FORWARDING = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via"];

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;

/** Tells whether a program on this machine asks by itself. */
export const isFromThisMachine = ({socket, headers}: Request) =>
  LOOPBACK.test(socket.remoteAddress ?? "") && FORWARDING.every((name) => headers[name] === undefined);

/** Tells whether a request has the token of the operator's programs; where none is set, nobody has it. */
export function hasMetricsToken({headers}: Request, {METRICS_TOKEN} = readEnvironment()): boolean {
  const [, given] = /^Bearer +(\S+)$/i.exec(headers.authorization ?? "") ?? [];
  return METRICS_TOKEN !== undefined && given !== undefined && timingSafeEqual(hash(given), hash(METRICS_TOKEN));
}

/** Of equal length, so that the comparison's time tells nothing. */
const hash = (text: string) => createHash("sha256").update(text).digest();
