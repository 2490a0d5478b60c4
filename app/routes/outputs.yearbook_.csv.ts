import type {LoaderFunctionArgs} from "@remix-run/node";
import {readYearbookDraft, yearbookFile} from "#app/features/outputs/yearbook.server.ts";
import {allow} from "#app/server/access.server.ts";

export async function loader({request}: LoaderFunctionArgs) {
  const file = yearbookFile(await readYearbookDraft(await allow(request, "see-yearbook")));
  return new Response(file.body, {headers: file.headers});
}
