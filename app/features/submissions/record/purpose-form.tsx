import {CsrfField} from "~/ui/csrf-field";
import buttons from "~/ui/button.module.css";
import {LONGEST_PURPOSE, OTHER_PURPOSE, PURPOSES, SHORTEST_PURPOSE} from "./purposes";
import styles from "./purpose-form.module.css";

interface PurposeFormProps {
  submissionId: string;
  problem?: string;
}

/** 用途, before anything is shown. A plain form: what comes back is a page of its own, or the file. */
export function PurposeForm({submissionId, problem}: PurposeFormProps) {
  return (
    <form method="post" className={styles.form}>
      <CsrfField />
      <fieldset className={styles.choices} aria-describedby={problem ? "purpose-problem" : undefined}>
        <legend>用途</legend>
        {[...PURPOSES, OTHER_PURPOSE].map((purpose) => (
          <label key={purpose}>
            <input type="radio" name="purpose" value={purpose} required />
            <span>{purpose}</span>
          </label>
        ))}
      </fieldset>
      <label className={styles.own}>
        <span>{`补充说明（选“${OTHER_PURPOSE}”时必填，至少 ${SHORTEST_PURPOSE} 个字；请勿写姓名等个人信息）`}</span>
        <input name="other" maxLength={LONGEST_PURPOSE} autoComplete="off" />
      </label>
      {problem && (
        <p id="purpose-problem" className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <p className={styles.buttons}>
        <button className={buttons.primary}>查看明细</button>
        <button className={buttons.secondary} formAction={`/submissions/${submissionId}/file`}>
          下载原件
        </button>
      </p>
      <p className="secondary">每次查看、下载都记入审计日志：谁、何时、哪份报送、用途。</p>
    </form>
  );
}
