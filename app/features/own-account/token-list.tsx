import {CopyText} from "#app/ui/copy-text.tsx";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import type {AccountAnswer, AccountPage} from "./account.server.ts";
import {AnswerLine} from "#app/ui/answer-line.tsx";
import buttons from "#app/ui/button.module.css";
import styles from "#app/ui/form.module.css";

export interface TokenListProps {
  tokens: NonNullable<AccountPage["tokens"]>;
  answer?: AccountAnswer;
}

/** Programs that act as this account. */
export function TokenList({tokens, answer}: TokenListProps) {
  return (
    <>
      {answer?.token && (
        <div role="status">
          <p>新令牌只显示这一次，请现在复制：</p>
          <CopyText text={answer.token} label="复制令牌" rows={2} />
        </div>
      )}
      <ul className={styles.list}>
        {tokens.map(({token_id, label, expires_at, used_at}) => (
          <li key={token_id}>
            <strong>{label}</strong>
            <span className="secondary">{`${expires_at} 到期，${used_at ? `最近 ${used_at} 用过` : "还没有用过"}`}</span>
            <form method="post">
              <CsrfField />
              <input type="hidden" name="token_id" value={token_id} />
              <button name="intent" value="token-revoke" aria-label={`作废令牌“${label}”`} className={buttons.quiet}>
                作废
              </button>
            </form>
          </li>
        ))}
      </ul>
      <form method="post" className={styles.row}>
        <CsrfField />
        <label>
          <span>给哪个程序用</span>
          <input name="label" maxLength={60} required />
        </label>
        <label>
          <span>有效天数</span>
          <input name="days" type="number" min={1} max={366} defaultValue={90} required />
        </label>
        <button name="intent" value="token-make" className={buttons.quiet}>
          生成令牌
        </button>
      </form>
      <AnswerLine answer={answer} intents={["token-make", "token-revoke"]} />
    </>
  );
}
