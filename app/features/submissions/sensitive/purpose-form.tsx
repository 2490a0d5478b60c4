import {CsrfField} from "#app/ui/csrf-field.tsx";
import buttons from "#app/ui/button.module.css";
import {LONGEST_PURPOSE, OTHER_PURPOSE, PURPOSES, SHORTEST_PURPOSE} from "./purposes.ts";
import styles from "#app/ui/form.module.css";

interface PurposeFormProps {
  /** What the audit records beside the account, the time and the purpose. */
  object: string;
  /** The address of the original, which needs the same purpose. */
  original?: string;
  problem?: string;
  /** Fields that the visitor fills in before the purpose. */
  children?: React.ReactNode;
}

/** Asks for the purpose (用途) before anything is shown. A plain form whose answer is a page of its own, or the file. */
export function PurposeForm({object, original, problem, children}: PurposeFormProps) {
  return (
    <form method="post" className={styles.form}>
      <CsrfField />
      {children && <div className={styles.row}>{children}</div>}
      <fieldset className={styles.choices} aria-describedby={problem ? "purpose-problem" : undefined}>
        <legend>用途</legend>
        {[...PURPOSES, OTHER_PURPOSE].map((purpose) => (
          <label key={purpose}>
            <input type="radio" name="purpose" value={purpose} required />
            <span>{purpose}</span>
          </label>
        ))}
      </fieldset>
      <label>
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
        {original && (
          <button className={buttons.secondary} formAction={original}>
            下载原件
          </button>
        )}
      </p>
      <p className="secondary">{`每次${original ? "查看、下载" : "查看"}都记入审计日志：谁、何时、${object}、用途。`}</p>
    </form>
  );
}
