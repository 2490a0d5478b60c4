import {Form, useSubmit} from "@remix-run/react";
import {Picker} from "#app/ui/picker.tsx";
import styles from "../completeness/completeness.module.css";
import lines from "./queue-form.module.css";
import {QUEUE_STATES} from "./queue-states.ts";
import type {Queue} from "./queue.server.ts";

/** Chooses which submissions are listed; the address keeps the choice. */
export function QueueFilter(queue: Queue) {
  const {dataset, state, datasets, sender, senders, isOnlyHinted} = queue;
  const submit = useSubmit();
  return (
    <Form
      method="get"
      action="/submissions/queue"
      aria-label="筛选报送"
      className={styles.filter}
      onChange={(event) => submit(event.currentTarget, {preventScrollReset: true})}
    >
      <Picker name="state" label="状态" value={state} options={[...QUEUE_STATES]} />
      <Picker
        name="dataset"
        label="台账（表）"
        value={dataset}
        options={[{value: "", label: "全部台账"}, ...datasets]}
      />
      <Picker name="sender" label="报送单位" value={sender} options={[{value: "", label: "全部单位"}, ...senders]} />
      <label className={lines.choice}>
        <input type="checkbox" name="hinted" value="1" defaultChecked={isOnlyHinted} />
        只看有提示的
      </label>
      <noscript>
        <button type="submit">查看</button>
      </noscript>
    </Form>
  );
}
