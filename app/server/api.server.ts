import {json} from "@remix-run/node";
import {DiskFullError} from "#pipelines/host/disk-full.ts";
import {SealError} from "#pipelines/sealed/seal-error.ts";

/** Answers a program; Chinese messages, and never a stack trace. */
export function apiError(status: number, code: string, message: string): Response {
  return json({error: {code, message}}, {status});
}

/** Runs a handler for a program: what is thrown for a person's page becomes an error body. */
export async function answerApi(handle: () => Promise<Response>): Promise<Response> {
  try {
    return await handle();
  } catch (thrown) {
    if (thrown instanceof Response) {
      // It was made for a program already.
      if (thrown.headers.get("content-type")?.startsWith("application/json")) return thrown;
      const error = apiError(thrown.status, CODES[thrown.status] ?? "refused", await thrown.text());
      const wait = thrown.headers.get("retry-after");
      if (wait !== null) error.headers.set("retry-after", wait);
      return error;
    }
    if (thrown instanceof SealError) return apiError(503, "sealed", thrown.message);
    if (thrown instanceof DiskFullError) return apiError(507, "disk_full", thrown.message);
    // A defect of ours: the log has it, the caller is told what to do.
    console.error(thrown);
    return apiError(500, "defect", "这次没有算出来，已记入日志。请稍后再试；若仍如此，请告知管理员。");
  }
}

const CODES: Record<number, string> = {
  400: "bad_request",
  401: "unauthorized",
  403: "forbidden",
  404: "not_found",
  409: "conflict",
  405: "method_not_allowed",
  413: "too_large",
  429: "too_many",
  503: "unavailable"
};

/** An answer that was written once per warehouse build. */
export function jsonText(text: string | undefined): Response {
  return new Response(text ?? "[]", {headers: {"content-type": "application/json; charset=utf-8"}});
}

/** For addresses that only take what is sent. */
export function onlyPost(): Response {
  return apiError(405, "method_not_allowed", "这个接口只接受 POST。");
}

/** For addresses that only tell. */
export function onlyGet(): Response {
  return apiError(405, "method_not_allowed", "这个接口只接受 GET。");
}
