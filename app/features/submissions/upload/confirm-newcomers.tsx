import {useActionData} from "@remix-run/react";
import buttons from "#app/ui/button.module.css";
import type {Newcomers} from "#pipelines/checks/newcomers.ts";
import type {Answer} from "./answer.ts";
import styles from "./confirm-newcomers.module.css";
import type {UploadCardProps} from "./upload-card-props.ts";

/** Asks the sender whether people who are in no roster are new. */
export function ConfirmNewcomers({
  upload,
  queue,
  newcomers
}: Pick<UploadCardProps, "upload" | "queue"> & {newcomers: Newcomers}) {
  const {may_be_accepted, is_accepted} = newcomers;
  return (
    <div className={styles.newcomers}>
      <NewcomersText newcomers={newcomers} />
      {may_be_accepted && (
        <button
          type="button"
          className={is_accepted ? buttons.quiet : buttons.secondary}
          onClick={() => queue.acceptNewcomers(upload.id, !is_accepted)}
        >
          {is_accepted ? "取消这项确认" : "确为新入职或调入，先收下"}
        </button>
      )}
    </div>
  );
}

/** Names them, and says what happens to their rows. */
export function NewcomersText({newcomers}: {newcomers: Newcomers}) {
  const {count, row_count, people, of, may_be_accepted, is_accepted} = newcomers;
  const named = `${people.join("、")}${count > people.length ? " 等" : ""}`;
  const found = `${count} 个工号不在名册里（${named}，共 ${row_count} 行）。`;
  if (!may_be_accepted)
    return <p>{`${found}这份文件共 ${of} 个工号，不在名册里的超过二十分之一，请先核对是否选错了列或文件。`}</p>;
  if (is_accepted)
    return <p>{`已确认 ${count} 人为新入职或调入（${named}）。这 ${row_count} 行先收下，待名册确认后计入数字。`}</p>;
  return <p>{`${found}写错的请改正；确为新入职或调入的，可以先收下，待名册确认后计入数字。`}</p>;
}

/**
 * The same question in the form without JavaScript, once an answer has named them. It precedes the file, because later
 * fields are not read.
 */
export function AcceptNewcomers() {
  const answer = useActionData<Answer>();
  if (!answer || !("newcomers" in answer) || !answer.newcomers?.may_be_accepted) return null;
  return (
    <label className={styles.accept}>
      <input type="checkbox" name="accept_unknown" value="1" />
      <span>{`${answer.newcomers.people.join("、")} 确为新入职或调入，先收下（请再选一次文件）`}</span>
    </label>
  );
}
