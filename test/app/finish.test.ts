import {Agent, createServer, get} from "node:http";
import type {AddressInfo} from "node:net";
import {text} from "node:stream/consumers";
import {expect, test} from "vitest";
import {finish} from "#app/server/http/finish.ts";

test("a server that stops answers the request that runs, and does not wait for its kept connection", async () => {
  let answer = () => {};
  const server = createServer((_, response) => (answer = () => response.end("whole")));
  server.keepAliveTimeout = 10 * 60_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const agent = new Agent({keepAlive: true});
  const {port} = server.address() as AddressInfo;
  const answered = new Promise<string>((resolve, reject) => {
    get({port, host: "127.0.0.1", agent}, (response) => void text(response).then(resolve, reject)).on("error", reject);
  });
  await new Promise((resolve) => server.once("request", resolve));
  const finished = finish(server);
  await new Promise((resolve) => setTimeout(resolve, 200));
  answer();
  expect(await answered).toBe("whole");
  await finished;
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
});
