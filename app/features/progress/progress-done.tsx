import {Form} from "@remix-run/react";
import button from "#app/ui/button.module.css";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import {WithdrawButton} from "./progress-list.tsx";
import type {ProgressPage} from "./progress.server.ts";

/** Says what was just sent, taken back or decided, with the button that undoes it. */
export function ProgressDone({page: {sent, withdrawn, done, notice}}: {page: ProgressPage}) {
  if (notice) return <p role="status">{notice}</p>;
  if (withdrawn) return <p role="status">已撤回，进展恢复为填报前。</p>;
  if (sent)
    return (
      <div>
        <span role="status">{sent.isApproved ? "已填报，按设置自动通过。" : "已填报，待校工会办公室审核。"}</span>{" "}
        {!sent.isApproved && <WithdrawButton submissionId={sent.submission_id} />}
      </div>
    );
  const [undone] = done?.undo ?? [];
  if (!done) return null;
  return (
    <Form method="post" action="/progress?index">
      <CsrfField />
      <input type="hidden" name="submission_id" value={undone} />
      <span role="status">{DONE[done.verdict]}</span>{" "}
      {undone !== undefined && (done.verdict === "approve" || done.verdict === "return") && (
        <button type="submit" name="verdict" value="hold" className={button.quiet}>
          撤销，改为待核
        </button>
      )}
    </Form>
  );
}

const DONE = {
  approve: "已通过。",
  return: "已退回，单位会看到原因。",
  hold: "已撤销刚才的审核，改为待核。",
  withdraw: "已撤回。"
};
