import type {ActionFunctionArgs} from "@remix-run/node";
import {annotateRequest} from "#app/features/submissions/upload/annotated.server.ts";
import {allow, requireOwnForm} from "#app/server/access.server.ts";
import {answerApi, onlyPost} from "#app/server/api.server.ts";

export const loader = onlyPost;

export function action({request, params}: ActionFunctionArgs) {
  return answerApi(async () => {
    await requireOwnForm(request, "header");
    const access = await allow(request, "upload");
    return annotateRequest(access, params.dataset ?? "");
  });
}
