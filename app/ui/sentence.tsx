import styles from "./sentence.module.css";

/** A number and what it counts stay on one line: “84.5 %” is never cut in two. */
export function Sentence({text}: {text: string}) {
  return text.split(/([\d.,]+ [^\s\d])/).map((part, index) =>
    index % 2 === 1 ? (
      <span key={index} className={styles.together}>
        {part}
      </span>
    ) : (
      part
    )
  );
}
