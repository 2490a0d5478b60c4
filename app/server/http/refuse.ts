import type {Response} from "express";

/** In words for a person, and for a program as every error of the API is. */
export function refuse(response: Response, status: number, code: string, message: string): void {
  response.status(status);
  if (response.req.path.startsWith("/api/")) response.json({error: {code, message}});
  else response.type("text/plain").send(message);
}
