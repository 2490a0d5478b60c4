import {Card} from "#app/ui/card.tsx";
import buttons from "#app/ui/button.module.css";
import styles from "#app/ui/form.module.css";
import type {LinkPage} from "./link.server.ts";
import {NewPassword} from "#app/ui/new-password.tsx";

export interface LinkFormProps {
  page: LinkPage;
  problem?: string;
  name?: string;
}

const PROBLEM = "link-problem";

/** The owner of the account sets the password, so nobody else knows it. */
export function LinkForm({page, problem, name}: LinkFormProps) {
  return (
    <Card>
      <form method="post" className={styles.form}>
        <label>
          <span>账户名</span>
          {page.name === null ? (
            <input name="name" defaultValue={name} autoComplete="username" minLength={2} maxLength={40} required />
          ) : (
            <input value={page.name} autoComplete="username" readOnly />
          )}
        </label>
        <NewPassword problemId={problem === undefined ? undefined : PROBLEM} />
        {problem && (
          <p className={styles.problem} role="alert" id={PROBLEM}>
            {problem}
          </p>
        )}
        <button className={buttons.primary}>{page.name === null ? "设立系统管理员" : "设置密码"}</button>
      </form>
    </Card>
  );
}
