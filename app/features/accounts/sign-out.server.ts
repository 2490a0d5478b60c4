import {redirect} from "@remix-run/node";
import {requireVisitor} from "~/server/access.server";
import {now} from "~/server/clock.server";
import {noSession} from "~/server/session.server";
import {store} from "~/server/store.server";
import {endSession} from "../../../pipelines/accounts/sessions.ts";
import {audit} from "../../../pipelines/audit.ts";

/** Ends this browser's session. */
export function signOut(request: Request, address: string): Response {
  const {session, account} = requireVisitor(request);
  const {ledger} = store();
  if (session) endSession(ledger, session, now());
  audit(ledger, {at: now(), who: account.name, action: "sign-out", address});
  return redirect("/sign-in", {headers: {"set-cookie": noSession(request)}});
}
