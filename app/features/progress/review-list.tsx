import {Form, Link, useLocation} from "@remix-run/react";
import {useRef} from "react";
import {formatShortMonth} from "#app/format.ts";
import button from "#app/ui/button.module.css";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import {EvidenceList} from "#app/ui/evidence-list.tsx";
import {FoldButton, useFold} from "#app/ui/folded.tsx";
import forms from "#app/ui/form.module.css";
import {StatusMark} from "#app/ui/status-mark.tsx";
import type {StatusWord} from "#app/ui/status-words.ts";
import {WholeTableLink} from "#app/ui/whole-table-link.tsx";
import type {Review} from "./progress.server.ts";
import type {RefusedReview} from "./review.server.ts";
import styles from "./review-list.module.css";
import {useReviewKeys} from "./use-review-keys.ts";

const USUAL_REASONS = [
  "佐证材料打不开，请更换网址后重报",
  "佐证材料与承诺内容不符，请补充后重报",
  "完成比例与数据不一致，请核对后重报",
  "请写明未完成的原因和下一步措施"
];

/** The number of reports that a phone shows before the list is opened. */
const ON_PHONE = 2;

/** Lists the reports that wait: what moves, the evidence, and the verdict of each submission. */
export function ReviewList({review, refused}: {review: Review; refused: RefusedReview | undefined}) {
  const list = useRef<HTMLUListElement>(null);
  useReviewKeys(list);
  const fold = useFold(review.lines.length, ON_PHONE);
  const isRefused = ({submission_id}: ReviewLine) => refused?.submission_id === submission_id;
  return (
    <>
      <p className={`secondary ${styles.keys}`}>键盘：j、k 上下移动，a 通过，r 填写退回原因，回车退回。</p>
      <datalist id="usual-progress-reasons">
        {USUAL_REASONS.map((reason) => (
          <option key={reason} value={reason} />
        ))}
      </datalist>
      <ul className={styles.list} ref={list}>
        {review.lines.map((line, at) => (
          <li
            key={line.submission_id}
            className={`${styles.line} ${fold.rowClass(at, isRefused(line)) ?? ""}`}
            tabIndex={-1}
          >
            <Link to={`/submissions/${line.submission_id}`}>
              {`${line.sender}，${line.sent_at} 报送${line.isHeld ? "，待核" : ""}`}
            </Link>
            <Link to={`/submissions/${line.submission_id}/moves`}>批准后会变的数字和状态</Link>
            {line.moves.map((move) => (
              <Move key={`${move.code} ${move.month}`} move={move} />
            ))}
            {line.moves.length === 0 && <span className="secondary">各行都已被后来的填报更新。</span>}
            <VerdictButtons line={line} refused={isRefused(line) ? refused : undefined} />
          </li>
        ))}
      </ul>
      <FoldButton fold={fold} noun="份" />
      <WholeTableLink shown={review.lines.length} count={review.count} />
    </>
  );
}

type ReviewLine = Review["lines"][number];

function Move({move: {code, name, standing, month, was, is, evidence, note}}: {move: ReviewLine["moves"][number]}) {
  return (
    <div className={styles.move}>
      <span>
        <b>{`${code} ${name}`}</b>
        {`　${formatShortMonth(month)}`}
      </span>
      <span className={styles.facts}>
        <span>
          <del>{was ? `${was.percent} %，${was.status}` : "此前未填报"}</del>
          {" → "}
          <ins>{`${is.percent} %，${is.status}`}</ins>
        </span>
        {standing && <StatusMark status={standing as StatusWord} />}
        <EvidenceList links={evidence.links} files={evidence.files} />
      </span>
      {note && <span>{note}</span>}
    </div>
  );
}

function VerdictButtons({line, refused}: {line: ReviewLine; refused: RefusedReview | undefined}) {
  const {search} = useLocation();
  const {submission_id, isOwn} = line;
  return (
    <Form
      method="post"
      action={`/progress${search === "" ? "?" : `${search}&`}index`}
      className={`${forms.row} ${styles.verdict}`}
    >
      <CsrfField />
      <input type="hidden" name="submission_id" value={submission_id} />
      <label className={styles.reason}>
        <span className="visually-hidden">退回原因</span>
        <input
          name="reason"
          list="usual-progress-reasons"
          placeholder="退回原因，单位会看到"
          maxLength={500}
          defaultValue={refused?.reason}
          aria-invalid={refused ? true : undefined}
        />
      </label>
      {/* The first button is the one that Enter in the reason presses. */}
      <button type="submit" name="verdict" value="return" className={button.small}>
        退回
      </button>
      {isOwn ? (
        <span className="secondary">您本人填报，由另一位同事审核。</span>
      ) : (
        <button type="submit" name="verdict" value="approve" className={button.small} data-main>
          通过
        </button>
      )}
      {refused && (
        <span role="alert" className={forms.problem}>
          {refused.message}
        </span>
      )}
    </Form>
  );
}
