import {Card} from "#app/ui/card.tsx";
import type {Answer} from "./answer.ts";
import {NewcomersText} from "./confirm-newcomers.tsx";
import {CountsLine} from "../counts-line.tsx";
import {FindingsList} from "../findings-list.tsx";
import {ReadingFacts} from "./reading-facts.tsx";
import {ReadingTable} from "./reading-table.tsx";

/** Shows the outcome of a file that was sent by the plain form. */
export function PlainAnswer({answer}: {answer: Answer}) {
  switch (answer.outcome) {
    case "failed":
      return <Card title="没有收下">{answer.message}</Card>;
    case "already-accepted":
      return (
        <Card title="早已收下">
          {answer.message} <a href={`/submissions/${answer.id}`}>查看那次报送</a>
        </Card>
      );
    default:
      return (
        <Card title={titleOf(answer.outcome)}>
          {answer.outcome === "refused" && <p>{answer.message}</p>}
          {answer.outcome === "acceptable" && <p>还没有发送。请再选一次文件，点“检查并发送”。</p>}
          {answer.reading && <ReadingFacts reading={answer.reading} />}
          <CountsLine counts={answer.counts} skipped={answer.skipped} />
          {answer.newcomers && <NewcomersText newcomers={answer.newcomers} />}
          {answer.outcome === "accepted" && (
            <p>
              <a href={`/submissions/${answer.id}`}>查看报送记录，也可在那里撤回</a>
            </p>
          )}
          <FindingsList findings={answer.findings} blocking={answer.blocking} warnings={answer.warnings} />
          {answer.reading && <ReadingTable reading={answer.reading} />}
        </Card>
      );
  }
}

function titleOf(outcome: "accepted" | "acceptable" | "refused"): string {
  return {accepted: "已收下，数字已更新", acceptable: "可以发送", refused: "没有收下"}[outcome];
}
