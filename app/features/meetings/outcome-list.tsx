import {Form} from "@remix-run/react";
import button from "#app/ui/button.module.css";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import type {SessionItem} from "./meeting.server.ts";
import styles from "./meetings.module.css";

interface OutcomeListProps {
  item: SessionItem;
  /** In session a mistyped outcome can be struck. */
  isInSession: boolean;
}

/** What a meeting came to about one item. */
export function OutcomeList({item: {item_id, outcomes}, isInSession}: OutcomeListProps) {
  return (
    <ul className={styles.outcomes}>
      {outcomes.map(({outcome_id, word, kind, words, owner, due_on, subject}) => (
        <li key={outcome_id} className={styles.outcome}>
          <span>
            <b className={styles.kind} data-kind={kind}>
              {word}
            </b>{" "}
            {words}
            {owner !== null && (
              <span className={styles.charge}>
                {[`承办：${owner}`, `期限：${due_on}`, subject].filter(Boolean).join("　")}
              </span>
            )}
          </span>
          {isInSession && (
            <Form method="post" preventScrollReset>
              <CsrfField />
              <input type="hidden" name="item" value={item_id} />
              <input type="hidden" name="id" value={outcome_id} />
              <button
                type="submit"
                name="intent"
                value="strike"
                className={button.quiet}
                aria-label={`删去：${word} ${words}`}
              >
                删去
              </button>
            </Form>
          )}
        </li>
      ))}
    </ul>
  );
}
