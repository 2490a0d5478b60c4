import type {RequestHandler} from "express";

/** Tasks, KPIs, units and deliverables by their codes, written small: /tasks/t03, /kpis/k23, /units/u12, /plan/t05-04. */
const SMALL = /^\/(tasks|kpis|units|plan|progress|supervision)\/([tku]\d{2}(?:-\d{2})?)(?=\/|$)/;

/** Redirects an address with a small code to the one page that has it, with its query. */
export function capitalCodes(): RequestHandler {
  return (request, response, next) => {
    const [path = "", ...query] = request.originalUrl.split("?");
    const found = SMALL.exec(path);
    if (!found || request.method === "POST") return next();
    const [start, room, code = ""] = found;
    const right = `/${room}/${code.toUpperCase()}${path.slice(start.length)}`;
    response.redirect(301, [right, ...query].join("?"));
  };
}
