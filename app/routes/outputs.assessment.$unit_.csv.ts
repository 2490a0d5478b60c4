import type {LoaderFunctionArgs} from "@remix-run/node";
import {assessmentFile, readAssessment} from "#app/features/outputs/assessment.server.ts";
import {allow} from "#app/server/access.server.ts";

export async function loader({params, request}: LoaderFunctionArgs) {
  const file = assessmentFile(await readAssessment(await allow(request, "see-assessment"), params.unit ?? ""));
  return new Response(file.body, {headers: file.headers});
}
