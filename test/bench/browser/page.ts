import {checkInWorker} from "#app/features/submissions/upload/check-client.ts";
import type {PreviewRequest} from "#pipelines/preview/check.ts";

export interface Timed {
  bareMs: number;
  checkMs: number;
  read: number;
  blocking: number;
}

declare global {
  interface Window {
    timeOnce(fileUrl: string, request: PreviewRequest): Promise<Timed>;
  }
}

/** Both from the choice of the file to the answer, the start of a worker included. */
window.timeOnce = async (fileUrl, request) => {
  const file = await (await fetch(fileUrl)).blob();
  let started = performance.now();
  await parseBare(file);
  const bareMs = performance.now() - started;
  started = performance.now();
  const {read, blocking} = await checkInWorker(file, request).answer;
  return {bareMs, checkMs: performance.now() - started, read, blocking};
};

async function parseBare(file: Blob): Promise<void> {
  const worker = new Worker(new URL("./bare.worker.ts", import.meta.url), {type: "module"});
  const done = new Promise((resolve) => (worker.onmessage = resolve));
  const bytes = await file.arrayBuffer();
  worker.postMessage(bytes, [bytes]);
  await done;
  worker.terminate();
}
