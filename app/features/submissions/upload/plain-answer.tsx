import {Card} from "#app/ui/card.tsx";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import buttons from "#app/ui/button.module.css";
import type {KeptNote, PlainAnswer as Answer} from "./answer.ts";
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
          {answer.outcome === "acceptable" && <NotYetSent kept={answer.kept} />}
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

/** Says that the file was only checked, with a button that sends it where it is kept. */
function NotYetSent({kept}: {kept: KeptNote | undefined}) {
  if (!kept || "reason" in kept)
    return <p>{`还没有发送。${kept ? NOT_KEPT[kept.reason] : ""}请再选一次文件，点“检查并发送”。`}</p>;
  return (
    <form method="post" encType="multipart/form-data">
      <CsrfField />
      <input type="hidden" name="kept" value={kept.id} />
      <p>{`还没有发送。“${kept.fileName}”已暂存，一小时内可直接发送，不必再选。`}</p>
      <button type="submit" formAction="?intent=send" className={buttons.primary}>
        发送这份文件
      </button>
    </form>
  );
}

const NOT_KEPT = {
  sensitive: "这种台账含敏感个人信息，检查后不暂存文件。",
  large: "文件较大，检查后没有暂存。"
};

function titleOf(outcome: "accepted" | "acceptable" | "refused"): string {
  return {accepted: "已收下，数字已更新", acceptable: "可以发送", refused: "没有收下"}[outcome];
}
