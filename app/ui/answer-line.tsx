import {useEffect, useRef} from "react";
import styles from "./form.module.css";

export interface AnswerLineProps {
  answer?: {intent: string; problem?: string; done?: string};
  /** The intents of the forms that the answer belongs to. */
  intents: string[];
}

/** Shows the answer beside its form and moves the focus there, for keyboards and screen readers. */
export function AnswerLine({answer, intents}: AnswerLineProps) {
  const line = useRef<HTMLParagraphElement>(null);
  useEffect(() => line.current?.focus(), [answer]);
  if (!answer || !intents.includes(answer.intent)) return null;
  const {problem, done} = answer;
  if (problem) {
    return (
      <p className={styles.problem} role="alert" tabIndex={-1} ref={line}>
        {problem}
      </p>
    );
  }
  if (!done) return null;
  return (
    <p role="status" tabIndex={-1} ref={line}>
      {done}
    </p>
  );
}
