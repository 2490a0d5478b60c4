import {Form, Link, useLocation} from "@remix-run/react";
import {formatNumber} from "#app/format.ts";
import {addressWith} from "#app/ui/address.ts";
import buttons from "#app/ui/button.module.css";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import {FoldButton, useFold} from "#app/ui/folded.tsx";
import {useMay} from "#app/ui/use-may.ts";
import type {UnionCompleteness} from "./completeness.server.ts";
import {CopyReminder} from "./copy-reminder.tsx";
import styles from "./owing-list.module.css";

type Owing = UnionCompleteness["owing"][number];

/** The number of units that a phone shows before the list is opened. */
const ON_PHONE = 3;

/** 谁还没报: units with the most overdue reports first, each with its reminder; the office's own reports stand apart. */
export function OwingList({completeness}: {completeness: UnionCompleteness}) {
  const {search} = useLocation();
  const {isOfMonth} = completeness;
  const units = completeness.owing.filter(({unit_code}) => unit_code !== null);
  const fold = useFold(units.length, ON_PHONE);
  const office = completeness.owing.find(({unit_code}) => unit_code === null);
  return (
    <>
      <p className={styles.scope}>
        <span className="secondary">{isOfMonth ? "只看本月应报的。" : "今年以来各月合计。"}</span>
        {!completeness.dataset && (
          <Link to={addressWith(search, {owed: isOfMonth ? "" : "month"})} preventScrollReset>
            {isOfMonth ? "看本年累计" : "只看本月"}
          </Link>
        )}
      </p>
      {units.length === 0 && <p>各单位应报的都已报送。</p>}
      <ul className={styles.list}>
        {units.map((unit, at) => (
          <OwingUnit key={unit.unit_code} unit={unit} className={fold.rowClass(at)} />
        ))}
      </ul>
      <FoldButton fold={fold} noun="个单位" />
      {office && (
        <p className={styles.office}>
          <strong>校工会办公室</strong>
          {`负责的报送：${countsText(office)}。${office.items.join("；")}`}
        </p>
      )}
    </>
  );
}

function OwingUnit({unit, className}: {unit: Owing; className?: string}) {
  const {unit_code, unit_name, items, reminder, reminded_on, contact} = unit;
  const mayRemind = useMay().includes("settings");
  return (
    <li id={`owing-${unit_code}`} className={className}>
      <div className={styles.what}>
        <span>
          <Link to={`/submissions?unit=${encodeURIComponent(unit_code ?? "")}`}>{unit_name}</Link>
          {`　${countsText(unit)}`}
        </span>
        <span className="secondary">{items.join("；")}</span>
        {contact && <span className="secondary">{`联系人：${contact}`}</span>}
      </div>
      {mayRemind && unit_code !== null && reminder !== null && (
        <div className={styles.actions}>
          {reminded_on && <span className="secondary">{`已提醒 ${reminded_on.slice(5)}`}</span>}
          <CopyReminder unitName={unit_name} text={reminder} />
          <ReminderMark unitCode={unit_code} unitName={unit_name} />
        </div>
      )}
    </li>
  );
}

/** Records that the unit was reminded today, so that colleagues need not repeat it. */
function ReminderMark({unitCode, unitName}: {unitCode: string; unitName: string}) {
  const {search} = useLocation();
  return (
    <Form method="post" action={`/submissions?index&${search.slice(1)}`} preventScrollReset>
      <CsrfField />
      <input type="hidden" name="intent" value="reminded" />
      <input type="hidden" name="reminded" value={unitCode} />
      <button type="submit" className={buttons.quiet} aria-label={`记为已提醒：${unitName}`}>
        记为已提醒
      </button>
    </Form>
  );
}

/** “26 份，最久 237 天”: a report that was returned before its due day is not overdue. */
function countsText({count, returned, days}: Owing): string {
  const owed = count > 0 ? `欠 ${formatNumber(count)} 份，最久 ${formatNumber(days)} 天` : "";
  const again = returned > 0 ? `退回待重报 ${formatNumber(returned)} 份` : "";
  return [owed, again].filter(Boolean).join("，");
}
