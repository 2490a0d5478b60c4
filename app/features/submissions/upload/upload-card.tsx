import {Link} from "@remix-run/react";
import {useState} from "react";
import {formatBytes} from "#app/format.ts";
import buttons from "#app/ui/button.module.css";
import {Card} from "#app/ui/card.tsx";
import type {FileReading} from "#pipelines/checks/file-reading.ts";
import type {Answer, ReportAnswer} from "./answer.ts";
import {ChangesList} from "../changes-list.tsx";
import {ConfirmNewcomers} from "./confirm-newcomers.tsx";
import {CountsLine} from "../counts-line.tsx";
import {FindingsList} from "../findings-list.tsx";
import {MendSection} from "./mend/mend-section.tsx";
import {ReadingTable} from "./reading-table.tsx";
import {Recognised} from "./recognised.tsx";
import {refusedText} from "./refused-text.ts";
import {fetchAnnotated} from "./send-file.ts";
import {WhatIsLeft} from "./what-is-left.tsx";
import type {UploadCardProps} from "./upload-card-props.ts";
import styles from "./upload-card.module.css";
import {UploadSteps} from "./upload-steps.tsx";

/** Shows one file with its state and its next action. */
export function UploadCard(props: UploadCardProps) {
  const {upload, queue} = props;
  const {file, phase} = upload;
  const isOver = phase === "sent" || phase === "withdrawn";
  const reading = isOver ? undefined : upload.reading;
  return (
    <Card>
      <div className={styles.head}>
        <h2>{file.name}</h2>
        <span className="secondary">{formatBytes(file.size)}</span>
        {phase !== "sending" && (
          <button type="button" className={buttons.quiet} onClick={() => queue.remove(upload.id)}>
            {isOver ? "收起" : "移除"}
          </button>
        )}
      </div>
      <UploadSteps upload={upload} />
      {reading && canBeRead(reading) && <Recognised {...props} reading={reading} />}
      <div role="status" className={styles.state}>
        <State {...props} />
      </div>
      {reading && <ReadingTable reading={reading} />}
    </Card>
  );
}

/** Tells whether the file could be read as a table; a picture fits no dataset, whatever the person chooses. */
function canBeRead({dataset, candidates, rows}: FileReading): boolean {
  return dataset !== undefined || candidates.length > 0 || rows.length > 0;
}

function State(props: UploadCardProps) {
  const {upload, queue} = props;
  const {phase, answer, share} = upload;
  switch (phase) {
    case "checking":
      return (
        <Busy
          words={share < 1 ? "正在送去检查" : "正在识别和检查"}
          share={share}
          onStop={() => queue.stop(upload.id)}
        />
      );
    case "sending":
      return (
        <Busy
          words={share < 1 ? "正在发送" : "已送到，正在入账并更新数字"}
          share={share}
          onStop={() => queue.stop(upload.id)}
        />
      );
    case "withdrawn":
      return <p>已撤回，各项数据已恢复到发送前。修改后可重新发送。</p>;
    case "sent":
      return <Sent {...props} />;
    case "checked":
      return answer ? <Checked {...props} answer={answer} /> : null;
  }
}

function Busy({words, share, onStop}: {words: string; share?: number; onStop: () => void}) {
  return (
    <p className={styles.busy}>
      <span>{words}</span>
      <progress value={share !== undefined && share < 1 ? share : undefined} max={1} aria-label={words} />
      <button type="button" className={buttons.quiet} onClick={onStop}>
        取消
      </button>
    </p>
  );
}

/** Shown for a file without a table, and for a table that fits no dataset or several. */
function Unrecognised({upload, queue, answer}: UploadCardProps & {answer: ReportAnswer}) {
  return (
    <>
      <FindingsList findings={answer.findings} blocking={answer.blocking} warnings={answer.warnings} />
      <div className={styles.next}>
        <ChooseAgain upload={upload} queue={queue} />
      </div>
    </>
  );
}

