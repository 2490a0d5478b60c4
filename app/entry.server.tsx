import {createReadableStreamFromReadable, type AppLoadContext, type EntryContext} from "@remix-run/node";
import {RemixServer} from "@remix-run/react";
import {isbot} from "isbot";
import {renderToPipeableStream} from "react-dom/server";
import {pageStream} from "#app/server/page-stream.ts";
import {NonceContext} from "#app/ui/nonce.ts";
import {RequestIdContext} from "#app/ui/request-number.tsx";
import {StyleSheetsContext} from "#app/ui/written-styles.tsx";

const ABORT_AFTER_MS = 8_000;
export const streamTimeout = ABORT_AFTER_MS - 1_000;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
  loadContext: AppLoadContext
): Promise<Response> {
  const nonce = loadContext?.cspNonce;
  const waitForAll = isbot(request.headers.get("user-agent") ?? "");
  return new Promise((resolve, reject) => {
    let isShellSent = false;
    const {pipe, abort} = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <RequestIdContext.Provider value={loadContext?.requestId}>
          <StyleSheetsContext.Provider value={loadContext?.styleSheets}>
            <RemixServer context={context} url={request.url} nonce={nonce} />
          </StyleSheetsContext.Provider>
        </RequestIdContext.Provider>
      </NonceContext.Provider>,
      {
        nonce,
        [waitForAll ? "onAllReady" : "onShellReady"]() {
          isShellSent = true;
          const body = pageStream();
          headers.set("content-type", "text/html; charset=utf-8");
          resolve(new Response(createReadableStreamFromReadable(body), {status, headers}));
          pipe(body);
        },
        onShellError: reject,
        onError(error: unknown) {
          status = 500;
          // Errors before the shell reject the promise and are logged by the server.
          if (isShellSent && !request.signal.aborted) console.error(error);
        }
      }
    );
    setTimeout(abort, ABORT_AFTER_MS).unref();
  });
}
