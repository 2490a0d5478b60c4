import {Form} from "@remix-run/react";
import button from "#app/ui/button.module.css";
import {Card} from "#app/ui/card.tsx";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import form from "#app/ui/form.module.css";
import type {FieldProblem, MeetingFields} from "./meeting-fields.server.ts";
import {MeetingFieldset} from "./meeting-form.tsx";
import styles from "./meetings.module.css";
import type {NewMeeting} from "./new-meeting.server.ts";
import {ProposalList} from "./proposal-list.tsx";

/** What was refused, with all that was typed and chosen. */
interface RefusedNewMeeting {
  problems: FieldProblem[];
  freeProblem?: string;
  fields: MeetingFields;
  free: string;
  picks: string[];
}

/** One form: when and where, and what the agenda takes of what is proposed. */
export function NewMeetingForm({page, refused}: {page: NewMeeting; refused?: RefusedNewMeeting}) {
  const {bodies, fields, proposal} = page;
  return (
    <Form method="post" className={styles.newForm}>
      <CsrfField />
      <Card title="会议">
        <div className={`${form.form} ${styles.facts}`}>
          <MeetingFieldset bodies={bodies} fields={refused?.fields ?? fields} problems={refused?.problems ?? []} />
        </div>
      </Card>
      <Card title="建议的议程">
        <p className="secondary">勾选列入议程的事项；建好以后还可以增减和排序。</p>
        <ProposalList
          proposal={proposal}
          isPicked={({key, isChosen}) => (refused ? refused.picks.includes(key) : isChosen)}
        />
        <label className={styles.free}>
          <span>其他事项（一行一项）</span>
          <textarea name="free" rows={3} defaultValue={refused?.free} aria-invalid={Boolean(refused?.freeProblem)} />
          {refused?.freeProblem && (
            <span role="alert" className={form.problem}>
              {refused.freeProblem}
            </span>
          )}
        </label>
      </Card>
      <div className={form.buttons}>
        <button type="submit" className={button.primary}>
          建好会议和议程
        </button>
      </div>
    </Form>
  );
}
