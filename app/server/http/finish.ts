import type {Server} from "node:http";

/**
 * Takes no new connection, answers the requests that run, and resolves when the last connection has ended. A client
 * keeps its connection after an answer for as long as `keepAliveTimeout`; nobody who stops a server waits for that.
 */
export async function finish(server: Server): Promise<void> {
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  await new Promise((resolve) => server.close(resolve));
  clearInterval(idle);
}
