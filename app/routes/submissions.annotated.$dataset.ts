import type {ActionFunctionArgs} from "@remix-run/node";
import {annotateRequest} from "~/features/submissions/upload/annotated.server";
import {allow, requireOwnForm} from "~/server/access.server";
import {answerApi, onlyPost} from "~/server/api.server";
import {asOneOfFew} from "~/server/few-at-once.server";

export const loader = onlyPost;

export function action({request, params}: ActionFunctionArgs) {
  return answerApi(async () => {
    await requireOwnForm(request, "header");
    const allowed = allow(request, "upload");
    return asOneOfFew(allowed, () => annotateRequest(allowed, params.dataset ?? ""));
  });
}
