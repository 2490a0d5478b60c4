import {redirect} from "@remix-run/node";
import {requireVisitor} from "#app/server/access.server.ts";
import {now} from "#app/server/clock.server.ts";
import {noSession} from "#app/server/session.server.ts";
import {store} from "#app/server/store.server.ts";
import {endSession} from "#pipelines/accounts/sessions.ts";
import {audit} from "#pipelines/ledger/audit.ts";

/** Ends this browser's session. */
export function signOut(request: Request, address: string): Response {
  const {session, account} = requireVisitor(request);
  const {ledger} = store();
  if (session) endSession(ledger, session, now());
  audit(ledger, {at: now(), who: account.name, action: "sign-out", address});
  return redirect("/sign-in", {headers: {"set-cookie": noSession(request)}});
}
