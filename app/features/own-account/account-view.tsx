import {Card} from "#app/ui/card.tsx";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import {AnswerLine} from "#app/ui/answer-line.tsx";
import {CurrentPassword} from "./current-password.tsx";
import buttons from "#app/ui/button.module.css";
import styles from "#app/ui/form.module.css";
import {NewPassword} from "#app/ui/new-password.tsx";
import {type AccountPageProps, SecondFactor} from "./second-factor.tsx";
import {TokenList} from "./token-list.tsx";

/** The visitor's password, second factor, sessions and API tokens. */
export function AccountView({page, answer}: AccountPageProps) {
  return (
    <>
      <Card title="姓名或岗位">
        <form method="post" className={styles.form}>
          <CsrfField />
          <label>
            <span>报送和审核记录里显示的称呼，如“化工学院工会 王老师”；可不填</span>
            <input name="display" defaultValue={page.displayName ?? ""} maxLength={40} autoComplete="name" />
          </label>
          <AnswerLine answer={answer} intents={["display-name"]} />
          <button name="intent" value="display-name" className={buttons.secondary}>
            保存
          </button>
          <p className="secondary">不填时显示账户名。校工会办公室催报时，也按它联系您。</p>
        </form>
      </Card>
      <Card title="邮箱">
        <form method="post" className={styles.form}>
          <CsrfField />
          <label>
            <span>接收督办提醒，可不填；只有本人和系统管理员看得到</span>
            <input name="email" type="email" defaultValue={page.email ?? ""} maxLength={254} autoComplete="email" />
          </label>
          <AnswerLine answer={answer} intents={["email"]} />
          <button name="intent" value="email" className={buttons.secondary}>
            保存
          </button>
        </form>
      </Card>
      <Card title="动态口令（第二重验证）">
        <SecondFactor page={page} answer={answer} />
      </Card>
      <Card title="密码">
        <form method="post" className={styles.form}>
          <CsrfField />
          <input type="hidden" name="username" value={page.name} autoComplete="username" />
          {page.hasPassword && <CurrentPassword />}
          <NewPassword />
          <AnswerLine answer={answer} intents={["password"]} />
          <button name="intent" value="password" className={buttons.primary}>
            修改密码
          </button>
          <p className="secondary">改好后，其他浏览器上的登录都会退出，接口令牌作废。</p>
        </form>
      </Card>
      <Card title="已登录的浏览器">
        <ul className={styles.list}>
          {page.sessions.map(({isThis, address, made_at, seen_at}, index) => (
            <li key={index}>
              <strong>{isThis ? "本浏览器" : "另一浏览器"}</strong>
              <span className="secondary">{`${made_at} 登录，最近 ${seen_at}${address ? `，来自 ${address}` : ""}`}</span>
            </li>
          ))}
        </ul>
        <form method="post" className={styles.buttons}>
          <CsrfField />
          <button name="intent" value="sign-out-everywhere" className={buttons.quiet}>
            全部退出
          </button>
          <span className="secondary">接口令牌一并作废。</span>
        </form>
      </Card>
      {page.tokens && (
        <Card title="接口令牌（给程序用）">
          <TokenList tokens={page.tokens} answer={answer} />
        </Card>
      )}
    </>
  );
}
