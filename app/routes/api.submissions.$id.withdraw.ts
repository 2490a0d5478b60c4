import type {ActionFunctionArgs} from "@remix-run/node";
import {withdrawSubmission} from "#app/features/submissions/upload/submit.server.ts";
import {allowOnSubmission, requireOwnForm} from "#app/server/access.server.ts";
import {answerApi, onlyPost} from "#app/server/api.server.ts";

export const loader = onlyPost;

export function action({request, params}: ActionFunctionArgs) {
  return answerApi(async () => {
    if (request.method !== "POST") return onlyPost();
    const id = params.id ?? "";
    await requireOwnForm(request, "header");
    return withdrawSubmission(await allowOnSubmission(request, "withdraw", id), id);
  });
}
