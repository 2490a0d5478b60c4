import {matchRoutes} from "@remix-run/react";
import type {ServerBuild} from "@remix-run/node";

/** Tells the pattern of an address: `/tasks/:code` for `/tasks/T05`, so that a log and its labels name no thing. */
export type RouteOf = (path: string) => string;

/** What no route of the app answers. */
export const NO_ROUTE = "other";

/** Answered before the app. */
const OWN = ["/metrics", "/readyz"];

type Routes = ServerBuild["routes"];

export function routePatterns(routes: Routes): RouteOf {
  const tree = childrenOf(routes, undefined);
  return (path) => {
    if (path.startsWith("/assets/")) return "/assets/*";
    if (OWN.includes(path)) return path;
    // Remix would write such an address into the log.
    if (!isDecodable(path)) return NO_ROUTE;
    const found = matchRoutes(tree, pageOf(path)) ?? [];
    // The root has an empty path.
    const parts = found.flatMap(({route}) => route.path || []);
    return parts.includes("*") || found.length === 0 ? NO_ROUTE : `/${parts.join("/")}`;
  };
}

function isDecodable(path: string): boolean {
  try {
    return decodeURIComponent(path) !== undefined;
  } catch {
    return false;
  }
}

/** Where a page's data are asked for, it is the page that is asked for. */
const pageOf = (path: string) => path.replace(/\/_root\.data$/, "/").replace(/\.data$/, "");

type Tree = Parameters<typeof matchRoutes>[0];

function childrenOf(routes: Routes, parent: string | undefined): Tree {
  return Object.values(routes).flatMap((route): Tree => {
    if (!route || route.parentId !== parent) return [];
    const {id, path, caseSensitive} = route;
    if (route.index) return [{id, path, caseSensitive, index: true as const}];
    return [{id, path, caseSensitive, children: childrenOf(routes, id)}];
  });
}
