import type {LoaderFunctionArgs} from "@remix-run/node";
import {requireVisitor} from "~/server/access.server";
import {answerApi, apiError} from "~/server/api.server";

/** Whatever else a program asks for under /api. */
export function loader({request}: LoaderFunctionArgs) {
  return answerApi(async () => {
    requireVisitor(request);
    return apiError(404, "not_found", "没有这个接口。可用的接口见 README。");
  });
}

export const action = loader;
