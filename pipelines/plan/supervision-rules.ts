/** Levels of supervision, the highest last. */
export const LEVELS = ["黄", "橙", "红"] as const;
export type Level = (typeof LEVELS)[number];

/**
 * What raises a level: less than a share of the time is left and the deliverable lags; few days are left; it is overdue;
 * its reports were returned; work was reported without evidence. `look_back` says how many days after its closing a
 * deliverable is looked at again, and the level once that day has passed. An escalation raises nothing: it says after how
 * many workdays whom to tell.
 */
export const SUPERVISION_RULES = [
  "left_share",
  "days_left",
  "overdue",
  "returned",
  "unproven",
  "look_back",
  "escalation"
] as const;
export type SupervisionRuleName = (typeof SUPERVISION_RULES)[number];

/** What an escalation's row is about: who is told next when nobody answered, and telling the same one again. */
export const ESCALATIONS = ["主席", "领导", "提醒"] as const;
export type Escalation = (typeof ESCALATIONS)[number];

export function isEscalation(text: string): text is Escalation {
  return ESCALATIONS.some((escalation) => escalation === text);
}

export function isLevel(text: string): text is Level {
  return LEVELS.some((level) => level === text);
}

export function isSupervisionRule(text: string): text is SupervisionRuleName {
  return SUPERVISION_RULES.some((rule) => rule === text);
}
