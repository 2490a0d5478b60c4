import {Link} from "@remix-run/react";
import {formatShortMonth, formatValue} from "#app/format.ts";
import type {KpiNumbers} from "./kpi.server.ts";

/** Says that the month is closed, and what its number would be by the data of today. */
export function ClosedMonthNote({closed, unit}: {closed: NonNullable<KpiNumbers["closed"]>; unit: string}) {
  const {month, closed_on, problem, corrections, changes} = closed;
  const [correction] = corrections;
  if (problem) return <p role="alert">{`${problem}。`}</p>;
  return (
    <p>
      {`${formatShortMonth(month)}的数字已于 ${closed_on} 封存，以后不再变化。`}
      {correction && (
        <>
          {`封存值 ${formatValue(correction.kept, unit)}，按最新数据为 ${formatValue(correction.corrected, unit)}（更正）。`}
          <Link to={changes}>看是哪些报送引起的</Link>
        </>
      )}
    </p>
  );
}
