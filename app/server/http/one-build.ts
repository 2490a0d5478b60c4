import {AsyncLocalStorage} from "node:async_hooks";
import type {RequestHandler, Response} from "express";
import onHeaders from "on-headers";
import pLimit from "p-limit";
import {type BuildOfRequest, listen} from "#pipelines/host/happenings.ts";

const running = new AsyncLocalStorage<BuildOfRequest>();

/**
 * So many pages are made at once. When more are asked for than a machine can make, the others wait without having begun,
 * and then begin with the newest build, whose answers they share; begun at once, each would have an old one of its own.
 */
export const MADE_AT_ONCE = 40;
const turns = pLimit(MADE_AT_ONCE);

/** All that a request reads, it reads from one build, so that no page shows numbers from before and after another. */
export function oneBuildPerRequest(): RequestHandler {
  return ({method}, response, next) => {
    let turn: Promise<void> | undefined;
    const itsTurn = () => (turn ??= turnOf(response));
    // Who sends a file waits for its check; such a wait holds up no reader.
    running.run(method === "GET" ? {itsTurn} : {}, next);
  };
}

const GONE = {status: 499, statusText: "Client Closed Request"};

function turnOf(response: Response): Promise<void> {
  const made = madeOrGone(response);
  return new Promise((begin, refuse) => {
    void turns(() => {
      // Nobody would see the page.
      if (response.destroyed) refuse(new globalThis.Response(null, GONE));
      else begin();
      return made;
    });
  });
}

/** Once the answer begins it is made; how long it takes on its way is the reader's matter. */
function madeOrGone(response: Response): Promise<void> {
  return new Promise((resolve) => {
    onHeaders(response, resolve);
    response.once("close", resolve);
  });
}

listen("before-build", ({waitFor}) => {
  // After a build every page is computed anew, so it comes behind those who wait, and the files that arrive meanwhile share it.
  waitFor(turns(() => undefined));
});

listen("build-wanted", ({take}) => {
  const own = running.getStore();
  if (own) take(own);
});

listen("rebuilt", () => {
  // Who changed the numbers goes on with the changed ones.
  delete running.getStore()?.build;
});
