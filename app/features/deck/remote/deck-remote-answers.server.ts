import {json} from "@remix-run/node";
import {toString as qrCode} from "qrcode";
import * as v from "valibot";
import type {Access} from "#app/server/access.server.ts";
import {readFields} from "#app/server/forms.server.ts";
import {tooMany} from "#app/server/http.server.ts";
import {siteOf} from "#app/server/site.server.ts";
import {CODE_SECONDS, type Moved, MOVES, remotes} from "./deck-remote.server.ts";
import {remoteEvents} from "./deck-remote-events.server.ts";
import {goneDocument, handDocument} from "./remote-document.tsx";
import {hand as handParts} from "../player/player-parts.server.ts";

/** The session, because each may have a few; a program has none and counts as its account. */
const ownerOf = ({visitor: {session, account}}: Access) => session?.token_hash ?? account.account_id;

/** Makes a one-time code, with the picture that a phone reads it from. */
export async function offerRemote(access: Access): Promise<Response> {
  const offer = remotes().offer(ownerOf(access));
  if (!offer) throw tooMany("二维码要得太频繁，请一分钟后再试。", 60);
  const site = siteOf(access.request);
  const address = `${site}/present/remote/${offer.code}`;
  const picture = await qrCode(address, {type: "svg", margin: 2});
  return json({pairing: offer.id, address, picture, seconds: CODE_SECONDS, note: isOnlyHere(site) ? ONLY_HERE : ""});
}

const ONLY_HERE = "演示是用本机地址打开的，手机连不上；请改用校园网网址打开。";

const isOnlyHere = (site: string) => ["127.0.0.1", "localhost", "[::1]"].includes(new URL(site).hostname);

export function answerRemoteEvents(access: Access): Response {
  const {request} = access;
  const id = new URL(request.url).searchParams.get("pairing") ?? "";
  return remoteEvents(remotes(), {id, owner: ownerOf(access), signal: request.signal});
}

/** Opens a code for the one phone that comes first. What only looks at the address does not use it up. */
export function openRemote(request: Request, code: string, nonce: string | undefined): Response {
  const isLook = request.method !== "GET" || (request.headers.get("sec-purpose") ?? "").includes("prefetch");
  const hand = isLook ? undefined : remotes().open(code);
  if (hand === undefined) return page(410, goneDocument(USED, partsWith(nonce)));
  return new Response(null, {status: 303, headers: {location: `/present/remote/hand/${hand}`}});
}

const USED = "这个二维码已经用过或过期。请在演示的电脑上按 R，再扫一次。";
const ENDED = "演示已经结束，或已换了另一部手机。要再用，请在演示的电脑上按 R，再扫一次。";

export function handPage(hand: string, nonce: string | undefined): Response {
  if (!remotes().isPaired(hand)) return page(410, goneDocument(ENDED, partsWith(nonce)));
  return page(200, handDocument(partsWith(nonce)));
}

const PROBLEMS: Record<Exclude<Moved, "moved">, {status: number; words: string}> = {
  unknown: {status: 410, words: ENDED},
  alone: {status: 409, words: "演示页面暂时没有连上，请稍后再按。"},
  "too-fast": {status: 429, words: "按得太快，请慢一点。"}
};

/** One of the three moves: as a form, or as the page's script sends it. */
export async function moveRemote(request: Request, hand: string, nonce: string | undefined): Promise<Response> {
  // Nothing is read of what a stranger sends.
  if (!remotes().isPaired(hand)) return unmoved(request, "unknown", nonce);
  const {move} = await readFields(request, {move: v.picklist(MOVES, "没有说明要做什么。")});
  const moved = remotes().move(hand, move);
  if (moved !== "moved") return unmoved(request, moved, nonce);
  return isByScript(request) ? new Response(null, {status: 204}) : seeAgain(request);
}

const isByScript = (request: Request) => request.headers.get("accept") === "application/json";

function unmoved(request: Request, why: Exclude<Moved, "moved">, nonce: string | undefined): Response {
  const {status, words} = PROBLEMS[why];
  if (isByScript(request)) return json({problem: words}, {status});
  return page(
    status,
    why === "unknown" ? goneDocument(words, partsWith(nonce)) : handDocument(partsWith(nonce), words)
  );
}

const seeAgain = (request: Request) =>
  new Response(null, {status: 303, headers: {location: new URL(request.url).pathname}});

const partsWith = (nonce: string | undefined) => ({...handParts, nonce});

const page = (status: number, html: string) =>
  new Response(html, {status, headers: {"content-type": "text/html; charset=utf-8"}});
