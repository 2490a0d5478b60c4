import {json} from "@remix-run/node";
import {DiskFullError} from "#pipelines/host/disk-full.ts";
import {SealError} from "#pipelines/sealed/seal-error.ts";

/** Returns an error for a program: a code and a Chinese message, never a stack trace. */
export function apiError(status: number, code: string, message: string): Response {
  return json({error: {code, message}}, {status});
}

/** Runs an API handler; a response that was thrown for a page becomes a JSON error. */
export async function answerApi(handle: () => Promise<Response>): Promise<Response> {
  try {
    return await handle();
  } catch (thrown) {
    if (thrown instanceof Response) {
      // The thrown response is JSON already.
      if (thrown.headers.get("content-type")?.startsWith("application/json")) return thrown;
      const error = apiError(thrown.status, CODES[thrown.status] ?? "refused", await thrown.text());
      const wait = thrown.headers.get("retry-after");
      if (wait !== null) error.headers.set("retry-after", wait);
      if (thrown.headers.get("connection") === "close") error.headers.set("connection", "close");
      return error;
    }
    if (thrown instanceof SealError) return apiError(503, "sealed", thrown.message);
    if (thrown instanceof DiskFullError) return apiError(507, "disk_full", thrown.message);
    // This is a defect: the log has the error, and the caller is told what to do.
    console.error(thrown);
    return apiError(500, "defect", "这次没有算出来，已记入日志。请稍后再试；若仍如此，请告知管理员。");
  }
}

const CODES: Record<number, string> = {
  400: "bad_request",
  401: "unauthorized",
  403: "forbidden",
  404: "not_found",
  408: "too_slow",
  409: "conflict",
  405: "method_not_allowed",
  413: "too_large",
  429: "too_many",
  503: "unavailable"
};

/** Returns JSON text that is cached per warehouse build. */
export function jsonText(text: string | undefined): Response {
  return new Response(text ?? "[]", {headers: {"content-type": "application/json; charset=utf-8"}});
}

/** Answers other methods at addresses that only take POST. */
export function onlyPost(): Response {
  return apiError(405, "method_not_allowed", "这个接口只接受 POST。");
}

/** Answers other methods at addresses that only take GET. */
export function onlyGet(): Response {
  return apiError(405, "method_not_allowed", "这个接口只接受 GET。");
}
