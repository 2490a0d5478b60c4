import {Link} from "@remix-run/react";
import {formatBytes, formatDay, formatMoment} from "#app/format.ts";
import {Card} from "#app/ui/card.tsx";
import {useMay} from "#app/ui/use-may.ts";
import {ChangedColumns, Updates} from "../changes-list.tsx";
import {CorrectionsList} from "./corrections-list.tsx";
import {CountsLine} from "../counts-line.tsx";
import {FindingsList} from "../findings-list.tsx";
import {ContentsView} from "./contents-view.tsx";
import {LoadedMoves, MOVES_TITLE} from "./moves-view.tsx";
import type {SubmissionPage} from "./submission.server.ts";
import styles from "./submission-view.module.css";
import facts from "#app/ui/facts.module.css";
import {type SubmissionPageProps, VerdictForm} from "./verdict-form.tsx";

/** Shows who sent what and when, the findings, the replaced values, and the verdicts. */
export function SubmissionView({submission, problem, reason}: SubmissionPageProps) {
  const {kind, counts, findings, replaced, changed, superseded, verdicts, problem: unopened} = submission;
  const {contents, others} = submission;
  return (
    <>
      <Card title="这份报送">
        <Facts submission={submission} />
      </Card>
      {kind === "file" && (
        <Card title="入库情况">
          {counts ? <CountsLine counts={counts} skipped={[]} /> : <p className="secondary">{READERS_ONLY}</p>}
          {unopened && <p role="alert">{unopened}</p>}
          {submission.newcomers && <p>{submission.newcomers}</p>}
          {superseded > 0 && (
            <p className="secondary">{`其中 ${superseded.toLocaleString("zh-CN")} 行后来又被新的报送更新`}</p>
          )}
          {contents && <ContentsView contents={contents} />}
        </Card>
      )}
      {submission.corrected > 0 && (
        <Card title={`报送时更正 ${submission.corrected.toLocaleString("zh-CN")} 格`}>
          <Corrections submission={submission} />
        </Card>
      )}
      {submission.verdict !== "withdraw" && (
        <Card title={MOVES_TITLE}>
          <LoadedMoves submissionId={submission.submission_id} />
        </Card>
      )}
      <Card title="审核">
        <ol className={styles.history}>
          {verdicts.map(({word, reason: why, given_by, given_at}, index) => (
            <li key={index}>
              <strong>{word}</strong>
              <span className="secondary">{`${formatMoment(given_at)}${given_by ? ` ${given_by}` : ""}`}</span>
              {why && <span>{why}</span>}
            </li>
          ))}
        </ol>
        <VerdictForm submission={submission} problem={problem} reason={reason} />
      </Card>
      {findings.length > 0 && (
        <Card title={`收下时的提示 ${findings.length} 处`}>
          <FindingsList findings={findings} blocking={0} warnings={findings.length} />
        </Card>
      )}
      {replaced.length > 0 && (
        <Card title="修改明细">
          <ChangedColumns columns={changed} />
          <details>
            <summary>
              {counts && counts.updated > replaced.length
                ? `逐行查看（前 ${replaced.length} 行，共 ${counts.updated} 行）`
                : `逐行查看（${replaced.length} 行）`}
            </summary>
            <Updates updates={replaced} />
          </details>
        </Card>
      )}
      {others.length > 0 && (
        <Card title="同月的其他报送">
          <ul className={styles.history}>
            {others.map(({submission_id, name, sent_at, state}) => (
              <li key={submission_id}>
                <Link to={`/submissions/${submission_id}`}>{name}</Link>
                <span className="secondary">{`${sent_at}，${state}`}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}

function Corrections({submission}: {submission: SubmissionPage}) {
  const {submission_id, sender, sent_by, isSensitive, originalGone, corrections} = submission;
  const who = sent_by ? `${sender}（${sent_by}）` : sender;
  return (
    <>
      <p className="secondary">{`${who} 改过这些格后报送；原件照原样保存，更正另存一份清单。`}</p>
      {isSensitive ? (
        <p className="secondary">改了哪些格，与明细一起说明用途后查看。</p>
      ) : originalGone !== null ? (
        <p className="secondary">{`清单随原件销毁：${originalGone}`}</p>
      ) : (
        <>
          <CorrectionsList corrections={corrections} />
          <p>
            <a href={`/submissions/${submission_id}/corrections`} download>
              下载更正清单
            </a>
          </p>
        </>
      )}
    </>
  );
}

const READERS_ONLY = "有几行，只限校工会帮扶岗和本单位主席查看。";

function RowsLink({submissionId}: {submissionId: string}) {
  if (!useMay().includes("sensitive-rows"))
    return <p className="secondary">原件和明细只限校工会帮扶岗和本单位主席，说明用途后查看。</p>;
  return (
    <p>
      <Link to={`/submissions/${submissionId}/rows`}>查看明细、下载原件（先说明用途）</Link>
    </p>
  );
}

function Facts({submission}: {submission: SubmissionPage}) {
  const {submission_id, dataset, title, kind, sender, sent_by, sent_at, as_of, byte_count, file_name} = submission;
  const {isSensitive, originalGone, previous} = submission;
  const size = byte_count === null ? "" : ` ${formatBytes(byte_count)}`;
  const kept = originalGone ?? `原文件${size}，已原样${isSensitive ? "加密" : ""}保存`;
  return (
    <dl className={`${facts.facts} ${styles.facts}`}>
      <dt>台账（表）</dt>
      <dd>
        <Link to={`/datasets/${dataset}`}>{title}</Link>
      </dd>
      <dt>报送单位</dt>
      <dd>{sent_by ? `${sender}（${sent_by}）` : sender}</dd>
      <dt>送达</dt>
      <dd>{formatMoment(sent_at)}</dd>
      {as_of && (
        <>
          <dt>数据截至</dt>
          <dd>{formatDay(as_of)}</dd>
        </>
      )}
      {kind === "file" && (
        <>
          <dt>文件</dt>
          <dd>
            {isSensitive || originalGone !== null ? (
              file_name
            ) : (
              <a href={`/submissions/${submission_id}/file`} download>
                {file_name}
              </a>
            )}
            <span className="secondary">{`　${kept}`}</span>
            {isSensitive && <RowsLink submissionId={submission_id} />}
          </dd>
        </>
      )}
      {previous && (
        <>
          <dt>上一次报送</dt>
          <dd>
            <Link to={`/submissions/${previous.submission_id}`}>{previous.name}</Link>
            <span className="secondary">{`　${previous.sent_at}，${previous.state}`}</span>
          </dd>
        </>
      )}
    </dl>
  );
}
