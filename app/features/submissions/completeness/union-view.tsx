import {formatNumber, formatShare, formatShortMonth} from "#app/format.ts";
import {Card} from "#app/ui/card.tsx";
import {SlideLink} from "#app/ui/slide-link.tsx";
import type {UnionCompleteness} from "./completeness.server.ts";
import styles from "./completeness.module.css";
import {MatrixTable} from "./matrix-table.tsx";
import {MeasuresTable} from "./measures-table.tsx";
import {OwingList} from "./owing-list.tsx";
import {WaitingList} from "./waiting-list.tsx";
import {ReminderToAll} from "./reminder-text.tsx";

/** The office's view: how complete the reports of all units are, and whom to remind. */
export function UnionView({completeness}: {completeness: UnionCompleteness}) {
  const {view, office, byDataset, owing, reminder, roster, sentence, silent, month, isOfMonth} = completeness;
  const officeOwes = owing.find(({unit_code}) => unit_code === null);
  return (
    <>
      <nav className={styles.links} aria-label="本页内容">
        <a href="#units">各单位</a>
        <a href="#owing">谁还没报</a>
        {reminder !== null && <a href="#reminders">提醒文字</a>}
        <a href="#quality">报送质量</a>
      </nav>
      <Card title={completeness.dataset ? "各单位全年" : "各单位"} id="units">
        {silent.length > 0 && <p>{`${formatShortMonth(month)}一份未报：${silent.join("、")}`}</p>}
        <MatrixTable view={view} caption={sentence} onPhone={UNITS_ON_PHONE} />
      </Card>
      <div className={reminder === null ? undefined : styles.halves}>
        <Card title={isOfMonth ? `${formatShortMonth(month)}欠报` : "本年累计欠报"} id="owing">
          <OwingList completeness={completeness} />
          {!completeness.dataset && <SlideLink slideKey="owing" words="本年累计欠报放进演示" isOfToday />}
        </Card>
        {reminder !== null && (
          <Card title="提醒文字" id="reminders">
            <ReminderToAll reminder={reminder} />
          </Card>
        )}
      </div>
      <WaitingList waiting={completeness.waiting} />
      <Card title="报送质量" id="quality">
        <details>
          <summary className={styles.summary}>各台账的报送率、按时率和完整度</summary>
          <MeasuresTable lines={byDataset} />
        </details>
        {!completeness.dataset && <SlideLink slideKey="reports" words="今年以来的报送情况放进演示" isOfToday />}
        {(completeness.dataset ?? "participation") === "participation" && <RosterLine roster={roster} />}
      </Card>
      {office && office.rows.length > 0 && (
        <Card title="校工会办公室负责的报送">
          <details>
            <summary className={styles.summary}>
              {officeOwes
                ? `查看各月（${isOfMonth ? "本月" : "今年"}还欠 ${officeOwes.count} 份）`
                : "查看各月（都已报送）"}
            </summary>
            <MatrixTable view={office} caption="校工会办公室各月的报送" />
          </details>
        </Card>
      )}
    </>
  );
}

/** The list is sorted by missing reports. */
const UNITS_ON_PHONE = 3;

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
