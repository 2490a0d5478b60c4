import {Card} from "#app/ui/card.tsx";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import {AccountFields} from "./account-fields.tsx";
import type {AdminPage} from "./admin.server.ts";
import buttons from "#app/ui/button.module.css";
import styles from "#app/ui/form.module.css";

export interface ChosenAccountProps {
  page: AdminPage;
  account: NonNullable<AdminPage["chosen"]>;
}

/** One account: its permissions, a sign-in link for its owner, and its API tokens. */
export function ChosenAccount({page, account}: ChosenAccountProps) {
  const {account_id, name, disabled_at, tokens, email} = account;
  const isDisabled = disabled_at !== null;
  return (
    <Card title={`账户“${name}”`}>
      <form method="post" className={styles.form} key={account_id}>
        <CsrfField />
        <input type="hidden" name="account_id" value={account_id} />
        <AccountFields page={page} account={account} />
        <button name="intent" value="change" className={buttons.primary}>
          保存
        </button>
      </form>
      <form method="post" className={styles.row} key={`email ${account_id}`}>
        <CsrfField />
        <input type="hidden" name="account_id" value={account_id} />
        <label>
          <span>邮箱（接收督办提醒，可不填）</span>
          <input name="email" type="email" defaultValue={email ?? ""} maxLength={254} autoComplete="off" />
        </label>
        <button name="intent" value="email" className={buttons.quiet}>
          保存邮箱
        </button>
      </form>
      <form method="post" className={styles.buttons}>
        <CsrfField />
        <input type="hidden" name="account_id" value={account_id} />
        <button name="intent" value="reset" className={buttons.quiet}>
          重置：作废密码和动态口令，生成一次性链接
        </button>
        <button name="intent" value={isDisabled ? "enable" : "disable"} className={buttons.quiet}>
          {isDisabled ? "恢复账户" : "停用账户"}
        </button>
        {!isDisabled && (
          <button name="intent" value="token-make" className={buttons.quiet}>
            生成接口令牌
          </button>
        )}
      </form>
      <ul className={styles.list}>
        {tokens.map(({token_id, label, expires_at}) => (
          <li key={token_id}>
            <span>{`接口令牌：${label}，${expires_at} 到期`}</span>
            <form method="post">
              <CsrfField />
              <input type="hidden" name="account_id" value={account_id} />
              <input type="hidden" name="token_id" value={token_id} />
              <button name="intent" value="token-revoke" aria-label={`作废令牌“${label}”`} className={buttons.quiet}>
                作废
              </button>
            </form>
          </li>
        ))}
      </ul>
    </Card>
  );
}
