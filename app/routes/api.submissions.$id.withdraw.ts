import type {ActionFunctionArgs} from "@remix-run/node";
import {withdrawSubmission} from "~/features/submissions/upload/submit.server";
import {answerApi, onlyPost, requireOwnOrigin} from "~/server/api.server";

export const loader = onlyPost;

export function action({request, params}: ActionFunctionArgs) {
  return answerApi(async () => {
    if (request.method !== "POST") return onlyPost();
    requireOwnOrigin(request);
    return withdrawSubmission(request, params.id ?? "");
  });
}
