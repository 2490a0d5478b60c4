import {formatNumber, formatShare} from "#app/format.ts";
import {Card} from "#app/ui/card.tsx";
import type {UnionCompleteness} from "./completeness.server.ts";
import styles from "./completeness.module.css";
import {MatrixTable} from "./matrix-table.tsx";
import {MeasuresTable} from "./measures-table.tsx";
import {OwingList} from "./owing-list.tsx";
import {WaitingList} from "./waiting-list.tsx";
import {Reminders} from "./reminder-text.tsx";

/** The office's view: how complete the reports of all units are, and whom to remind. */
export function UnionView({completeness}: {completeness: UnionCompleteness}) {
  const {view, office, byDataset, owing, reminders, roster, sentence} = completeness;
  return (
    <>
      <nav className={styles.links} aria-label="本页内容">
        <a href="#units">各单位</a>
        <a href="#owing">谁还没报</a>
        <a href="#reminders">提醒文字</a>
      </nav>
      <Card title="报送质量">
        <MeasuresTable lines={byDataset} />
        {(completeness.dataset ?? "participation") === "participation" && <RosterLine roster={roster} />}
      </Card>
      <Card title={completeness.dataset ? "各单位全年" : "各单位"} id="units">
        <MatrixTable view={view} caption={sentence} />
      </Card>
      <div className={styles.halves}>
        <Card title="谁还没报" id="owing">
          <OwingList owing={owing} />
        </Card>
        <Card title="提醒文字" id="reminders">
          <Reminders reminders={reminders} />
        </Card>
      </div>
      <WaitingList waiting={completeness.waiting} />
      {office && office.rows.length > 0 && (
        <Card title="校工会办公室自己的">
          <MatrixTable view={office} caption="校工会办公室各月的报送" />
        </Card>
      )}
    </>
  );
}

/** Says how many people of the roster the attendance lists contain. */
export function RosterLine({roster}: Pick<UnionCompleteness, "roster">) {
  const sum = (name: "covered" | "people") => roster.reduce((total, each) => total + each[name], 0);
  const [covered, people] = [sum("covered"), sum("people")];
  return (
    <p className={styles.note}>
      {`名册覆盖：在岗 ${formatNumber(people)} 人中，今年以来在参与明细里出现过 ${formatNumber(covered)} 人，占 ${formatShare(covered, people)}。`}
    </p>
  );
}
