import styles from "./forms.module.css";

export interface AnswerLineProps {
  answer?: {intent: string; problem?: string; done?: string};
  /** The forms whose answer this is. */
  intents: string[];
}

/** What came of a form, beside it. */
export function AnswerLine({answer, intents}: AnswerLineProps) {
  if (!answer || !intents.includes(answer.intent)) return null;
  const {problem, done} = answer;
  if (problem) {
    return (
      <p className={styles.problem} role="alert">
        {problem}
      </p>
    );
  }
  return done ? <p role="status">{done}</p> : null;
}
