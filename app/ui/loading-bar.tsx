import {useNavigation} from "@remix-run/react";
import styles from "./loading-bar.module.css";

/** Says quietly that the next page is on its way; what comes at once shows nothing. */
export function LoadingBar() {
  const {state} = useNavigation();
  return (
    <div role="status" className={styles.status}>
      {state !== "idle" && (
        <div className={styles.bar}>
          <span className="visually-hidden">{state === "submitting" ? "正在提交……" : "正在打开……"}</span>
        </div>
      )}
    </div>
  );
}
