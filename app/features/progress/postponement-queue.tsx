import {Form, Link} from "@remix-run/react";
import button from "#app/ui/button.module.css";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import forms from "#app/ui/form.module.css";
import type {RefusedAnswer, WaitingRequest} from "./postponement.server.ts";
import styles from "./review-list.module.css";

interface PostponementQueueProps {
  requests: WaitingRequest[];
  refused: RefusedAnswer | undefined;
}

/** The requests for other due days that wait for the office, each with its answer. */
export function PostponementQueue({requests, refused}: PostponementQueueProps) {
  return (
    <ul className={styles.list}>
      {requests.map((request) => (
        <li key={request.request_id} className={styles.line}>
          <span>
            <Link to={`/plan/${request.deliverable_code}`}>{request.deliverable_code}</Link> <b>{request.name}</b>
          </span>
          <span className={styles.facts}>
            <span>
              <del>{request.due_on}</del>
              {" → "}
              <ins>{request.wanted_on}</ins>
            </span>
            <span>{request.asker}</span>
          </span>
          <span>{`原因：${request.reason}`}</span>
          <AnswerButtons request={request} refused={refused?.request_id === request.request_id ? refused : undefined} />
        </li>
      ))}
    </ul>
  );
}

function AnswerButtons({request, refused}: {request: WaitingRequest; refused: RefusedAnswer | undefined}) {
  if (request.isOwn) return <span className="secondary">您本人申请，由另一位同事答复。</span>;
  return (
    <Form method="post" action="/progress?index" className={forms.row}>
      <CsrfField />
      <input type="hidden" name="intent" value="postponement" />
      <input type="hidden" name="request_id" value={request.request_id} />
      <label>
        <span className="visually-hidden">不同意的原因</span>
        <input name="reason" placeholder="不同意的原因，申请人会看到" maxLength={500} defaultValue={refused?.reason} />
      </label>
      <button type="submit" name="answer" value="refused" className={button.small}>
        不同意
      </button>
      <button type="submit" name="answer" value="approved" className={button.small}>
        同意延期
      </button>
      {refused && (
        <span role="alert" className={forms.problem}>
          {refused.message}
        </span>
      )}
    </Form>
  );
}
