/** What a task can be about; each has its own pictures on the task's page. */
export const TOPICS = [
  "learning",
  "publicity",
  "proposals",
  "congresses",
  "benefits",
  "recreation",
  "youth",
  "wellbeing",
  "aid",
  "contests",
  "honours",
  "organisation"
] as const;
export type TopicName = (typeof TOPICS)[number];

export function isTopic(text: string): text is TopicName {
  return TOPICS.some((topic) => topic === text);
}
