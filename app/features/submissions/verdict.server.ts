import {json} from "@remix-run/node";

export function giveVerdict(_request: Request, _id: string) {
  return json({problem: "" as string | undefined});
}
