import type {LoaderFunctionArgs} from "@remix-run/node";
import {isVisitor} from "#app/server/access.server.ts";

/** A deck asks by itself whether it is still signed in, and asking keeps no session from ending. */
export async function loader({request}: LoaderFunctionArgs) {
  return new Response(null, {status: (await isVisitor(request)) ? 204 : 401});
}
