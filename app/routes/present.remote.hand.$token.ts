import type {ActionFunctionArgs, LoaderFunctionArgs} from "@remix-run/node";
import {handPage, moveRemote} from "#app/features/deck/remote/deck-remote-answers.server.ts";

/** The secret in the address is the permission, and it moves slides only. */
export function loader({params, context}: LoaderFunctionArgs) {
  return handPage(params.token ?? "", context.cspNonce);
}

export function action({request, params, context}: ActionFunctionArgs) {
  return moveRemote(request, params.token ?? "", context.cspNonce);
}