function Checked({answer, ...props}: UploadCardProps & {answer: Answer}) {
  const {upload, queue} = props;
  if (answer.outcome === "failed") {
    return (
      <div className={styles.next}>
        <p>{answer.message}</p>
        <button type="button" className={buttons.secondary} onClick={() => queue.retry(upload.id)}>
          重试
        </button>
      </div>
    );
  }
  if (answer.outcome !== "acceptable" && answer.outcome !== "refused") return null;
  if (upload.dataset === "") return <Unrecognised {...props} answer={answer} />;
  const {blocking, warnings, findings, counts, skipped, changes} = answer;
  const similar = findings.filter(({code}) => code === "row/similar").length;
  return (
    <>
      <p className={styles.verdict} data-ready={answer.outcome === "acceptable" || undefined}>
        {answer.outcome === "acceptable"
          ? `可以发送${warnings > 0 ? `，有 ${warnings} 处提示请看一眼` : "，没有发现问题"}${similar > 0 ? `；疑似重复 ${similar} 行` : ""}`
          : `有 ${blocking} 处要改${warnings > 0 ? `，另有 ${warnings} 处提示` : ""}；改好以前整份都不接收，也没有保存任何内容`}
      </p>
      {answer.outcome === "acceptable" ? (
        <CountsLine counts={counts} skipped={skipped} />
      ) : (
        <p>{refusedText(answer)}</p>
      )}
      {answer.newcomers && <ConfirmNewcomers {...props} newcomers={answer.newcomers} />}
      {changes && answer.outcome === "acceptable" && <ChangesList changes={changes} counts={counts} />}
      <div className={styles.next}>
        {answer.outcome === "acceptable" ? (
          <button
            type="button"
            className={buttons.primary}
            disabled={upload.isRechecking}
            onClick={() => void queue.send(upload.id)}
          >
            发送
          </button>
        ) : (
          <ChooseAgain upload={upload} queue={queue} />
        )}
        {findings.length > 0 && <DownloadAnnotated {...props} />}
      </div>
      <MendSection {...props} answer={answer} />
      <FindingsList findings={findings} blocking={blocking} warnings={warnings} />
    </>
  );
}

/** Replaces the file by a corrected one and keeps the person's choices. */
function ChooseAgain({upload, queue}: Pick<UploadCardProps, "upload" | "queue">) {
  const id = `again-${upload.id}`;
  return (
    <span className={styles.again}>
      <input
        id={id}
        className="visually-hidden"
        type="file"
        onChange={({target}) => {
          const [file] = target.files ?? [];
          if (file) queue.replace(upload.id, file);
          target.value = "";
        }}
      />
      <label htmlFor={id} className={buttons.primary}>
        选择改好的文件
      </label>
    </span>
  );
}

function DownloadAnnotated({upload, unit}: UploadCardProps) {
  const [problem, setProblem] = useState("");
  const download = async () => {
    const {file, dataset, columns, corrections, asOf, acceptsNewcomers} = upload;
    const made = await fetchAnnotated({file, dataset, columns, corrections, unit, asOf, acceptsNewcomers});
    if ("message" in made) return setProblem(made.message);
    setProblem("");
    const address = URL.createObjectURL(made.file);
    const link = Object.assign(document.createElement("a"), {href: address, download: made.name});
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <>
      <button type="button" className={buttons.secondary} onClick={() => void download()}>
        下载带错误说明的文件
      </button>
      <span className="secondary">{problem || "在“错误说明”列旁改好，原样再发即可"}</span>
    </>
  );
}

function Sent({upload, queue, unit}: UploadCardProps) {
  const [problem, setProblem] = useState<string>();
  const {answer} = upload;
  if (answer?.outcome === "already-accepted") {
    return (
      <p>
        {answer.message}
        <Link to={`/submissions/${answer.id}`}>查看那次报送</Link>
      </p>
    );
  }
  if (answer?.outcome !== "accepted") return null;
  const {counts} = answer;
  return (
    <>
      <p className={styles.verdict} data-ready>
        {`已收下，数字已更新${answer.corrected > 0 ? `；更正 ${answer.corrected.toLocaleString("zh-CN")} 格，原件照原样保存` : ""}`}
      </p>
      <WhatIsLeft id={answer.id} unit={unit} />
      <CountsLine counts={counts} skipped={answer.skipped} />
      <div className={styles.next}>
        <Link className={buttons.secondary} to={`/submissions/${answer.id}`}>
          查看报送记录
        </Link>
        <details className={styles.ask}>
          <summary className={buttons.secondary}>撤回</summary>
          <p>{`将收回这次新增的 ${counts.added} 行和更新的 ${counts.updated} 行，各项数据恢复到发送前。`}</p>
          <button
            type="button"
            className={buttons.secondary}
            onClick={() => void queue.withdraw(upload.id).then((found) => setProblem(found))}
          >
            确定撤回
          </button>
        </details>
        {problem && <span className={styles.problem}>{problem}</span>}
      </div>
    </>
  );
}
