import type {Overview} from "./overview.server.ts";
import styles from "./programme-band.module.css";
import {TaskCard} from "./task-card.tsx";

const NUMERALS = "一二三四五六七八九";

export function ProgrammeBand({programme, search}: {programme: Overview["programmes"][number]; search: string}) {
  const {code, name, motto, tasks} = programme;
  return (
    <section className={styles.band} aria-labelledby={code}>
      <div className={styles.label}>
        <span className={styles.numeral}>{`工程${NUMERALS[Number(code.slice(1)) - 1] ?? ""}`}</span>
        <h2 id={code} className={styles.name}>
          {name}
        </h2>
        <p className={styles.motto}>{motto}</p>
      </div>
      <div className={styles.tasks}>
        {tasks.map((task) => (
          <TaskCard key={task.code} task={task} search={search} />
        ))}
      </div>
    </section>
  );
}
