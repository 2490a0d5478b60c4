import type {RemoteEvent, RemoteHub} from "./deck-remote.server.ts";

/** A proxy ends a line on which nothing is said for a minute. */
const PING_MS = 25_000;

/** 204 tells an `EventSource` to stop asking. */
const over = () => new Response(null, {status: 204});

/**
 * Answers with what a phone does, as it comes, until the page leaves or the pairing ends. The line is not kept for
 * another request: a server that stops would wait for it.
 */
export function remoteEvents(hub: RemoteHub, {id, owner, signal}: {id: string; owner: string; signal: AbortSignal}) {
  let leave: (() => void) | undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const ping = setInterval(() => controller.enqueue(encoded(": \n\n")), PING_MS);
      const close = () => {
        clearInterval(ping);
        stop?.();
      };
      const stop = hub.listen(id, owner, (event) => {
        if (event) return controller.enqueue(encoded(messageOf(event)));
        close();
        controller.close();
      });
      leave = stop && close;
      if (!stop) clearInterval(ping);
      else controller.enqueue(encoded("retry: 2000\n\n"));
    },
    cancel: () => leave?.()
  });
  if (!leave) return over();
  signal.addEventListener("abort", leave);
  endWithProcess(hub);
  const headers = {"content-type": "text/event-stream", "cache-control": "no-store, no-transform", connection: "close"};
  return new Response(body, {headers});
}

const encoder = new TextEncoder();
const encoded = (text: string) => encoder.encode(text);
const messageOf = (event: RemoteEvent) => `data: ${JSON.stringify(event)}\n\n`;

const ending = new WeakSet<RemoteHub>();

/** The server answers every request before it stops, and this one has no other end. */
function endWithProcess(hub: RemoteHub): void {
  if (ending.has(hub)) return;
  ending.add(hub);
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => hub.end());
}
