import styles from "./upload-steps.module.css";
import type {Upload} from "./upload-queue.ts";

const STEPS = ["选择文件", "识别与检查", "核对结果", "发送"] as const;

/** Shows the steps of a file; a step that failed says so in a word. */
export function UploadSteps({upload}: {upload: Upload}) {
  const at = stepOf(upload);
  return (
    <ol className={styles.steps}>
      {STEPS.map((name, index) => {
        const state = index < at.done ? "done" : index === at.done ? (at.isStopped ? "stopped" : "current") : "later";
        return (
          <li key={name} data-state={state} aria-current={index === at.done ? "step" : undefined}>
            <span className={styles.sign} aria-hidden="true">
              {state === "done" ? "✔" : state === "stopped" ? "■" : index + 1}
            </span>
            {name}
            {state === "stopped" && <span className="visually-hidden">：有要改的地方</span>}
          </li>
        );
      })}
    </ol>
  );
}

function stepOf({phase, dataset, answer}: Upload): {done: number; isStopped: boolean} {
  if (phase === "sent" || phase === "withdrawn") return {done: 4, isStopped: false};
  if (phase === "sending") return {done: 3, isStopped: false};
  if (phase === "checking") return {done: 1, isStopped: false};
  if (dataset === "" || answer?.outcome === "failed") return {done: 1, isStopped: true};
  return answer?.outcome === "acceptable" ? {done: 3, isStopped: false} : {done: 2, isStopped: true};
}
