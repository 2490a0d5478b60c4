import {AnswerLine} from "#app/ui/answer-line.tsx";
import buttons from "#app/ui/button.module.css";
import {CopyText} from "#app/ui/copy-text.tsx";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import styles from "#app/ui/form.module.css";
import {Options} from "#app/ui/options.tsx";
import {taskOptions} from "./calendar-filter.tsx";
import {SCOPE_WORDS} from "./calendar-scope.ts";
import type {FeedAnswer, Feeds} from "./calendar-feeds.server.ts";
import type {Calendar} from "./calendar.server.ts";
import plan from "./plan.module.css";

export interface CalendarFeedsProps {
  calendar: Calendar;
  feeds: Feeds;
  isUnit: boolean;
  answer?: FeedAnswer;
}

/** The addresses at which the visitor's calendar programs read the plan. */
export function CalendarFeeds({calendar: {scopes, tasks, selection}, feeds, isUnit, answer}: CalendarFeedsProps) {
  const offered = scopes.filter((scope) => scope !== "all" || !isUnit);
  return (
    <>
      {answer?.address && (
        <div role="status">
          <p>订阅地址只显示这一次，请现在复制。谁有这个地址，谁就能看到其中的安排，请勿转发。</p>
          <CopyText text={answer.address} label="复制订阅地址" rows={2} />
        </div>
      )}
      <ul className={styles.list}>
        {feeds.map(({feed_id, label, words, used_at}) => (
          <li key={feed_id}>
            <strong>{label}</strong>
            <span className="secondary">{`${words}，${used_at ? `最近 ${used_at} 更新过` : "还没有用过"}`}</span>
            <form method="post">
              <CsrfField />
              <input type="hidden" name="feed_id" value={feed_id} />
              <button name="intent" value="feed-revoke" aria-label={`作废地址“${label}”`} className={buttons.quiet}>
                作废
              </button>
            </form>
          </li>
        ))}
      </ul>
      <form method="post" className={styles.row}>
        <CsrfField />
        <label>
          <span>给哪个日历用</span>
          <input name="label" maxLength={60} placeholder="如 手机日历" required />
        </label>
        <label>
          <span>范围</span>
          <select name="scope" defaultValue={offered.includes(selection.scope) ? selection.scope : offered[0]}>
            <Options of={offered.map((value) => ({value, label: SCOPE_WORDS[value]}))} />
          </select>
        </label>
        <label>
          <span>任务</span>
          <select name="task" defaultValue={selection.task}>
            <Options of={taskOptions(tasks)} />
          </select>
        </label>
        <button name="intent" value="feed-make" className={buttons.quiet}>
          生成订阅地址
        </button>
      </form>
      <AnswerLine answer={answer} intents={["feed-make", "feed-revoke"]} />
      <details className={plan.how}>
        <summary>怎样在手机和电脑的日历里看</summary>
        <HowTo />
      </details>
    </>
  );
}

function HowTo() {
  return (
    <ul>
      <li>
        <b>苹果手机</b>：设置 › 日历 › 账户 › 添加账户 › 其他 › 添加已订阅的日历，粘贴订阅地址。
      </li>
      <li>
        <b>Outlook（电脑）</b>：日历 › 添加日历 › 从 Internet，粘贴订阅地址。
      </li>
      <li>
        <b>安卓手机</b>：自带日历多不支持订阅，可安装支持 iCalendar 订阅的日历应用，或导入下载的 .ics 文件。
      </li>
      <li>日历大约每 6 小时更新一次；期限有变动，原来的日程会随之移动，已调整的事项显示为“已取消”。</li>
      <li>云端的日历（如网页版邮箱日历）访问不到校内地址，请用“下载 .ics”导入；导入的是当时的安排，不会自动更新。</li>
      <li>日程里只有事项、日期和单位，没有人员姓名和金额。地址若泄露，请作废后重新生成。</li>
    </ul>
  );
}
