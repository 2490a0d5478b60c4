import type {RouteConfigEntry} from "@remix-run/route-config";
import {flatRoutes} from "@remix-run/fs-routes";

/** An address in capitals is another one, so that whatever looks at a path sees what the router sees. */
const inItsOwnCase = ({children, ...route}: RouteConfigEntry): RouteConfigEntry => ({
  ...route,
  caseSensitive: true,
  ...(children && {children: children.map(inItsOwnCase)})
});

export default flatRoutes().then((routes) => routes.map(inItsOwnCase));
