import type {LoaderFunctionArgs} from "@remix-run/node";
import {requireVisitor} from "~/server/access.server";
import {notFound} from "~/server/http.server";

export function loader({request}: LoaderFunctionArgs) {
  requireVisitor(request);
  throw notFound("没有找到这个地址。");
}

export default function UnknownRoute() {
  return null;
}
