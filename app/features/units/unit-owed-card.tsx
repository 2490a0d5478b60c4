import {Link} from "@remix-run/react";
import {formatNumber} from "#app/format.ts";
import {Card} from "#app/ui/card.tsx";
import {FoldButton, useFold} from "#app/ui/folded.tsx";
import {SlideLink} from "#app/ui/slide-link.tsx";
import type {OwedLine} from "./unit-owed.server.ts";
import type {UnitPage} from "./unit.server.ts";
import styles from "./unit-view.module.css";

const LINES_ON_PHONE = 3;

/** What the unit has to do. Who may not see its reports sees its deliverables, which are in the plan. */
export function UnitOwedCard({page}: {page: UnitPage}) {
  const {count, reports, returned, actionItems, deliverables} = page.owed;
  const isTold = count !== null;
  return (
    <Card title="要办的" id="owed">
      <div className={styles.owed}>
        {isTold && (
          <>
            <OwedList title="要报送的" lines={reports} none="没有欠报。" />
            {returned.length > 0 && <OwedList title="退回未改的" lines={returned} none="" />}
            {actionItems.length > 0 && <OwedList title="会议交办的" lines={actionItems} none="" />}
          </>
        )}
        <OwedList title="牵头或协办的举措" lines={deliverables} none="没有未办结的举措。" />
      </div>
      {!isTold && <p className="secondary">欠报、退回和交办只向本单位和校工会办公室显示。</p>}
      <SlideLink slideKey={`unit:${page.unit}/owed`} words="欠报和承诺放进演示" />
    </Card>
  );
}

function OwedList({title, lines, none}: {title: string; lines: OwedLine[]; none: string}) {
  const fold = useFold(lines.length, LINES_ON_PHONE);
  return (
    <section>
      <h3>{lines.length > 0 ? `${title}（${formatNumber(lines.length)} 项）` : title}</h3>
      {lines.length === 0 && <p className="secondary">{none}</p>}
      <ul className={styles.lines}>
        {lines.map(({key, words, aside, late, to}, index) => (
          <li key={key} className={fold.rowClass(index)}>
            <Link to={to}>{words}</Link>
            <span className={styles.said}>{aside}</span>
            {late > 0 && <strong className={styles.late}>{`逾期 ${formatNumber(late)} 天`}</strong>}
          </li>
        ))}
      </ul>
      <FoldButton fold={fold} noun="项" />
    </section>
  );
}
