/** Who acts, as the ledger keeps it beside each entry, and when. */
export interface Acting {
  account: string;
  /** What the account is called at that moment: 姓名或岗位, or its name. */
  name: string;
  /** ISO 8601, UTC. */
  now: string;
}

/** Why nothing was done, in words. */
export interface Refusal {
  problem: string;
}

export const isRefusal = (outcome: object): outcome is Refusal => "problem" in outcome;
