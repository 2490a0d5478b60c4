import {CsrfField} from "#app/ui/csrf-field.tsx";
import {AnswerLine} from "#app/ui/answer-line.tsx";
import {CurrentPassword} from "./current-password.tsx";
import buttons from "#app/ui/button.module.css";
import styles from "#app/ui/form.module.css";
import own from "./second-factor.module.css";
import type {AccountPage, AccountAnswer} from "./account.server.ts";

const INTENTS = ["second-factor-offer", "second-factor-on", "second-factor-off"];

/** Shows the second factor as enabled, being set up, or disabled. */
export function SecondFactor({page, answer}: AccountPageProps) {
  return (
    <>
      {page.lacksSecondFactor && (
        <p className={styles.problem} role="alert">
          系统管理员要求办公室账户启用动态口令；启用以后才能打开其他页面。
        </p>
      )}
      {page.hasSecondFactor && (
        <form method="post" className={styles.form}>
          <CsrfField />
          <p>已启用。登录时除密码外，还要手机上的 6 位数字。手机丢了，请找系统管理员重置。</p>
          <CurrentPassword />
          <button name="intent" value="second-factor-off" className={buttons.quiet}>
            停用动态口令
          </button>
        </form>
      )}
      {!page.hasSecondFactor && page.offered && (
        <form method="post" className={styles.form}>
          <CsrfField />
          <p>用手机上的验证器（如微信小程序里的各种“身份验证器”）扫这个码，再输入它显示的 6 位数字。</p>
          <div
            className={own.picture}
            role="img"
            aria-label="动态口令的二维码"
            dangerouslySetInnerHTML={{__html: page.offered.picture}}
          />
          <p className="secondary">{`扫不了时，手工输入密钥：${page.offered.key}`}</p>
          <label>
            <span>6 位数字</span>
            <input name="code" inputMode="numeric" autoComplete="one-time-code" maxLength={10} required />
          </label>
          <button name="intent" value="second-factor-on" className={buttons.primary}>
            启用
          </button>
        </form>
      )}
      {!page.hasSecondFactor && !page.offered && (
        <form method="post" className={styles.form}>
          <CsrfField />
          <p className="secondary">登录时除密码外再要一个手机上的数字，密码泄露了别人也进不来。</p>
          {page.hasPassword && <CurrentPassword />}
          <button name="intent" value="second-factor-offer" className={buttons.quiet}>
            开始启用
          </button>
        </form>
      )}
      <AnswerLine answer={answer} intents={INTENTS} />
    </>
  );
}

export interface AccountPageProps {
  page: AccountPage;
  answer?: AccountAnswer;
}
