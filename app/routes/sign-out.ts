import {type ActionFunctionArgs, redirect} from "@remix-run/node";
import {signOut} from "#app/features/sign-in/sign-out.server.ts";
import {requireOwnForm} from "#app/server/access.server.ts";

/** Only a posted form signs out; a visitor who opens the address stays signed in. */
export function loader() {
  return redirect("/");
}

export async function action({request, context}: ActionFunctionArgs) {
  await requireOwnForm(request);
  return signOut(request, context.address ?? "");
}
