import type {LoaderFunctionArgs} from "@remix-run/node";
import {readOriginal} from "~/features/submissions/record/original.server";

export function loader({params}: LoaderFunctionArgs) {
  return readOriginal(params.id ?? "");
}
