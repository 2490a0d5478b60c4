import {redirect} from "@remix-run/node";
import {requireVisitor} from "#app/server/access.server.ts";
import {now} from "#app/server/clock.server.ts";
import {noSession} from "#app/server/session.server.ts";
import {transaction} from "#app/server/store.server.ts";
import {endSession} from "#pipelines/accounts/sessions.ts";
import {audit} from "#pipelines/ledger/audit.ts";

/** Ends this browser's session. */
export async function signOut(request: Request, address: string): Promise<Response> {
  const {session, account} = await requireVisitor(request);
  await transaction(async (tx) => {
    if (session) await endSession(tx, session, now());
    await audit(tx, {at: now(), who: account.name, action: "sign-out", address});
  });
  return redirect("/sign-in", {headers: {"set-cookie": noSession(request)}});
}
