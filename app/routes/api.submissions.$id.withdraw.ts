import type {ActionFunctionArgs} from "@remix-run/node";
import {withdrawSubmission} from "~/features/submissions/upload/submit.server";
import {allowOnSubmission, requireOwnForm} from "~/server/access.server";
import {answerApi, onlyPost} from "~/server/api.server";

export const loader = onlyPost;

export function action({request, params}: ActionFunctionArgs) {
  return answerApi(async () => {
    if (request.method !== "POST") return onlyPost();
    const id = params.id ?? "";
    await requireOwnForm(request, "header");
    return withdrawSubmission(allowOnSubmission(request, "withdraw", id), id);
  });
}
