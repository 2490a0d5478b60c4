/** An item of a meeting's agenda, under which an outcome can be recorded. */
export interface AgendaChoice {
  item_id: string;
  title: string;
  /** The task, deliverable, KPI or unit that it is about. */
  subject: string | null;
}

/** The task, deliverable, KPI or unit that a slide is about: `task:T05/kpis` is about T05. */
export const codeOf = (slideKey: string): string | undefined => /^\w+:([\w-]+)/.exec(slideKey)?.[1];

/** The item that a slide speaks of: one about its task, KPI or unit, or about a deliverable of its task. */
export function itemAbout<Item extends Pick<AgendaChoice, "subject">>(
  agenda: Item[],
  slideKey: string
): Item | undefined {
  const code = codeOf(slideKey);
  return code === undefined ? undefined : agenda.find(({subject}) => isAbout(subject, code));
}

const isAbout = (subject: string | null, code: string) => subject === code || subject?.startsWith(`${code}-`) === true;
