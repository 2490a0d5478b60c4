import {Form, useLocation} from "@remix-run/react";
import {formatNumber} from "#app/format.ts";
import buttons from "#app/ui/button.module.css";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import {VERDICT_WORDS} from "../verdict-words.ts";
import type {Queue} from "./queue.server.ts";

/** Says which verdict was just given, with a button to undo it. */
export function QueueDone({queue: {done, waiting}}: {queue: Queue}) {
  const {search} = useLocation();
  if (!done) return null;
  return (
    <Form method="post" action={`/submissions/queue${search}`}>
      <CsrfField />
      {done.undo.map((id) => (
        <input key={id} type="hidden" name="submission_id" value={id} />
      ))}
      <span role="status">
        {`${VERDICT_WORDS[done.verdict]} ${formatNumber(done.count)} 份。${waiting === 0 ? "都审完了。" : ""}`}
      </span>
      {done.undo.length > 0 && done.verdict !== "hold" && (
        <>
          {" "}
          <button type="submit" name="verdict" value="hold" className={buttons.quiet}>
            撤销，改为待核
          </button>
        </>
      )}
    </Form>
  );
}
