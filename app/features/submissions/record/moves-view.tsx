import {Link, useFetcher} from "@remix-run/react";
import {useEffect, useState} from "react";
import {formatMonth, formatShortDay} from "#app/format.ts";
import {FigureChange} from "#app/ui/figure-change.tsx";
import {StatusChangeMarks} from "#app/ui/status-change-marks.tsx";
import styles from "../changes-list.module.css";
import type {MovesPage} from "./moves.server.ts";

export const MOVES_TITLE = "批准后会变的数字";

/** Loads the moves after the page, because two states are computed for them; without JavaScript it is a link. */
export function LoadedMoves({submissionId}: {submissionId: string}) {
  const {data, load, state} = useFetcher<{moves: MovesPage}>();
  const address = `/submissions/${submissionId}/moves`;
  useEffect(() => load(address), [load, address]);
  if (data) return <MovesView page={data.moves} />;
  return (
    <p aria-live="polite">
      {state === "loading" && "正在计算，约需两三秒……"}
      <Link to={address}>单独打开这一页</Link>
    </p>
  );
}

/** The same, loaded when it is opened, for lists of many submissions. */
export function FoldedMoves({submissionId}: {submissionId: string}) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details onToggle={({currentTarget}) => setIsOpen(currentTarget.open)}>
      <summary>{MOVES_TITLE}</summary>
      {isOpen ? (
        <LoadedMoves submissionId={submissionId} />
      ) : (
        <Link to={`/submissions/${submissionId}/moves`}>单独打开这一页</Link>
      )}
    </details>
  );
}

/** The numbers that a submission moves, against those without it. */
export function MovesView({page: {moves, isClosed, on, unit_name}}: {page: MovesPage}) {
  if (moves === null)
    return <p className="secondary">困难帮扶数据逐份的影响不显示，以免看出个人；已撤回的和往年的报送也不计算。</p>;
  const {kpis, deliverables, month} = moves;
  if (kpis.length + deliverables.length === 0) return <p>通过或不计这份报送，指标和举措的状态都一样。</p>;
  return (
    <>
      <p className="secondary">
        {`与没有这份报送时相比：指标按${formatMonth(month)}，举措按${formatShortDay(on)}。`}
        {isClosed && "这个月已封存，以上变化只列为更正。"}
      </p>
      <ul className={styles.updates}>
        {kpis.map(({code, name, unit, unit_code, was, is, isBetter}) => (
          <li key={`${code} ${unit_code}`}>
            <Link
              to={`/kpis/${code}`}
              className={styles.key}
            >{`${code} ${name}，${unit_code ? unit_name : "全校"}`}</Link>
            <FigureChange was={was} is={is} measureUnit={unit} isBetter={isBetter} />
          </li>
        ))}
        {deliverables.map(({code, task_code, name, was, is}) => (
          <li key={code}>
            <Link to={`/tasks/${task_code}#${code}`} className={styles.key}>{`${code} ${name}`}</Link>
            <StatusChangeMarks was={was} is={is} />
          </li>
        ))}
      </ul>
    </>
  );
}
