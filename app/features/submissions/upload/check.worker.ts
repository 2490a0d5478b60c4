import {checkInBrowser} from "#pipelines/preview/check.ts";
import {recognise} from "#pipelines/preview/recognise.ts";
import {worded} from "#pipelines/preview/worded.ts";
import type {Question, Said} from "./check-messages.ts";

// Beside the page, so that a large file does not hold it up. What fails here is a mistake of ours: the page is told by
// the worker's error event.
self.addEventListener("message", ({data}: MessageEvent<Question>) => {
  answer(data).catch((error: unknown) => {
    queueMicrotask(() => {
      throw error;
    });
  });
});

async function answer(question: Question): Promise<void> {
  if (question.ask === "recognise")
    return say({said: "fits", fits: await recognise(question.file, question.contracts)});
  const onRows = (count: number) => say({said: "rows", count});
  const preview = await checkInBrowser(question.file, {...question.request, onRows});
  say({said: "preview", preview: worded(preview, question.request.contracts)});
}

function say(said: Said): void {
  self.postMessage(said);
}
