import {Form, Link, useNavigation} from "@remix-run/react";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import {useMay} from "#app/ui/use-may.ts";
import buttons from "#app/ui/button.module.css";
import styles from "#app/ui/form.module.css";
import {UsualReasons} from "../usual-reasons.tsx";
import type {SubmissionPage} from "./submission.server.ts";

/** Offers the verdicts that are still allowed; each button names its effect. */
export function VerdictForm({submission, problem, reason}: SubmissionPageProps) {
  const {verdict, sendAgain} = submission;
  const isBusy = useNavigation().state !== "idle";
  const mayJudge = useMay().includes("verdicts");
  const isUnsettled = verdict === null || verdict === "hold";
  const again = (
    <Link to={sendAgain} className={buttons.primary}>
      改好后重新上传
    </Link>
  );
  if (verdict === "withdraw")
    return (
      <>
        <p className="secondary">已撤回的报送不再审核。</p>
        {!mayJudge && <p className={styles.buttons}>{again}</p>}
      </>
    );
  return (
    <Form key={`${verdict} ${submission.verdicts.length}`} method="post" className={styles.form}>
      <CsrfField />
      {mayJudge && (
        <label>
          <span>理由（退回时必填，单位会看到）</span>
          <input name="reason" list="usual-reasons" defaultValue={reason} maxLength={500} autoComplete="off" />
        </label>
      )}
      {mayJudge && <UsualReasons />}
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <div className={styles.buttons}>
        {!mayJudge && verdict === "return" && again}
        {mayJudge && verdict !== "approve" && (
          <button
            name="verdict"
            value="approve"
            className={isUnsettled ? buttons.primary : buttons.secondary}
            disabled={isBusy}
          >
            通过
          </button>
        )}
        {mayJudge && verdict !== "return" && (
          <button name="verdict" value="return" className={buttons.secondary} disabled={isBusy}>
            退回
          </button>
        )}
        {mayJudge && verdict !== "hold" && (
          <button name="verdict" value="hold" className={buttons.secondary} disabled={isBusy}>
            待核
          </button>
        )}
        <details>
          <summary className={buttons.secondary}>撤回</summary>
          <button name="verdict" value="withdraw" className={buttons.secondary} disabled={isBusy}>
            {submission.counts
              ? `确定撤回（新增 ${submission.counts.added} 行、更新 ${submission.counts.updated} 行）`
              : "确定撤回"}
          </button>
        </details>
        <span className="secondary">退回、撤回后，各项数字回到没有这份报送时的样子。</span>
      </div>
    </Form>
  );
}

export interface SubmissionPageProps {
  submission: SubmissionPage;
  /** Why the last verdict was refused. */
  problem?: string;
  /** The reason that was entered with it. */
  reason?: string;
}
