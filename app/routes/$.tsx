import {notFound} from "~/server/http.server";

export function loader() {
  throw notFound("没有找到这个地址。");
}

export default function UnknownRoute() {
  return null;
}
