import type {ActionFunctionArgs} from "@remix-run/node";
import {annotateRequest} from "~/features/submissions/upload/annotated.server";
import {allow, requireOwnForm} from "~/server/access.server";
import {answerApi, onlyPost} from "~/server/api.server";

export const loader = onlyPost;

export function action({request, params}: ActionFunctionArgs) {
  return answerApi(async () => {
    await requireOwnForm(request, "header");
    return annotateRequest(allow(request, "upload"), params.dataset ?? "");
  });
}
