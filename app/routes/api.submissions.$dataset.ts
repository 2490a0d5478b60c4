import type {ActionFunctionArgs} from "@remix-run/node";
import {submitRequest} from "~/features/submissions/upload/submit.server";
import {allow, requireOwnForm} from "~/server/access.server";
import {answerApi, onlyPost} from "~/server/api.server";

export const loader = onlyPost;

export function action({request, params}: ActionFunctionArgs) {
  return answerApi(async () => {
    if (request.method !== "POST") return onlyPost();
    await requireOwnForm(request, "header");
    return submitRequest(allow(request, "upload"), params.dataset ?? "");
  });
}
