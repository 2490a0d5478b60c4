import {createServer, request, type RequestListener} from "node:http";
import type {AddressInfo} from "node:net";
import {expect, onTestFinished, test} from "vitest";
import {atLeastSpeed, TooSlow} from "#app/server/least-speed.ts";

async function listening(answer: RequestListener): Promise<number> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

const receiver = (ms: number): Promise<number> =>
  listening((asked, response) => {
    const receive = async () => {
      let bytes = 0;
      try {
        for await (const chunk of atLeastSpeed(asked, {bytes: 10, ms})) bytes += chunk.byteLength;
        response.end(String(bytes));
      } catch (error) {
        response.statusCode = error instanceof TooSlow ? 408 : 500;
        response.setHeader("connection", "close").end("too slow");
      }
    };
    void receive();
  });

function sending(port: number) {
  const asked = request({port, host: "127.0.0.1", method: "POST", agent: false});
  const answer = new Promise<[status: number | undefined, text: string]>((resolve, reject) => {
    asked.on("error", reject).on("response", (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      response.on("end", () => resolve([response.statusCode, text]));
    });
  });
  return {asked, answer};
}

test("a sender who stops in the middle is answered, however long they keep the line", async () => {
  const {asked, answer} = sending(await receiver(100));
  asked.write("a");
  expect(await answer).toEqual([408, "too slow"]);
});

test("a file that comes in pieces fast enough is taken whole", async () => {
  const {asked, answer} = sending(await receiver(60_000));
  for (let at = 0; at < 5; at++) asked.write("0123456789");
  asked.end();
  expect(await answer).toEqual([200, "50"]);
});
