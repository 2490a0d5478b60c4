import {Link, useLocation} from "@remix-run/react";
import {addressOf} from "./address.ts";

/** A unit's name, which leads to its page in the same month. */
export function UnitLink({code, name}: {code: string; name: string}) {
  return <Link to={addressOf(`/units/${code}`, useLocation().search)}>{name}</Link>;
}
