import {type ActionFunctionArgs, redirect} from "@remix-run/node";
import {signOut} from "#app/features/sign-in/sign-out.server.ts";
import {requireOwnForm} from "#app/server/access.server.ts";

/** An address that only takes a form; who opens it stays signed in. */
export function loader() {
  return redirect("/");
}

export async function action({request, context}: ActionFunctionArgs) {
  await requireOwnForm(request);
  return signOut(request, context.address ?? "");
}
