import type {Contract} from "#pipelines/contracts/contract.ts";
import type {Fit} from "#pipelines/files/table.ts";
import type {PreviewRequest} from "#pipelines/preview/check.ts";
import type {WordedPreview} from "#pipelines/preview/worded.ts";
import type {Question, Said} from "./check-messages.ts";

/** An answer on its way; after `cancel` it never comes. */
export interface Asked<T> {
  answer: Promise<T>;
  cancel(): void;
}

/** Checks a file in a worker of its own; `onRows` is told now and then how many rows were read. */
export function checkInWorker(file: Blob, {onRows, ...request}: PreviewRequest): Asked<WordedPreview> {
  return askWorker({ask: "check", file, request}, (said) => {
    if (said.said === "rows") onRows?.(said.count);
    return said.said === "preview" ? said.preview : undefined;
  });
}

/** The datasets whose columns a file names, best first. */
export function recogniseInWorker(file: Blob, contracts: Contract[]): Asked<Fit[]> {
  return askWorker({ask: "recognise", file, contracts}, (said) => (said.said === "fits" ? said.fits : undefined));
}

function askWorker<T>(question: Question, answerIn: (said: Said) => T | undefined): Asked<T> {
  const worker = new Worker(new URL("./check.worker.ts", import.meta.url), {type: "module"});
  const answer = new Promise<T>((resolve, reject) => {
    worker.onmessage = ({data}: MessageEvent<Said>) => {
      const found = answerIn(data);
      if (found === undefined) return;
      worker.terminate();
      resolve(found);
    };
    worker.onerror = (event) => {
      worker.terminate();
      reject(new Error(event.message || "the worker did not start"));
    };
  });
  worker.postMessage(question);
  return {answer, cancel: () => worker.terminate()};
}
