import type {RequestHandler} from "express";

const OWN_NAMES = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/** Without accounts the address is the only guard: a foreign name that was made to point here is turned away. */
export const ownHostOnly: RequestHandler = (request, response, next) => {
  if (OWN_NAMES.test(request.headers.host ?? "")) return next();
  response.status(403).type("text/plain").send("还没有账户功能，只接受本机访问：请用 http://127.0.0.1 打开。");
};
