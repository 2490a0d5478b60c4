import {Link} from "@remix-run/react";
import {Card} from "#app/ui/card.tsx";
import {CopyText} from "#app/ui/copy-text.tsx";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import {DataTable} from "#app/ui/data-table.tsx";
import type {Column} from "#app/ui/table-column.ts";
import type {AdminAnswer, AdminPage} from "./admin.server.ts";
import {AccountFields} from "./account-fields.tsx";
import {AnswerLine} from "#app/ui/answer-line.tsx";
import {ChosenAccount} from "./chosen-account.tsx";
import buttons from "#app/ui/button.module.css";
import styles from "#app/ui/form.module.css";

export interface AdminViewProps {
  page: AdminPage;
  answer?: AdminAnswer;
}

/** Lists all accounts; the administrator changes one of them or invites a new one. */
export function AdminView({page, answer}: AdminViewProps) {
  return (
    <>
      {answer && <Answer answer={answer} />}
      {page.chosen && <ChosenAccount page={page} account={page.chosen} />}
      <Card title="账户">
        <DataTable
          caption="账户"
          columns={COLUMNS}
          rows={page.accounts}
          rowId={({account_id}) => account_id}
          isMarked={({account_id}) => account_id === page.chosen?.account_id}
          filterLabel="找账户"
        />
      </Card>
      <Card title="新增账户">
        <form method="post" action="/admin/accounts" className={styles.form}>
          <CsrfField />
          <label>
            <span>账户名（登录用）</span>
            <input name="name" minLength={2} maxLength={40} autoComplete="off" required />
          </label>
          <AccountFields page={page} />
          <button name="intent" value="add" className={buttons.primary}>
            新增并生成一次性链接
          </button>
        </form>
      </Card>
      <Card title="动态口令">
        <form method="post" action="/admin/accounts" className={styles.buttons}>
          <CsrfField />
          <input type="hidden" name="required" value={page.isSecondFactorRequired ? "0" : "1"} />
          <span>{page.isSecondFactorRequired ? "办公室和系统管理员账户必须启用。" : "现在由各人自愿启用。"}</span>
          <button name="intent" value="second-factor" className={buttons.quiet}>
            {page.isSecondFactorRequired ? "改为自愿" : "要求办公室和系统管理员启用"}
          </button>
        </form>
      </Card>
    </>
  );
}

function Answer({answer}: {answer: AdminAnswer}) {
  return (
    <Card>
      <AnswerLine answer={answer} intents={[answer.intent]} />
      {answer.secret && <CopyText text={answer.secret} label="复制" rows={2} />}
    </Card>
  );
}

const COLUMNS: Column<AdminPage["accounts"][number]>[] = [
  {
    key: "name",
    title: "账户名",
    cell: ({account_id, name}) => <Link to={`/admin/accounts?account=${account_id}`}>{name}</Link>,
    value: ({name}) => name
  },
  {
    key: "display",
    title: "姓名或岗位",
    cell: ({display_name}) => display_name ?? "",
    value: ({display_name}) => display_name
  },
  {key: "role", title: "角色", cell: ({role_word}) => role_word, value: ({role_word}) => role_word},
  {key: "unit", title: "单位", cell: ({unit_name}) => unit_name ?? "", value: ({unit_name}) => unit_name},
  {key: "aid", title: "帮扶明细", cell: ({aid_word}) => aid_word ?? ""},
  {
    key: "state",
    title: "状态",
    cell: ({disabled_at, has_password, has_second_factor}) => {
      if (disabled_at) return "已停用";
      if (!has_password) return "未设密码";
      return has_second_factor ? "正常，动态口令" : "正常";
    }
  }
];
