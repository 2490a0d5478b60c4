import type {LoaderFunctionArgs} from "@remix-run/node";
import {requireVisitor} from "#app/server/access.server.ts";
import {answerApi, apiError} from "#app/server/api.server.ts";

/** Answers every unknown address under /api. */
export function loader({request}: LoaderFunctionArgs) {
  return answerApi(async () => {
    await requireVisitor(request);
    return apiError(404, "not_found", "没有这个接口。可用的接口见 docs/api.md。");
  });
}

export const action = loader;
