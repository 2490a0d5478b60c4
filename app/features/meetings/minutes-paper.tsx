import {formatDay, formatMoment} from "#app/format.ts";
import type {Minutes} from "#pipelines/meetings/minutes.ts";
import styles from "./minutes-paper.module.css";

const ORDINALS = ["一", "二", "三"];

/** 纪要 on A4: the facts, the items, what was settled by kind, action items as a table, errata at the end. */
export function MinutesPaper({minutes, isDraft}: {minutes: Minutes; isDraft: boolean}) {
  const {heading, facts, items, kinds, errata} = minutes;
  return (
    <article className={styles.paper} aria-label="会议纪要">
      <h2 className={styles.heading}>{heading}</h2>
      {isDraft && <p className={styles.draft}>草稿：会议还没有结束</p>}
      {facts.map(({label, text}) => (
        <p key={label} className={styles.fact}>
          <b>{`${label}：`}</b>
          {text}
        </p>
      ))}
      <h3>议题</h3>
      <ol className={styles.items}>
        {items.map(({title, isUndecided}, at) => (
          <li key={at}>
            {title}
            {isUndecided && "（议而未决）"}
          </li>
        ))}
      </ol>
      <h3>议定事项</h3>
      {kinds.length === 0 && <p>没有议定事项。</p>}
      {kinds.map(({kind, word, outcomes}, at) => (
        <section key={kind}>
          <h4>{`（${ORDINALS[at]}）${word}`}</h4>
          {kind === "action-item" ? <ActionItems outcomes={outcomes} /> : <Plain outcomes={outcomes} />}
        </section>
      ))}
      {errata.length > 0 && (
        <section>
          <h3>更正说明</h3>
          {errata.map(({erratum_id, words, noted_by_name, noted_at}) => (
            <p key={erratum_id}>{`${formatDay(formatMoment(noted_at))} ${noted_by_name}：${words}`}</p>
          ))}
        </section>
      )}
    </article>
  );
}

type Outcomes = Minutes["kinds"][number]["outcomes"];

function Plain({outcomes}: {outcomes: Outcomes}) {
  return (
    <ol className={styles.items}>
      {outcomes.map(({outcome_id, words}) => (
        <li key={outcome_id}>{words}</li>
      ))}
    </ol>
  );
}

function ActionItems({outcomes}: {outcomes: Outcomes}) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">序号</th>
          <th scope="col">事项</th>
          <th scope="col">承办</th>
          <th scope="col">期限</th>
        </tr>
      </thead>
      <tbody>
        {outcomes.map(({outcome_id, words, owner, due_on, subject}, at) => (
          <tr key={outcome_id}>
            <td>{at + 1}</td>
            <td>{subject ? `${words}（${subject}）` : words}</td>
            <td>{owner}</td>
            <td className={styles.day}>{due_on && formatDay(due_on)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
