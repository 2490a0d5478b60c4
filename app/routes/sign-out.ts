import {type ActionFunctionArgs, redirect} from "@remix-run/node";
import {signOut} from "~/features/accounts/sign-out.server";
import {requireOwnForm} from "~/server/access.server";

/** An address that only takes a form; who opens it stays signed in. */
export function loader() {
  return redirect("/");
}

export async function action({request, context}: ActionFunctionArgs) {
  await requireOwnForm(request);
  return signOut(request, context.address ?? "");
}
