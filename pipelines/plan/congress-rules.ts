/**
 * What the law asks of a staff congress: the share of teachers among the delegates, one meeting a school year, the
 * quorum, the majority of a vote, and how long a union's committee may serve.
 */
export const CONGRESS_RULES = ["teachers", "yearly", "quorum", "majority", "term"] as const;
export type CongressRuleName = (typeof CONGRESS_RULES)[number];

/** The school's own congress, or those of the units. */
export const SCOPES = ["学校", "单位"] as const;

export function isCongressRule(text: string): text is CongressRuleName {
  return CONGRESS_RULES.some((rule) => rule === text);
}
