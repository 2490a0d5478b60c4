import {Card} from "#app/ui/card.tsx";
import buttons from "#app/ui/button.module.css";
import styles from "#app/ui/form.module.css";
import type {SignInPage} from "./sign-in.server.ts";

export interface SignInFormProps {
  page: SignInPage;
  answer?: {problem: string; name: string; isCodeOffered: boolean};
}

const PROBLEM = "sign-in-problem";

/** A form like any other: it needs no JavaScript. */
export function SignInForm({page, answer}: SignInFormProps) {
  const problem = answer?.problem;
  const told = problem === undefined ? {} : {"aria-invalid": true, "aria-describedby": PROBLEM};
  return (
    <Card>
      {page.isNew && <p role="status">密码已设好，请用它登录。</p>}
      <form method="post" className={styles.form}>
        <input type="hidden" name="to" value={page.to} />
        {page.isCodeAsked ? (
          <label>
            <span>动态口令（手机上的 6 位数字）</span>
            <input
              {...told}
              name="code"
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={10}
              required
              autoFocus
            />
          </label>
        ) : (
          <>
            <label>
              <span>账户名</span>
              <input
                {...told}
                name="name"
                defaultValue={answer?.name}
                autoComplete="username"
                maxLength={64}
                required
              />
            </label>
            <label>
              <span>密码</span>
              <input
                {...told}
                type="password"
                name="password"
                autoComplete="current-password"
                maxLength={200}
                required
                autoFocus={problem !== undefined}
              />
            </label>
            {answer?.isCodeOffered && (
              <label>
                <span>动态口令（启用了的才填）</span>
                <input name="code" inputMode="numeric" autoComplete="one-time-code" maxLength={10} />
              </label>
            )}
          </>
        )}
        {problem && (
          <p className={styles.problem} role="alert" id={PROBLEM}>
            {problem}
          </p>
        )}
        <button name="intent" value={page.isCodeAsked ? "code" : "password"} className={buttons.primary}>
          登录
        </button>
      </form>
      {page.signOns.map((kind) => (
        <p key={kind}>
          <a href={`/sign-in/${kind}?${new URLSearchParams({to: page.to})}`}>
            {kind === "cas" ? "用统一身份认证登录（CAS）" : "用统一身份认证登录"}
          </a>
        </p>
      ))}
      <p className="secondary">没有账户或忘记密码，请联系系统管理员，由其生成一次性链接。</p>
    </Card>
  );
}
