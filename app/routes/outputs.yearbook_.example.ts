import type {LoaderFunctionArgs} from "@remix-run/node";
import {yearbookExample} from "#app/features/outputs/yearbook-example.server.ts";
import {allow} from "#app/server/access.server.ts";

export async function loader({request}: LoaderFunctionArgs) {
  await allow(request, "see-yearbook");
  const file = yearbookExample();
  return new Response(file.body, {headers: file.headers});
}
