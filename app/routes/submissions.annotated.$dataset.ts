import type {ActionFunctionArgs} from "@remix-run/node";
import {annotateRequest} from "~/features/submissions/upload/annotated.server";
import {answerApi, onlyPost, requireOwnOrigin} from "~/server/api.server";

export const loader = onlyPost;

export function action({request, params}: ActionFunctionArgs) {
  return answerApi(async () => {
    requireOwnOrigin(request);
    return annotateRequest(request, params.dataset ?? "");
  });
}
