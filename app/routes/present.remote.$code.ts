import type {LoaderFunctionArgs} from "@remix-run/node";
import {openRemote} from "#app/features/deck/remote/deck-remote-answers.server.ts";

/** The one-time code in the address is the permission. */
export function loader({request, params, context}: LoaderFunctionArgs) {
  return openRemote(request, params.code ?? "", context.cspNonce);
}
