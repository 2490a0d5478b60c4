import type {Target} from "./target.ts";
import {ADDRESSES} from "./targets/addresses.ts";
import {BODIES_TARGETS} from "./targets/bodies.ts";
import {DATES} from "./targets/dates.ts";
import {decodeBytes, decodeText} from "./targets/decode.ts";
import {EVIDENCE} from "./targets/evidence.ts";
import {HEADERS} from "./targets/headers.ts";
import {longTexts} from "./targets/long-texts.ts";
import {cellTexts, numbers} from "./targets/numbers.ts";
import {PAGES_AND_PAPERS} from "./targets/pages-and-papers.ts";
import {PLANS} from "./targets/plans.ts";
import {REQUESTS} from "./targets/requests.ts";
import {SECRETS} from "./targets/secrets.ts";
import {SUBMISSIONS} from "./targets/submissions.ts";
import {WORKBOOKS} from "./targets/workbooks.ts";

export const TARGETS: Target[] = [
  ...[decodeBytes, decodeText, numbers, cellTexts, longTexts],
  ...[
    ...HEADERS,
    ...DATES,
    ...WORKBOOKS,
    ...PAGES_AND_PAPERS,
    ...ADDRESSES,
    ...BODIES_TARGETS,
    ...SECRETS,
    ...EVIDENCE,
    ...PLANS,
    ...SUBMISSIONS,
    ...REQUESTS
  ]
];

export const ALL_SHARES = TARGETS.reduce((sum, {share}) => sum + share, 0);

/** How many of `cases` a target gets; at least one. */
export const casesOf = ({share}: Target, cases: number) => Math.max(1, Math.round((cases * share) / ALL_SHARES));

export function targetNamed(name: string): Target {
  const found = TARGETS.find((target) => target.name === name);
  if (!found) throw new Error(`no target ${name}; there are: ${TARGETS.map((target) => target.name).join(", ")}`);
  return found;
}
