import type {ActionFunctionArgs} from "@remix-run/node";
import {submitRequest} from "#app/features/submissions/upload/submit.server.ts";
import {allow, requireOwnForm} from "#app/server/access.server.ts";
import {answerApi, onlyPost} from "#app/server/api.server.ts";

export const loader = onlyPost;

export function action({request, params}: ActionFunctionArgs) {
  return answerApi(async () => {
    if (request.method !== "POST") return onlyPost();
    await requireOwnForm(request, "header");
    const access = await allow(request, "upload");
    return submitRequest(access, params.dataset ?? "");
  });
}
