import styles from "./sentence.module.css";

/** Keeps a number and the word after it on one line: “84.5 %” never breaks. */
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
