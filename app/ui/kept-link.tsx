import {Link, useLocation} from "@remix-run/react";
import {addressOf} from "./address.ts";

/** A link to another page in the same month, with the filters of this one. */
export function KeptLink({to, children}: {to: string; children: React.ReactNode}) {
  return <Link to={addressOf(to, useLocation().search)}>{children}</Link>;
}
