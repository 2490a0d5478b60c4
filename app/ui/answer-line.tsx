import {useEffect, useRef} from "react";
import styles from "./form.module.css";

export interface AnswerLineProps {
  answer?: {intent: string; problem?: string; done?: string};
  /** The forms whose answer this is. */
  intents: string[];
}

/** What came of a form, beside it; who works by keyboard or by ear is taken there. */
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
