import type {LoaderFunctionArgs} from "@remix-run/node";
import {requireVisitor} from "#app/server/access.server.ts";
import {notFound} from "#app/server/http.server.ts";

export async function loader({request}: LoaderFunctionArgs) {
  await requireVisitor(request);
  throw notFound("没有找到这个地址。");
}

export default function UnknownRoute() {
  return null;
}
