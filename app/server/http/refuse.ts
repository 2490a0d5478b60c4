import type {Response} from "express";

/** Refuses a request: a text for a person, the usual JSON error for a program. */
export function refuse(response: Response, status: number, code: string, message: string): void {
  response.status(status);
  if (/^\/api(\/|$)/.test(response.req.path)) response.json({error: {code, message}});
  else response.type("text/plain").send(message);
}
