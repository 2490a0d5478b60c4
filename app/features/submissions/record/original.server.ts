import {createReadStream} from "node:fs";
import {createReadableStreamFromReadable} from "@remix-run/node";
import {attachment} from "~/server/download.server";
import {notFound} from "~/server/http.server";
import {store} from "~/server/store.server";
import {originalPath} from "../../../../pipelines/submissions.ts";
import {requireSubmission} from "./submission.server";

/** The file as it was sent, byte for byte. */
export function readOriginal(submissionId: string): Response {
  const {kind, file_name, byte_count} = requireSubmission(submissionId);
  if (kind === "zero") throw notFound("零报告没有文件。");
  const file = createReadStream(originalPath(store().dir, submissionId));
  return new Response(createReadableStreamFromReadable(file), {
    headers: {
      // Never taken for a page, whatever its bytes say.
      "content-type": "application/octet-stream",
      "content-length": String(byte_count),
      "cache-control": "no-store",
      ...attachment(file_name, "original")
    }
  });
}
